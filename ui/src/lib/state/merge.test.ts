import { describe, expect, it } from 'vitest';

import { arrivals, keepUnchanged } from './merge';

const rows = (ids: string) => [...ids].map((id) => ({ id }));
const ids = (list: { id: string }[]) => list.map((row) => row.id).join('');

describe('arrivals', () => {
  it.each([
    ['one on top', 'cba', 'dcba', 'd'],
    ['two, one of them in between', 'cba', 'dcxba', 'dx'],
    ['one that moved up from below', 'dcb', 'cba', ''],
    ['nothing known', 'cba', 'zyx', 'zyx'],
    ['the first ever', '', 'a', 'a'],
    ['no change', 'cba', 'cba', ''],
  ])('%s', (_what, before, now, expected) => {
    expect(ids(arrivals(rows(before), rows(now)))).toBe(expected);
  });
});

describe('keepUnchanged', () => {
  it('keeps the objects of rows that did not change, in the new order', () => {
    const [a, b] = [
      { id: 'a', status: 1 },
      { id: 'b', status: 1 },
    ];
    const kept = keepUnchanged([a, b], [{ id: 'b', status: 2 }, { id: 'c', status: 1 }, { ...a }]);
    expect(kept.map((row) => row.id)).toEqual(['b', 'c', 'a']);
    expect(kept[0]).toEqual({ id: 'b', status: 2 });
    expect(kept[2]).toBe(a);
  });
});
