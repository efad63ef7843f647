// Which pages and actions are meant by what is typed, and in which order.

/** What can be found by words. */
export interface Findable {
  label: string;
  /** Other words that somebody may look for; found by how they begin. */
  terms: string;
}

/** From how many letters on a word is also found in the middle of another. */
const LONG_ENOUGH = 3;

/** Without accents and capitals. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().replaceAll('ß', 'ss');
}

/** With an e for the dots of ä, ö and ü, as they are written where there are no such keys. */
function spelled(text: string): string {
  return text.normalize('NFKD').replaceAll(/([aou])\u0308/giu, '$1e');
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** How well one typed word fits; 0 where it does not. */
function fit(word: string, label: readonly string[], terms: readonly string[]): number {
  if (label[0]?.startsWith(word)) return 4;
  if (label.some((own) => own.startsWith(word))) return 3;
  if (terms.some((own) => own.startsWith(word))) return 1;
  return word.length >= LONG_ENOUGH && label.some((own) => own.includes(word)) ? 2 : 0;
}

function score({ label, terms }: Findable, words: readonly string[]): number {
  const writings = [(text: string) => text, spelled].map((write) => ({
    label: wordsOf(write(label)),
    terms: wordsOf(write(terms)),
  }));
  const fits = words.map((word) =>
    Math.max(...writings.map((own) => fit(word, own.label, own.terms))),
  );
  return fits.includes(0) ? 0 : fits.reduce((sum, each) => sum + each, 0);
}

/** Those that every typed word fits, the best first, else in their own order. */
export function matching<E extends Findable>(entries: readonly E[], text: string): E[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  return entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}
