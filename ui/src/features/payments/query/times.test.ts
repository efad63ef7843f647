import { expect, test } from 'vitest';

import { dayFrom, spanOf } from './times';

const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

test.each([
  ['1m', at(2026, 2, 31, 12), at(2026, 1, 28, 12)],
  ['1y', at(2028, 1, 29, 12), at(2027, 1, 28, 12)],
  ['2w', at(2026, 0, 10, 12), at(2025, 11, 27, 12)],
  ['3h', at(2026, 10, 29, 14), at(2026, 10, 29, 11)],
])('last:%s', (value, now, from) => {
  expect(spanOf('last', value, now)).toEqual({ from: from / 1000 });
});

test.each(['0d', '7', 'd', '-1d', '7q', ''])('last:%s is none', (value) => {
  expect(spanOf('last', value, at(2026, 10, 29))).toBeNull();
});

test('a day is named or written', () => {
  const now = at(2026, 10, 29, 14);
  expect(dayFrom('yesterday', now)).toBe(at(2026, 10, 28) / 1000);
  expect(dayFrom('2026-2-29', now)).toBeNull();
});
