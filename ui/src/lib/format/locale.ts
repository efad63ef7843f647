// In which locale numbers and dates are written, and in which the words around them.
import { LANGUAGES } from '../text/generated';
import type { Language } from '../text/text';

/** The locales of the page. */
export interface Locale {
  /** In which language the texts are. */
  language: Language;
  /** For numbers, money, dates and times: the person's own. */
  format: string;
  /** For words that stand within a sentence of ours, such as "2 minutes ago": a language that the texts exist in. */
  words: string;
}

const FALLBACK = 'en';

/**
 * The first wanted locale that `Intl` knows. Under `LANG=C` a webview reports the language "C",
 * at which every `Intl` constructor throws.
 */
export function supportedLocale(wanted: readonly string[]): string {
  for (const tag of wanted) {
    try {
      const [found] = Intl.NumberFormat.supportedLocalesOf([tag]);
      if (found !== undefined) return found;
    } catch {
      // Not a language tag; the next may be.
    }
  }
  return FALLBACK;
}

/** The first wanted language that the texts exist in; else English. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => isIn(language, tag));
    if (found) return found;
  }
  return FALLBACK;
}

/** The locales for a list of wanted languages, the dearest first; the texts may be in one that was chosen. */
export function localeFor(wanted: readonly string[], chosen: Language | null = null): Locale {
  const format = supportedLocale(wanted);
  const language = chosen ?? languageFor(wanted);
  return { language, format, words: isIn(language, format) ? format : language };
}

function isIn(language: Language, tag: string): boolean {
  return tag === language || tag.startsWith(`${language}-`);
}

let chosen: Language | null = null;

/** Has the texts in a language, or in that of whoever looks at the page. To be called before anything is said. */
export function chooseLanguage(language: Language | null): void {
  chosen = language;
}

/** The locales of this page. */
export function pageLocale(): Locale {
  return localeFor(globalThis.navigator?.languages ?? [], chosen);
}
