import { describe, expect, it } from 'vitest';

import type { CurrencyRule } from '../ipc/generated';
import { checkCharge, parseAmount } from './amount';
import { amountSentence } from './amount-words';

const rule = (code: string, exponent = 2, step = 1, minimum = 50, maximum = 99_999_999) =>
  ({ code, exponent, step, minimum, maximum }) satisfies CurrencyRule;

const EUR = rule('eur');
const USD = rule('usd');
const CHF = rule('chf');
const CAD = rule('cad');
const DKK = rule('dkk', 2, 1, 250);
const JPY = rule('jpy', 0);
const KWD = rule('kwd', 3, 10, 1);
const ISK = rule('isk', 2, 100, 1);
const IDR = rule('idr', 2, 1, 1, 999_999_999_999);

/** [typed, locale, rule, minor units] */
const readings: [string, string, CurrencyRule, number][] = [
  ['86.50', 'en', EUR, 8650],
  ['86,50', 'en', EUR, 8650],
  ['86.5', 'en', EUR, 8650],
  ['86,5', 'de', EUR, 8650],
  ['86.50', 'de', EUR, 8650],
  ['86.', 'en', EUR, 8600],
  ['.5', 'en', EUR, 50],
  ['0.50', 'en', EUR, 50],
  ['0,500', 'en', EUR, 50],
  ['007', 'en', EUR, 700],
  // Both marks: the last one is decimal, wherever one lives.
  ['1.234,50', 'en', EUR, 123450],
  ['1.234,50', 'de', EUR, 123450],
  ['1,234.50', 'en', EUR, 123450],
  ['1,234.50', 'de', EUR, 123450],
  ['1.234.567', 'en', rule('idr', 2, 1, 1, 999_999_999_999), 123456700],
  // One mark before three digits: a group in its own locale.
  ['1,234', 'en', EUR, 123400],
  ['1.234', 'de', EUR, 123400],
  ['12.000', 'de-AT', EUR, 1200000],
  ['1,234', 'en', JPY, 1234],
  // Groups of other kinds.
  ['1 234,50', 'fr', EUR, 123450],
  ['1\u202f234,50', 'fr', EUR, 123450],
  ['1\u00a0234,50 zł', 'pl', rule('pln'), 123450],
  ["1'234.50", 'de-CH', CHF, 123450],
  ['1’234.50', 'de-CH', CHF, 123450],
  ['86.–', 'de-CH', CHF, 8600],
  ['86,-', 'de', EUR, 8600],
  ['1,23,456.50', 'en-IN', rule('inr'), 12345650],
  // Signs and codes.
  ['€86.50', 'en', EUR, 8650],
  ['86,50 €', 'de', EUR, 8650],
  ['EUR 86.50', 'en', EUR, 8650],
  ['86.50eur', 'en', EUR, 8650],
  ['CA$86.50', 'en', CAD, 8650],
  ['$86.50', 'en', CAD, 8650],
  ['86,50 kr.', 'da', DKK, 8650],
  ['86,50 kr', 'da', DKK, 8650],
  // Other scripts, and marks that come along with pasted text.
  ['٨٦٫٥٠', 'ar-EG', EUR, 8650],
  ['١٬٢٣٤٫٥٠', 'ar-EG', EUR, 123450],
  ['\u200f١٬٢٣٤٫٥٠\u00a0€', 'ar-EG', EUR, 123450],
  ['۸۶٫۵۰', 'fa', EUR, 8650],
  ['１２３４', 'ja', JPY, 1234],
  ['८६.५०', 'hi', EUR, 8650],
  // Currencies of other kinds.
  ['500', 'ja', JPY, 500],
  ['500.00', 'ja', JPY, 500],
  ['1.230', 'en', KWD, 1230],
  ['1,230', 'de', KWD, 1230],
  ['1.23', 'en', KWD, 1230],
  ['1200', 'is', ISK, 120000],
  ['1.200', 'is', ISK, 120000],
  ['1200,00', 'is', ISK, 120000],
  ['999999.99', 'en', EUR, 99_999_999],
  ['9,999,999,999.99', 'en', IDR, 999_999_999_999],
];

