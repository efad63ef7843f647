import { describe, expect, it } from 'vitest';

import { Currencies } from './currencies';
import { decimalText, formatMoney, formatPlain } from './money';

const TWO = { exponent: 2, step: 1 };
const NONE = { exponent: 0, step: 1 };
const THREE = { exponent: 3, step: 10 };
const WHOLE = { exponent: 2, step: 100 };

/** `Intl` writes no-break spaces and direction marks; a test is easier to read without them. */
const seen = (text: string) =>
  text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u061c\u200e\u200f]/g, '');

describe('decimalText', () => {
  it.each([
    [0, 2, '0.00'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [8650, 2, '86.50'],
    [-123450, 2, '-1234.50'],
    [500, 0, '500'],
    [1230, 3, '1.230'],
    [Number.MAX_SAFE_INTEGER, 2, '90071992547409.91'],
    [Number.MAX_SAFE_INTEGER, 3, '9007199254740.991'],
  ])('%d with %d decimals', (minor, exponent, text) => {
    expect(decimalText(minor, exponent)).toBe(text);
  });
});

describe('formatMoney', () => {
  it.each([
    ['en-US', 123450, 'usd', TWO, '$1,234.50'],
    ['en-GB', 123450, 'eur', TWO, '€1,234.50'],
    ['de-DE', 123450, 'eur', TWO, '1.234,50 €'],
    ['fr-FR', 123450, 'eur', TWO, '1 234,50 €'],
    ['en-IN', 12345650, 'inr', TWO, '₹1,23,456.50'],
    ['ar-EG', 123450, 'eur', TWO, '١٬٢٣٤٫٥٠ €'],
    ['ja-JP', 1234, 'jpy', NONE, '￥1,234'],
    ['en', 1230, 'kwd', THREE, 'KWD 1.230'],
    ['en', 120000, 'isk', WHOLE, 'ISK 1,200'],
    ['en', 120050, 'isk', WHOLE, 'ISK 1,200.50'],
    ['en', -4800, 'eur', TWO, '-€48.00'],
    ['en', Number.MAX_SAFE_INTEGER, 'usd', TWO, '$90,071,992,547,409.91'],
    ['en', 500, '', TWO, '5.00'],
    ['en', 500, 'e r', TWO, '5.00'],
  ])('%s: %d %s', (locale, minor, currency, shape, text) => {
    expect(seen(formatMoney(locale, minor, currency, shape))).toBe(text);
  });
});

describe('formatPlain', () => {
  it.each([
    ['en', 123450, 'eur', TWO, '1,234.50'],
    ['de-AT', 123450, 'eur', TWO, '1.234,50'],
    ['ja', 1234, 'jpy', NONE, '1,234'],
    ['is', 120000, 'isk', WHOLE, '1.200'],
    ['ar-EG', 123450, 'eur', TWO, '١٬٢٣٤٫٥٠'],
  ])('%s: %d %s', (locale, minor, currency, shape, text) => {
    expect(formatPlain(locale, minor, currency, shape)).toBe(text);
  });
});

describe('Currencies', () => {
  const rules = [
    { code: 'usd', exponent: 2, step: 1, minimum: 50, maximum: 99_999_999 },
    { code: 'chf', exponent: 2, step: 1, minimum: 50, maximum: 99_999_999 },
  ];

  it('names currencies in the person’s language and finds them in English too', () => {
    const [first] = new Currencies(rules, 'de').choices;
    expect(first).toMatchObject({ code: 'chf', name: 'Schweizer Franken' });
    expect(first?.terms).toContain('swiss franc');
  });

  it('writes a currency without a rule with the decimals that Intl knows', () => {
    expect(seen(new Currencies(rules, 'en').format(1234, 'jpy'))).toBe('¥1,234');
    expect(seen(new Currencies(rules, 'en').format(1234, 'qqq'))).toBe('QQQ 12.34');
  });
});
