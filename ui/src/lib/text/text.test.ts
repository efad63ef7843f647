import { afterEach, describe, expect, test } from 'vitest';

import source from 'virtual:texts/en';

import { parts, speak, t } from './text';

afterEach(() => speak('en', source, 'en'));

describe('a text', () => {
  test('chooses its form by the language and writes numbers as the person does', () => {
    speak(
      'de',
      'common-window-title = { $screen ->\n [one] Eine\n *[other] { $screen } Zahlungen\n }',
      'de-CH',
    );
    expect(t('common-window-title', { screen: 1 })).toBe('Eine');
    expect(t('common-window-title', { screen: 12345 })).toBe(
      `${(12345).toLocaleString('de-CH')} Zahlungen`,
    );
  });

  test('leaves its holes to whoever asks', () => {
    speak('en', 'common-window-title = { $count } of { $name }', 'en');
    expect(parts('common-window-title', { count: 2 }, ['name'])).toEqual([
      { text: '2 of ' },
      { hole: 'name' },
    ]);
  });

  test('that lacks what it fills in is a fault', () => {
    speak('en', 'common-window-title = { $name }', 'en');
    expect(() => t('common-window-title', { screen: 1 })).toThrow('name');
  });
});
