// Sentences of the program in the language of the page.
import { Dates } from '../format/dates';
import { pageLocale } from '../format/locale';
import { told, type Filling } from '../text/text';
import type { Said } from './generated';

/** The sentence; null where the program names none that this page has. */
export function sentenceSaid(said: Said | null | undefined): string | null {
  if (!said) return null;
  const fillings = Object.entries(said.with).map(([name, filling]) => [name, written(filling)]);
  return told(said.text, Object.fromEntries(fillings) as Record<string, Filling>);
}

function written(filling: Said['with'][string]): Filling {
  return typeof filling === 'object' ? new Dates(pageLocale()).exact(filling.at) : filling;
}
