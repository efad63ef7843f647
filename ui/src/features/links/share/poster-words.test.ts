import { describe, expect, test } from 'vitest';

import { paperOf, posterLanguage } from './poster-words';

describe('a poster', () => {
  test.each([
    ['en', 'letter'],
    ['en-GB', 'a4'],
    ['de', 'a4'],
    ['es-MX', 'letter'],
    ['ja', 'a4'],
  ])('of %s is printed on %s', (locale, paper) => {
    expect(paperOf(locale)).toBe(paper);
  });

  test.each([
    [['pt-BR', 'de'], 'pt'],
    [['', 'de-AT'], 'de'],
    [['auto', 'ko'], 'en'],
    [['zh-TW', 'ja-JP'], 'ja'],
  ])('wanted in %j speaks %s', (wanted, language) => {
    const spoken = ['de', 'en', 'ja', 'pt'].map((tag) => ({ tag, name: tag }));
    expect(posterLanguage(wanted, spoken)).toBe(language);
  });
});
