import { describe, expect, it } from 'vitest';

import {
  drawnHeight,
  groupStarts,
  indexNear,
  Lines,
  offsetOf,
  scrollOf,
  TALLEST,
  type Line,
} from './lines';

const HEIGHTS = { row: 44, heading: 32 };
const MILLION = 1_000_000;

describe('Lines', () => {
  const lines = new Lines(10, [0, 3, 4], HEIGHTS);

  it('knows where each row begins, with its heading and without', () => {
    const tops = Array.from({ length: 6 }, (_, row) => lines.top(row));
    expect(tops).toEqual([32, 76, 120, 196, 272, 316]);
    expect(lines.begin(3)).toBe(164);
    expect(lines.begin(5)).toBe(316);
    expect(lines.begin(10)).toBe(lines.height);
    expect(lines.height).toBe(10 * 44 + 3 * 32);
  });

  it.each([
    [0, 0],
    [75, 0],
    [76, 1],
    [163, 2],
    [164, 3],
    [239, 3],
    [240, 4],
    [99_999, 9],
    [-5, 0],
  ])('finds at %d the row %d', (offset, row) => {
    expect(lines.at(offset)).toBe(row);
  });

  it('draws some rows before heights are known, and none of no rows', () => {
    expect(new Lines(100, [0], { row: 0, heading: 0 }).around(0, 0)).toEqual({ from: 0, to: 40 });
    expect(new Lines(0, [], HEIGHTS).around(0, 700)).toEqual({ from: 0, to: 0 });
  });

  it('draws what is in sight and a little beyond, whatever there is', () => {
    const many = new Lines(MILLION, [0], HEIGHTS);
    for (const row of [0, 500, 654_321, MILLION - 1]) {
      const { from, to } = many.around(many.top(row), 700);
      expect(from).toBeLessThanOrEqual(Math.max(0, row - 8));
      expect(to).toBeGreaterThanOrEqual(Math.min(row + 24, MILLION));
      expect(to - from).toBeLessThanOrEqual(48);
    }
  });

  it('does not change what is drawn with every row', () => {
    const many = new Lines(MILLION, [0], HEIGHTS);
    const drawn = Array.from({ length: 32 }, (_, row) => many.around(many.top(800 + row), 700));
    expect(new Set(drawn.map(({ from, to }) => `${from}-${to}`)).size).toBeLessThanOrEqual(17);
  });

  /** As "h0 0 1" for a heading and two rows, groups apart by "|". */
  function written({ groups }: ReturnType<Lines['draw']>): string {
    const line = (it: Line) =>
      it.kind === 'room' ? '…' : it.kind === 'heading' ? `h${it.row}` : String(it.row);
    return groups.map((group) => group.lines.map(line).join(' ')).join(' | ');
  }

  it.each([
    [0, 3, null, 'h0 0 1 2'],
    [1, 6, null, '… 1 2 | h3 3 | h4 4 5'],
    [3, 6, 3, '… h3 3 | h4 4 5'],
    [3, 6, 0, 'h0 0 | … h3 3 | h4 4 5'],
    [6, 8, 4, '… h4 4 … 6 7'],
    [0, 2, 9, 'h0 0 1 | … 9'],
    [0, 2, 10, 'h0 0 1'],
  ])('draws %d to %d and keeps %s', (from, to, kept, expected) => {
    expect(written(lines.draw({ from, to }, kept, 0))).toBe(expected);
  });

  it.each([null, 0, 4, 7, 9])('leaves room for what is not drawn, with row %s kept', (kept) => {
    const { groups, after } = lines.draw({ from: 3, to: 6 }, kept, 0);
    const heights = { heading: HEIGHTS.heading, row: HEIGHTS.row };
    const all = groups.flatMap((group) => group.lines);
    const tall = all.map((it) => (it.kind === 'room' ? it.height : heights[it.kind]));
    expect(tall.reduce((sum, height) => sum + height, after)).toBe(lines.height);
  });
});

describe('a table that is taller than can be drawn', () => {
  const lines = new Lines(MILLION, [0], HEIGHTS);

  it('is scrolled from its first row to its last', () => {
    expect(drawnHeight(lines.height)).toBe(TALLEST);
    expect(offsetOf(0, lines.height, 700)).toBe(0);
    const end = TALLEST - 700;
    expect(offsetOf(end, lines.height, 700)).toBeCloseTo(lines.height - 700, 3);
    expect(lines.around(offsetOf(end, lines.height, 700), 700).to).toBe(MILLION);
    expect(scrollOf(offsetOf(12_345, lines.height, 700), lines.height, 700)).toBeCloseTo(12_345, 6);
  });

  it('draws its rows where they are looked at', () => {
    const scrolled = 20_000_000;
    const offset = offsetOf(scrolled, lines.height, 700);
    const stretch = lines.around(offset, 700);
    const [first] = lines.draw(stretch, null, scrolled - offset).groups[0]?.lines ?? [];
    const room = first?.kind === 'room' ? first.height : 0;
    const inTable = room + offset - lines.begin(stretch.from);
    expect(inTable).toBeCloseTo(scrolled, 3);
  });

  it('is no other where it can be drawn as it is', () => {
    expect(offsetOf(1_234, 50_000, 700)).toBe(1_234);
    expect(scrollOf(1_234, 50_000, 700)).toBe(1_234);
  });
});

describe('groupStarts', () => {
  it.each([
    ['', []],
    ['a', [0]],
    ['aaa', [0]],
    ['abc', [0, 1, 2]],
    ['aaaaabbbbbbbbc', [0, 5, 13]],
    ['abbbbbbbbbbbbbbbbbb', [0, 1]],
  ])('of %j', (letters, starts) => {
    expect(groupStarts([...letters], (letter) => letter)).toEqual(starts);
  });

  it('looks at few of many rows', () => {
    const rows = Array.from({ length: MILLION }, (_, index) => Math.floor(index / 1_000));
    let looks = 0;
    const starts = groupStarts(rows, (row) => {
      looks += 1;
      return String(row);
    });
    expect(starts.length).toBe(1_000);
    expect(looks).toBeLessThan(30_000);
  });
});

describe('indexNear', () => {
  const rows = [...'abcdef'].map((id) => ({ id }));
  it.each([
    ['c', 2, 2],
    ['c', 0, 2],
    ['a', 5, 0],
    ['x', 3, -1],
    ['f', 90, 5],
  ])('of %s from %d', (id, index, expected) => {
    expect(indexNear(rows, id, index)).toBe(expected);
  });
});
