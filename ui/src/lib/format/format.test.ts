import { describe, expect, it } from 'vitest';

import { dayBounds, Dates, onCalendarDay } from './dates';
import { localeFor, supportedLocale } from './locale';
import { parseQuantity } from './quantity';
import { isolated, pieces, plainText } from './text';

const seconds = (...parts: [number, number, number, number?, number?, number?]) =>
  new Date(...parts).getTime() / 1000;

describe('locales', () => {
  it.each([
    [['de-DE', 'en'], 'de-DE'],
    [['C'], 'en'],
    [['C', 'fr'], 'fr'],
    [['c.utf-8', 'POSIX', ''], 'en'],
    [[], 'en'],
    [['xx-klingon'], 'en'],
  ])('%j', (wanted, locale) => {
    expect(supportedLocale(wanted)).toBe(locale);
  });

  it.each([
    [['de-AT', 'en'], { language: 'de', format: 'de-AT', words: 'de-AT' }],
    [['en-GB'], { language: 'en', format: 'en-GB', words: 'en-GB' }],
    [['fr-FR', 'de'], { language: 'de', format: 'fr-FR', words: 'de' }],
    [['C'], { language: 'en', format: 'en', words: 'en' }],
    [['den'], { language: 'en', format: 'en', words: 'en' }],
  ])('speaks to whoever wants %j a language that the texts exist in', (wanted, locale) => {
    expect(localeFor(wanted)).toEqual(locale);
  });

  it.each([
    [['de-AT', 'en'], 'en', { language: 'en', format: 'de-AT', words: 'en' }],
    [['en-GB'], 'de', { language: 'de', format: 'en-GB', words: 'de' }],
    [['de-CH'], 'de', { language: 'de', format: 'de-CH', words: 'de-CH' }],
  ] as const)('speaks to whoever wants %j what was chosen', (wanted, chosen, locale) => {
    expect(localeFor(wanted, chosen)).toEqual(locale);
  });
});

describe('Dates', () => {
  const now = new Date(2026, 10, 24, 14, 3, 30).getTime();
  const english = new Dates(localeFor(['en-GB']));
  const german = new Dates(localeFor(['de-DE']));

  it('writes a date without a time as the day that it means, wherever it is read', () => {
    const first = Date.UTC(2026, 11, 1) / 1000;
    expect(english.day(onCalendarDay(first), now)).toBe('Tue 1 Dec');
    expect(english.day(onCalendarDay(Date.UTC(2026, 10, 24) / 1000), now)).toBe('Today');
    expect(onCalendarDay(first + 60)).toBe(first + 60);
  });

  it('names near days and writes far ones', () => {
    expect(english.title(now / 1000)).toBe('Tuesday 24 November');
    expect(german.title(now / 1000)).toBe('Dienstag, 24. November');
    expect(english.day(seconds(2026, 10, 24), now)).toBe('Today');
    expect(english.day(seconds(2026, 10, 23, 23, 59), now)).toBe('Yesterday');
    expect(english.day(seconds(2026, 10, 22), now)).toBe('Sun 22 Nov');
    expect(english.day(seconds(2025, 10, 22), now)).toBe('Sat, 22 Nov 2025');
    expect(english.moment(seconds(2026, 10, 24, 13, 48), now)).toBe('Today 13:48');
    expect(english.moment(seconds(2026, 10, 23, 13, 48), now)).toBe('Yesterday');
    expect(english.moment(seconds(2026, 7, 30), now)).toBe('30 Aug');
    expect(german.moment(seconds(2026, 7, 30), now)).toBe('30. Aug.');
  });

  it('writes times with the date when it is another day', () => {
    expect(english.timeWithSeconds(seconds(2026, 10, 24, 9, 5, 7), now)).toBe('09:05:07');
    expect(english.timeWithSeconds(seconds(2026, 10, 20, 9, 5, 7), now)).toBe('20 Nov, 09:05:07');
  });

  it.each([
    [0, 'just now'],
    [59, 'just now'],
    [-5, 'just now'],
    [60, '1 minute ago'],
    [150, '2 minutes ago'],
    [3600, '1 hour ago'],
    [86_400 * 3, '3 days ago'],
  ])('%d seconds ago', (passed, text) => {
    expect(english.ago(now / 1000 - passed, now)).toBe(text);
  });

  it('ends a day where the next begins', () => {
    const { dayStart, dayEnd } = dayBounds(now);
    expect(dayStart).toBe(seconds(2026, 10, 24));
    expect(dayEnd).toBe(seconds(2026, 10, 25));
  });
});

describe('parseQuantity', () => {
  it.each([
    ['1', 'en', 1],
    [' 12 ', 'en', 12],
    ['999,999', 'en', 999_999],
    ['999.999', 'de', 999_999],
    ['٣', 'ar-EG', 3],
    ['0', 'en', null],
    ['1000000', 'en', null],
    ['1.5', 'en', null],
    ['1.234', 'en', null],
    ['-1', 'en', null],
    ['', 'en', null],
    ['two', 'en', null],
  ])('%j in %s', (typed, locale, count) => {
    expect(parseQuantity(typed, locale)).toBe(count);
  });
});

describe('isolated', () => {
  it('sets right-to-left numbers apart, and leaves the others alone', () => {
    expect(isolated('\u200f٤٨٫٠٠\u00a0€')).toBe('\u2068\u200f٤٨٫٠٠\u00a0€\u2069');
    expect(isolated('48,00\u00a0€')).toBe('48,00\u00a0€');
  });
});

describe('text from others', () => {
  it('shows what would reorder it', () => {
    expect(pieces('invoice\u202egnp.exe')).toEqual([
      { text: 'invoice' },
      { mark: 'RLO' },
      { text: 'gnp.exe' },
    ]);
    expect(plainText('a\u2066b\u0000')).toBe('a[LRI]b[U+0000]');
  });

  it('leaves right-to-left text, emoji and joiners as they are', () => {
    const text = 'أحمد 👩‍🍳 می‌خواهم';
    expect(pieces(text)).toEqual([{ text }]);
  });
});
