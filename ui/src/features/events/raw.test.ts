import { expect, test } from 'vitest';

import { found, inLines } from './raw';

test('what came in one line is laid out, what has lines or is no JSON stays', () => {
  expect(inLines('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(inLines('{\n"a":1}')).toBe('{\n"a":1}');
  expect(inLines('no json')).toBe('no json');
});

test('every place is marked, in any case', () => {
  expect(found('Ana, ANA', ' ana ').map(({ text, isFound }) => [text, isFound])).toEqual([
    ['Ana', true],
    [', ', false],
    ['ANA', true],
  ]);
  expect(found('İstanbul, a.b', 'A.B').map(({ isFound }) => isFound)).toEqual([false, true]);
  expect(found('abc', '')).toEqual([{ text: 'abc', isFound: false }]);
  expect(found('abc', 'x')).toEqual([{ text: 'abc', isFound: false }]);
});
