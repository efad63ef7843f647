// Where the lines of the chart run. Not by d3-scale: its colours cannot be made where prototypes are frozen, as they
// are in the shell's webview.
import { ticks } from 'd3-array';
import { area, line } from 'd3-shape';

import type { CurrencyRule, Volume } from '../../lib/ipc/generated';

/** How high the chart is, and the room that it leaves for its labels, in pixels. */
export const HIGH = 196;
export const ROOM = { top: 14, right: 22, bottom: 28, left: 58 } as const;

export interface Chart {
  /** Round amounts in major units, for the lines behind. */
  ticks: number[];
  y: (major: number) => number;
  x: (day: number) => number;
  yNow: (day: number) => number;
  yBefore: (day: number) => number;
  /** The day that lies nearest to a place. */
  nearest: (x: number) => number;
  line: string;
  area: string;
  before: string;
}

/** The chart of a currency's days at a width. */
export function chartOf(volume: Volume, rule: CurrencyRule, wide: number): Chart {
  const unit = 10 ** rule.exponent;
  const days = volume.days.map((minor) => minor / unit);
  const daysBefore = volume.daysBefore.map((minor) => minor / unit);
  const last = Math.max(1, days.length - 1);
  const most = Math.max(...days, ...daysBefore, 1 / unit);
  const [left, right] = [ROOM.left, wide - ROOM.right];
  const [top, bottom] = [ROOM.top, HIGH - ROOM.bottom];
  const x = (day: number) => left + (day / last) * (right - left);
  const y = (major: number) => bottom - (major / most) * (bottom - top);
  const invert = (place: number) => ((place - left) / Math.max(1, right - left)) * last;
  const run = line<number>((_, day) => x(day), y);
  const fill = area<number>((_, day) => x(day), y(0), y);
  return {
    ticks: ticks(0, most, 3),
    y,
    x,
    yNow: (day) => y(days[day] ?? 0),
    yBefore: (day) => y(daysBefore[day] ?? 0),
    nearest: (place) => Math.round(Math.max(0, Math.min(last, invert(place)))),
    line: run(days) ?? '',
    area: fill(days) ?? '',
    before: run(daysBefore) ?? '',
  };
}
