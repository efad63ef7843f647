import { expect, test } from 'vitest';

import { disputeReason } from './dispute-words';

test.each([
  ['fraudulent', 'the card’s owner did not pay'],
  ['new_kind_of_reason', 'new kind of reason'],
  [null, 'no reason is known'],
])('%s is said as: %s', (reason, words) => {
  expect(disputeReason(reason)).toBe(words);
});
