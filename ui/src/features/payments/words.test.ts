import { describe, expect, it } from 'vitest';

import { methodText, statusWords } from './words';

describe('methodText', () => {
  it.each([
    ['card', 'visa', '4242', 'Visa ···· 4242'],
    ['card', 'amex', '8431', 'Amex ···· 8431'],
    ['card', null, '1234', 'Card ···· 1234'],
    ['sepa_debit', null, '3000', 'SEPA debit ···· 3000'],
    ['ideal', 'ing', null, 'iDEAL'],
    ['brand_new_thing', null, null, 'Brand new thing'],
    [null, null, null, null],
  ])('%s %s %s', (methodType, methodBrand, methodLast4, text) => {
    expect(methodText({ methodType, methodBrand, methodLast4 })).toBe(text);
  });
});

describe('statusWords', () => {
  it('shows a status that Stripe added since as Stripe calls it', () => {
    expect(statusWords('on_hold')).toEqual({ label: 'On hold', tone: 'quiet' });
  });
});
