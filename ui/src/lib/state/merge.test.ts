import { describe, expect, it } from 'vitest';

import { arrivals, keepUnchanged, mergeFirstPage, replaceRows } from './merge';

const rows = (ids: string) => [...ids].map((id) => ({ id }));
const ids = (list: { id: string }[]) => list.map((row) => row.id).join('');

describe('mergeFirstPage', () => {
  it.each([
    // what, loaded, its cursor, page, its cursor, merged, its cursor
    ['the first load', '', null, 'cba', 'a', 'cba', 'a'],
    ['nothing new', 'edcba', 'a', 'edc', 'c', 'edcba', 'a'],
    ['one on top', 'edcba', 'a', 'fed', 'd', 'fedcba', 'a'],
    ['one that left the filter', 'edcba', 'a', 'ecb', 'b', 'ecba', 'a'],
    ['one that came in between', 'edcba', 'a', 'exd', 'd', 'exdcba', 'a'],
    ['only one page loaded', 'edc', 'c', 'fed', 'd', 'fedc', 'c'],
    ['a page that reaches further', 'ed', null, 'fedc', 'c', 'fedc', 'c'],
    ['a page that is everything', 'edcba', 'a', 'ed', null, 'ed', null],
    ['a hole', 'cba', 'a', 'zyx', 'x', 'zyx', 'x'],
  ] as const)('%s', (_what, loaded, cursor, page, pageCursor, merged, next) => {
    const result = mergeFirstPage(
      { rows: rows(loaded), next: cursor },
      { rows: rows(page), next: pageCursor },
    );
    expect(ids(result.rows)).toBe(merged);
    expect(result.next).toBe(next);
  });
});

describe('replaceRows', () => {
  it('replaces, takes out, and leaves the rest as it is', () => {
    const [a, b, c] = [
      { id: 'a', status: 1 },
      { id: 'b', status: 1 },
      { id: 'c', status: 1 },
    ];
    const replacements = new Map([
      ['b', { id: 'b', status: 2 }],
      ['c', null],
    ]);
    const result = replaceRows([a, b, c], replacements);
    expect(result).toEqual([a, { id: 'b', status: 2 }]);
    expect(result[0]).toBe(a);
  });
});

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
