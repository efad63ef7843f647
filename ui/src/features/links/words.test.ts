import { describe, expect, test } from 'vitest';

import { Dates } from '../../lib/format/dates';
import { finishedWords, linkName, paidWords, priceWords, stateWords } from './words';

const dates = new Dates({ words: 'en', format: 'en-GB' } as Dates['locale']);
const NOW = Date.UTC(2026, 10, 24, 12) / 1;
const at = (days: number) => NOW / 1000 + days * 86_400;
const money = (minor: number, currency: string) => `${minor} ${currency}`;
const once = { name: 'Cake', unitAmount: 1, quantity: 1, interval: null, intervalCount: null };

describe('a link in words', () => {
  test.each([
    [{ state: 'open', opensAt: null, closesAt: null }, 'Open'],
    [{ state: 'sold_out', opensAt: null, closesAt: at(2) }, 'Sold out'],
    [{ state: 'closed', opensAt: null, closesAt: null }, 'Closed'],
    [{ state: 'scheduled', opensAt: null, closesAt: at(18) }, 'Closes in 18 days'],
    [{ state: 'scheduled', opensAt: at(0.2), closesAt: at(18) }, 'Opens in 4 hours'],
    [{ state: 'scheduled', opensAt: null, closesAt: at(60) }, 'Closes 23 Jan 2027'],
    [{ state: 'scheduled', opensAt: at(-1), closesAt: null }, 'Opening is overdue'],
  ] as const)('%o is called %s', (link, label) => {
    expect(stateWords({ ...link, active: true }, dates, NOW).label).toBe(label);
  });

  test('names what it sells', () => {
    expect(linkName({ name: 'Cake', items: [once] })).toBe('Cake');
    expect(linkName({ name: null, items: [once, once, once] })).toBe('Cake and 2 more');
    expect(linkName({ name: null, items: [] })).toBe('A link whose name is not known yet');
  });

  test('says what it costs, and how often', () => {
    const monthly = { ...once, interval: 'month', intervalCount: 1 };
    const quarterly = { ...once, interval: 'month', intervalCount: 3 };
    const price = (items: (typeof once)[], amount: number | null = 100) =>
      priceWords({ amount, currency: 'eur', items }, money);
    expect(price([once])).toBe('100 eur');
    expect(price([once, monthly as unknown as typeof once])).toBe('100 eur / month');
    expect(price([quarterly as unknown as typeof once])).toBe('100 eur / 3 months');
    expect(price([once], null)).toBe('Customer chooses');
  });

  test('counts against a limit, and parts of what is over', () => {
    const count = (number: number) => String(number);
    expect(paidWords({ paid: 7, completed: 9, completedLimit: null }, count)).toBe('7');
    expect(paidWords({ paid: 7, completed: 9, completedLimit: 14 }, count)).toBe('9 of 14');
    expect(finishedWords({ finished: 0, ended: 0 }, 'en')).toBe('–');
    expect(finishedWords({ finished: 0, ended: 3 }, 'en')).toBe('0%');
    expect(finishedWords({ finished: 5, ended: 7 }, 'en')).toBe('71%');
  });
});
