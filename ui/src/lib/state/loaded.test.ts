import { describe, expect, it } from 'vitest';

import { Loaded } from './loaded';

interface Row {
  id: string;
  status?: number;
}

const rows = (ids: string): Row[] => [...ids].map((id) => ({ id }));
const ids = (loaded: Loaded<Row>) => loaded.rows.map((row) => row.id).join('');
const loaded = (letters: string, next: string | null) => Loaded.of({ rows: rows(letters), next });

describe('a fresh first page', () => {
  it.each([
    // what, loaded, its cursor, page, its cursor, together, their cursor
    ['the first load', '', null, 'cba', 'a', 'cba', 'a'],
    ['nothing new', 'edcba', 'a', 'edc', 'c', 'edcba', 'a'],
    ['one on top', 'edcba', 'a', 'fed', 'd', 'fedcba', 'a'],
    ['one that left the filter', 'edcba', 'a', 'ecb', 'b', 'ecba', 'a'],
    ['several that left the filter', 'hgfedcba', 'a', 'hcb', 'b', 'hcba', 'a'],
    ['one that came in between', 'edcba', 'a', 'exd', 'd', 'exdcba', 'a'],
    ['only one page loaded', 'edc', 'c', 'fed', 'd', 'fedc', 'c'],
    ['a page that reaches further', 'ed', null, 'fedc', 'c', 'fedc', 'c'],
    ['a page that is everything', 'edcba', 'a', 'ed', null, 'ed', null],
    ['a hole', 'cba', 'a', 'zyx', 'x', 'zyx', 'x'],
  ] as const)('%s', (_what, letters, cursor, page, pageCursor, together, next) => {
    const result = loaded(letters, cursor).under({ rows: rows(page), next: pageCursor });
    expect(ids(result)).toBe(together);
    expect(result.next).toBe(next);
    for (const id of 'abcdefghxyz') expect(result.has(id)).toBe(together.includes(id));
  });

  it('keeps the objects of rows that did not change', () => {
    const before = loaded('cba', 'a');
    const page = { rows: [{ id: 'd' }, { id: 'c', status: 2 }, { id: 'b' }], next: 'b' };
    const result = before.under(page);
    expect(result.rows[1]).toEqual({ id: 'c', status: 2 });
    expect(result.rows[2]).toBe(before.rows[1]);
    expect(result.rows[3]).toBe(before.rows[2]);
  });

  it('tells what is new on it', () => {
    const arrivals = loaded('cba', 'a').arrivals({ rows: rows('dcxba'), next: 'a' });
    expect(arrivals.map(({ id }) => id).join('')).toBe('dx');
  });
});

describe('rows below', () => {
  it('follow, each once', () => {
    const result = loaded('cb', 'b').followedBy({ rows: rows('ba'), next: null });
    expect(ids(result)).toBe('cba');
    expect(result.next).toBeNull();
    expect(result.has('a')).toBe(true);
  });

  it('are replaced, or taken out', () => {
    const before = loaded('cba', null);
    const result = before.replaced(
      new Map([
        ['b', { id: 'b', status: 2 }],
        ['a', null],
      ]),
    );
    expect(result.rows).toEqual([{ id: 'c' }, { id: 'b', status: 2 }]);
    expect(result.rows[0]).toBe(before.rows[0]);
    expect(result.has('a')).toBe(false);
    expect(ids(result.followedBy({ rows: rows('a'), next: null }))).toBe('cba');
  });
});
