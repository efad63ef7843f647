import { describe, expect, test } from 'vitest';

import { understand, type Context } from './query';

const NOW = new Date(2026, 10, 29, 14, 3, 30).getTime();
const day = (month: number, date: number) => new Date(2026, month - 1, date).getTime() / 1000;
const RULES: Record<string, number> = { eur: 2, usd: 2, jpy: 0, try: 2, bob: 2, ron: 2 };

const CONTEXT: Context = {
  nowMs: NOW,
  locale: 'en-GB',
  defaultCurrency: 'eur',
  rule: (code) => {
    const exponent = RULES[code];
    return exponent === undefined
      ? null
      : { code, exponent, step: 1, minimum: 50, maximum: 99_999_999 };
  },
  status: (word) => (['refunded', 'erstattet'].includes(word) ? 'refunded' : null),
};

describe('a search', () => {
  test.each([
    ['ana ruiz', { search: 'ana ruiz' }],
    ['status:refunded', { status: 'refunded' }],
    ['STATUS:"erstattet"', { status: 'refunded' }],
    ['>20', { least: 2_001, currency: 'eur' }],
    ['<=12.50 usd', { most: 1_250, currency: 'usd' }],
    ['=48', { least: 4_800, most: 4_800, currency: 'eur' }],
    ['50..20', { least: 2_000, most: 5_000, currency: 'eur' }],
    ['>500 jpy', { least: 501, currency: 'jpy' }],
    ['>0', { least: 1, currency: 'eur' }],
    ['EUR', { currency: 'eur' }],
    ['try again', { search: 'try again' }],
    ['Bob', { search: 'Bob' }],
    ['Ron Weasley', { search: 'Ron Weasley' }],
    ['>50 >20', { least: 5_001, currency: 'eur' }],
    [
      'from:2026-11-01 last:7d',
      { from: Math.floor(new Date(2026, 10, 22, 14, 3, 30).getTime() / 1000) },
    ],
    ['currency:try', { currency: 'try' }],
    ['"eur"', { search: 'eur' }],
    ['link:"birthday cake" ana', { linkName: 'birthday cake', search: 'ana' }],
    ['link:plink_1Q0', { link: 'plink_1Q0' }],
    ['card:4242', { last4: '4242' }],
    ['order:open', { fulfilment: 'pending' }],
    ['on:yesterday', { from: day(11, 28), to: day(11, 29) }],
    ['from:2026-11-01 to:2026-12-01', { from: day(11, 1), to: day(12, 1) }],
    ['last:7d', { from: Math.floor(new Date(2026, 10, 22, 14, 3, 30).getTime() / 1000) }],
    ['https://pay.example/a', { search: 'https://pay.example/a' }],
    ['status:', {}],
    ['link:"birthday', { linkName: 'birthday' }],
    ['>', {}],
    ['', {}],
  ])('%s', (text, query) => {
    const understood = understand(text, CONTEXT);
    expect(understood.query).toEqual(query);
    expect(understood.problems).toEqual([]);
  });

  test.each([
    ['status:nonsense', { key: 'status', value: 'nonsense' }],
    ['card:visa', { key: 'card', value: 'visa' }],
    ['last:0d', { key: 'last', value: '0d' }],
    ['from:2026-11-31', { key: 'from', value: '2026-11-31' }],
    ['>twenty', { key: 'amount', value: '>twenty' }],
    ['order:constructor', { key: 'order', value: 'constructor' }],
    ['currency:xxx', { key: 'currency', value: 'xxx' }],
    ['>12.345', { key: 'amount', value: '>12.345' }],
  ])('%s cannot be understood', (text, problem) => {
    const understood = understand(text, CONTEXT);
    expect(understood.problems).toEqual([problem]);
    expect(understood.query).not.toHaveProperty('search');
  });

  test('a filter that is written twice is said once, and is the last', () => {
    const { query, parts } = understand('status:refunded card:4242 status:erstattet', CONTEXT);
    expect(query.status).toBe('refunded');
    expect(parts.map(({ kind }) => kind)).toEqual(['card', 'status']);
  });

  test('all filters together', () => {
    const text = 'status:refunded >20 eur ana link:"birthday cake" on:2026-11-24 card:4242';
    expect(understand(text, CONTEXT).query).toEqual({
      status: 'refunded',
      least: 2_001,
      currency: 'eur',
      linkName: 'birthday cake',
      from: day(11, 24),
      to: day(11, 25),
      last4: '4242',
      search: 'ana',
    });
  });
});
