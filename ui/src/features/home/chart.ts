// Where the lines of the chart run.
import { scaleLinear } from 'd3-scale';
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
  const x = scaleLinear([0, last], [ROOM.left, wide - ROOM.right]);
  const y = scaleLinear([0, most], [HIGH - ROOM.bottom, ROOM.top]);
  const run = line<number>((_, day) => x(day), y);
  const fill = area<number>((_, day) => x(day), y(0), y);
  return {
    ticks: y.ticks(3),
    y,
    x,
    yNow: (day) => y(days[day] ?? 0),
    yBefore: (day) => y(daysBefore[day] ?? 0),
    nearest: (place) => Math.round(Math.max(0, Math.min(last, x.invert(place)))),
    line: run(days) ?? '',
    area: fill(days) ?? '',
    before: run(daysBefore) ?? '',
  };
}
