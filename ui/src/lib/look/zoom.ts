// The sizes that everything can have, and the keys that lead from one to the next.

/** In percent. */
export const SIZES = [80, 90, 100, 110, 125, 150, 175, 200] as const;

export const SMALLEST = SIZES[0];
export const LARGEST = SIZES[7];

export type ZoomStep = 'in' | 'out' | 'reset';

/** The size that a step leads to; beyond the ends it leads nowhere. */
export function zoomed(now: number, step: ZoomStep): number {
  if (step === 'reset') return 100;
  const next =
    step === 'in' ? SIZES.find((size) => size > now) : SIZES.findLast((size) => size < now);
  return next ?? now;
}

const KEYS = new Map<string, ZoomStep>([
  ['+', 'in'],
  ['=', 'in'],
  ['-', 'out'],
  ['_', 'out'],
  ['0', 'reset'],
]);

/** Which step a key press asks for. Shift may be needed to type the sign. */
export function zoomedBy(event: KeyboardEvent): ZoomStep | null {
  const isHeld = (event.ctrlKey || event.metaKey) && !event.altKey;
  return isHeld ? (KEYS.get(event.key) ?? null) : null;
}
