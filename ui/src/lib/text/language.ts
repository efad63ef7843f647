// Where the texts of a language come from. Only what is spoken is loaded.
import { chooseLanguage, pageLocale } from '../format/locale';
import type { LanguageChoice } from '../ipc/generated';
import { speak, type Language } from './text';

const SOURCES: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('virtual:texts/en'),
  de: () => import('virtual:texts/de'),
};

/** Speaks the language that was chosen, else that of whoever looks at the page. */
export async function speakAsWanted(choice: LanguageChoice): Promise<void> {
  chooseLanguage(choice === 'system' ? null : choice);
  const { language, format } = pageLocale();
  const texts = await SOURCES[language]();
  speak(language, texts.default, format);
  document.documentElement.lang = language;
}
