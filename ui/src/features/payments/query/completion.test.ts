import { expect, test } from 'vitest';

import { completed, suggestions } from './completion';

test.each([
  ['', []],
  ['ana', []],
  ['sta', ['status:']],
  ['>20 la', ['last:']],
  ['status:part', ['status:partially_refunded']],
  ['status:Partial', ['status:partially_refunded']],
  ['order:', ['order:open', 'order:done']],
  ['order:open', []],
  ['link:"sta', []],
])('after %s follows %j', (text, follows) => {
  expect(suggestions(text).map((it) => it.text)).toEqual(follows);
});

test('what is chosen takes the place of the last word', () => {
  const [status] = suggestions('ana sta');
  expect(status && completed('ana sta', status)).toBe('ana status:');
  const [value] = suggestions('ana status:succ');
  expect(value && completed('ana status:succ', value)).toBe('ana status:succeeded ');
});
