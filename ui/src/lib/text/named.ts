// Words of Stripe's that we have texts for.
import type { TextId } from './text';

/** The text that a table has for a word; null for a word that came after the table was written. */
export function textFor<Id extends TextId>(
  table: Readonly<Record<string, Id>>,
  word: string,
): Id | null {
  return Object.hasOwn(table, word) ? (table[word] ?? null) : null;
}

/** A word as Stripe writes it, readable: `under_review` as "under review". */
export function asWritten(word: string): string {
  return word.replaceAll('_', ' ');
}
