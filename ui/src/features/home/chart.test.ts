import { expect, test } from 'vitest';

import { chartOf, HIGH, ROOM } from './chart';

const rule = { code: 'eur', exponent: 2, step: 1, minimum: 50, maximum: 99_999_999 };
const volume = {
  currency: 'eur',
  days: [0, 160_000, 80_000],
  daysBefore: [0, 0, 40_000],
  sum: 240_000,
  sumBefore: 40_000,
};

test('the line runs over the whole width, and the highest day is at the top', () => {
  const chart = chartOf(volume, rule, 600);
  expect(chart.x(0)).toBe(ROOM.left);
  expect(chart.x(2)).toBe(600 - ROOM.right);
  expect(chart.yNow(1)).toBe(ROOM.top);
  expect(chart.yBefore(0)).toBe(HIGH - ROOM.bottom);
  expect(chart.ticks).toEqual([0, 500, 1_000, 1_500]);
});

test('a place belongs to the day that lies nearest, also beside the chart', () => {
  const chart = chartOf(volume, rule, 600);
  expect([0, chart.x(1) - 20, chart.x(1) + 20, 900].map(chart.nearest)).toEqual([0, 1, 1, 2]);
});

test('days without anything are a line at the bottom', () => {
  const none = { ...volume, days: [0, 0, 0], daysBefore: [0, 0, 0] };
  expect(chartOf(none, rule, 600).yNow(1)).toBe(HIGH - ROOM.bottom);
});
