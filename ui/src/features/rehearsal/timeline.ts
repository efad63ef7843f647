// The counts of a story over its time, as lines that are drawn into a box.
import type { StoryRun, TimelinePoint } from '../../lib/ipc/generated';

/** The box, in units of its own; the drawing stretches it to its place. */
export const BOX = { width: 600, height: 100 };

/** What is drawn of a story. */
export type Drawn = Pick<StoryRun, 'timeline' | 'outages' | 'elapsedMs' | 'lengthMs' | 'phase'>;

export interface Drawing {
  /** The line of what was told. */
  told: string;
  /** The line of what is recorded. */
  recorded: string;
  /** The same, closed to an area. */
  area: string;
  /** The times in which nothing got through. */
  bands: { x: number; width: number }[];
}

/** Draws the counts. Before the end, the box reaches as far as the story is expected to. */
export function draw(run: Drawn): Drawing {
  const span = spanMs(run);
  const most = Math.max(1, ...run.timeline.map(({ told }) => told));
  const x = (ms: number) => round((Math.min(ms, span) / span) * BOX.width);
  const y = (count: number) => round(BOX.height - (count / most) * BOX.height);
  const points = toTheEnd(run);
  const line = (of: (point: TimelinePoint) => number) =>
    points.map((point) => `L${x(point.atMs)} ${y(of(point))}`).join('');
  const begin = `M0 ${BOX.height}`;
  const recorded = begin + line((point) => point.recorded);
  const lastX = x(points.at(-1)?.atMs ?? 0);
  return {
    told: begin + line((point) => point.told),
    recorded,
    area: `${recorded}L${lastX} ${BOX.height}Z`,
    bands: run.outages.map(({ fromMs, toMs }) => {
      const from = x(fromMs);
      return { x: from, width: round(x(toMs ?? run.elapsedMs) - from) };
    }),
  };
}

/** When the story is over, the last counts hold until its end. */
function toTheEnd({ timeline, phase, elapsedMs }: Drawn): TimelinePoint[] {
  const last = timeline.at(-1);
  if (phase !== 'ended' || !last || last.atMs >= elapsedMs) return timeline;
  return [...timeline, { ...last, atMs: elapsedMs }];
}

/** How much time the box shows. */
export function spanMs({
  elapsedMs,
  lengthMs,
  phase,
}: Pick<Drawn, 'elapsedMs' | 'lengthMs' | 'phase'>): number {
  return Math.max(1, phase === 'ended' ? elapsedMs : Math.max(elapsedMs, lengthMs));
}

const round = (value: number) => Math.round(value * 10) / 10;