describe('parseAmount', () => {
  it.each(readings)('%j in %s', (typed, locale, currency, minor) => {
    expect(parseAmount(typed, locale, currency)).toEqual({ minor });
  });

  it.each([
    ['', 'en', EUR, 'empty'],
    ['  € ', 'en', EUR, 'empty'],
    ['abc', 'en', EUR, 'not_a_number'],
    ['12 apples', 'en', EUR, 'not_a_number'],
    ['1e3', 'en', EUR, 'not_a_number'],
    ['0x10', 'en', EUR, 'not_a_number'],
    ['1,2,3', 'en', EUR, 'not_a_number'],
    ['1,23.45', 'en', EUR, 'not_a_number'],
    ['1.234.56', 'de', EUR, 'not_a_number'],
    ['12 34', 'en', EUR, 'not_a_number'],
    ['.', 'en', EUR, 'not_a_number'],
    ['Infinity', 'en', EUR, 'not_a_number'],
    ['1.234', 'en', EUR, 'ambiguous'],
    ['1,234', 'de', EUR, 'ambiguous'],
    ['1.500', 'en', JPY, 'ambiguous'],
    ['1,234', 'en', KWD, 'ambiguous'],
    ['1.234', 'de', KWD, 'ambiguous'],
    ['1.234', 'fr', EUR, 'ambiguous'],
    ['1,234', 'ar-EG', EUR, 'ambiguous'],
    ['-5', 'en', EUR, 'negative'],
    ['−5', 'en', EUR, 'negative'],
    ['€-5', 'en', EUR, 'negative'],
    ['(5)', 'en', EUR, 'negative'],
    ['$5', 'en', EUR, 'other_currency'],
    ['5 £', 'de', EUR, 'other_currency'],
    ['86.505', 'en', EUR, 'ambiguous'],
    ['86.5051', 'en', EUR, 'too_many_decimals'],
    ['0.505', 'en', EUR, 'too_many_decimals'],
    ['1,234.505', 'en', EUR, 'too_many_decimals'],
    ['5.5', 'ja', JPY, 'too_many_decimals'],
    ['1.2345', 'en', KWD, 'too_many_decimals'],
    ['1.235', 'en', KWD, 'off_step'],
    ['1200,50', 'is', ISK, 'off_step'],
    ['0', 'en', EUR, 'zero'],
    ['0.00', 'en', EUR, 'zero'],
    ['1000000', 'en', EUR, 'too_large'],
    ['9'.repeat(400), 'en', EUR, 'too_large'],
  ] as const)('%j in %s is refused', (typed, locale, currency, problem) => {
    expect(parseAmount(typed, locale, currency)).toEqual({ problem });
  });
});

describe('checkCharge', () => {
  it.each([
    [25, 2, EUR, { minor: 50 }],
    [49, 1, EUR, { problem: 'too_small' }],
    [99_999_999, 1, EUR, { minor: 99_999_999 }],
    [50_000_000, 2, EUR, { problem: 'too_large' }],
    [99_999_999, 999_999, EUR, { problem: 'too_large' }],
  ] as const)('%d × %d', (unit, quantity, currency, charge) => {
    expect(checkCharge(unit, quantity, currency)).toEqual(charge);
  });
});

describe('amountSentence', () => {
  it.each([
    ['ambiguous', '1.234', 'en', EUR, '“1.234” can be read in two ways. Write 1,234.00 or 1.23.'],
    ['ambiguous', '1,234', 'de', EUR, '“1,234” can be read in two ways. Write 1.234,00 or 1,23.'],
    ['ambiguous', '1.500', 'en', JPY, '“1.500” can be read in two ways. Write 1234 or 1,234.'],
    ['ambiguous', '1,2', 'en', KWD, '“1,2” can be read in two ways. Write 1,234.000 or 1.230.'],
    ['too_many_decimals', '', 'en', JPY, 'JPY has no decimals. Write a whole number.'],
    ['too_many_decimals', '', 'de', EUR, 'EUR has 2 decimals. Write it as 12,50.'],
    ['off_step', '', 'en', ISK, 'Prices in ISK are whole. Leave the decimals out.'],
    ['off_step', '', 'en', KWD, 'The last decimal in KWD has to be 0, as in 12.050.'],
    ['too_small', '', 'en', USD, 'The smallest payment in USD is $0.50.'],
    ['too_large', '', 'en', JPY, 'The largest payment in JPY is ¥99,999,999.'],
  ] as const)('%s %s in %s', (problem, typed, locale, currency, sentence) => {
    expect(amountSentence(problem, typed, locale, currency)).toBe(sentence);
  });
});
