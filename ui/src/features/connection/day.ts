// The last day as a bar: where nothing could be delivered, and where the list has a hole.
import type { AbsenceSpan, TimeSpan } from '../../lib/ipc/generated';

export const DAY_SECONDS = 24 * 3600;

/** A part of the bar; from and size in hundredths of it. */
export interface Part {
  from: number;
  size: number;
}

/** So small a part could not be seen. */
const SMALLEST = 0.6;

/** Where a stretch of time lies on the bar that ends now; null where it lies before it. */
export function part(span: TimeSpan | AbsenceSpan, now: number): Part | null {
  const begin = now - DAY_SECONDS;
  const from = Math.max(span.from, begin);
  const to = Math.min(span.to, now);
  if (to <= from) return null;
  const size = Math.max(((to - from) / DAY_SECONDS) * 100, SMALLEST);
  return { from: Math.min(((from - begin) / DAY_SECONDS) * 100, 100 - size), size };
}
