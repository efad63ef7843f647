import { describe, expect, test } from 'vitest';

import { DAY_SECONDS, part } from './day';

const NOW = 1_800_000_000;
const span = (from: number, to: number) => ({ from: NOW - from, to: NOW - to });

describe('a stretch of time on the bar of a day', () => {
  test.each([
    ['the whole day', span(DAY_SECONDS, 0), { from: 0, size: 100 }],
    ['the second half', span(DAY_SECONDS / 2, 0), { from: 50, size: 50 }],
    ['one that began before', span(2 * DAY_SECONDS, DAY_SECONDS / 2), { from: 0, size: 50 }],
    ['one that is over for long', span(3 * DAY_SECONDS, 2 * DAY_SECONDS), null],
    ['a moment, still seen', span(60, 0), { from: 99.4, size: 0.6 }],
    ['one that goes on', span(DAY_SECONDS / 4, -3600), { from: 75, size: 25 }],
  ])('%s', (_, given, expected) => {
    expect(part(given, NOW)).toEqual(expected);
  });
});
