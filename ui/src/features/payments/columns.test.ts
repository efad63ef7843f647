import { describe, expect, it } from 'vitest';

import type { PaymentColumn, ShownColumn } from '../../lib/ipc/generated';
import { fitted, isUsual, LEAST_WIDTH, moved, sized, toggled, USUAL } from './columns';

const names = (columns: readonly { column: PaymentColumn }[]) =>
  columns.map(({ column }) => column).join(' ');
const width = (columns: readonly { width: number }[]) =>
  columns.reduce((sum, column) => sum + column.width, 0);

describe('the columns', () => {
  it('are shown at the end, and taken away, but never amount and status', () => {
    const more = toggled(USUAL, 'fee');
    expect(names(more)).toBe('amount status customer bought method created fee');
    expect(isUsual(more)).toBe(false);
    expect(isUsual(toggled(more, 'fee'))).toBe(true);
    expect(names(toggled(USUAL, 'amount'))).toBe(names(USUAL));
    expect(names(toggled(USUAL, 'customer'))).toBe('amount status bought method created');
  });

  it.each([
    ['created', 0, 'created amount status customer bought method'],
    ['amount', 1, 'status amount customer bought method created'],
    ['amount', 99, 'status customer bought method created amount'],
    ['method', -1, 'method amount status customer bought created'],
    ['fee', 0, 'amount status customer bought method created'],
  ] as const)('%s is moved to %d', (column, to, expected) => {
    expect(names(moved(USUAL, column, to))).toBe(expected);
  });

  it('are of any width within reason, and as they were again', () => {
    expect(sized(USUAL, 'method', 5).find((it) => it.column === 'method')?.width).toBe(LEAST_WIDTH);
    const wide = sized(USUAL, 'method', 222.4);
    expect(wide.find((it) => it.column === 'method')?.width).toBe(222);
    expect(isUsual(wide)).toBe(false);
    expect(isUsual(sized(wide, 'method', null))).toBe(true);
  });
});

describe('in the room that there is', () => {
  it.each([
    [1_000, 'amount status customer bought method created'],
    [787, 'amount status customer bought method created'],
    [786, 'amount status customer method created'],
    [600, 'amount status customer created'],
    [300, 'amount status customer created'],
  ])('of %d pixels the usual ones are: %s', (room, expected) => {
    const columns = fitted(USUAL, room);
    expect(names(columns)).toBe(expected);
    expect(width(columns)).toBe(Math.max(room, 481));
  });

  it('what was chosen stays, however small it is', () => {
    const columns = fitted(sized(USUAL, 'method', 200), 400);
    expect(names(columns)).toBe(names(USUAL));
    expect(width(columns)).toBeGreaterThan(400);
  });

  it('what was sized keeps its width, and the others take the rest', () => {
    const columns = fitted(sized(USUAL, 'customer', 300), 1_200);
    expect(columns.find((it) => it.column === 'customer')?.width).toBe(300);
    expect(width(columns)).toBe(1_200);
  });

  it('the last one takes the rest where none grows', () => {
    const shown: ShownColumn[] = [
      { column: 'amount', width: null },
      { column: 'status', width: null },
    ];
    expect(fitted(shown, 900, { amount: 196 })).toEqual([
      { column: 'amount', width: 196 },
      { column: 'status', width: 704 },
    ]);
  });
});
