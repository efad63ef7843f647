// Things named one after the other, as a language lists them.

function format(words: string): Intl.ListFormat {
  return new Intl.ListFormat(words, { type: 'unit' });
}

/** "phone, name, tax id" */
export function listed(things: readonly string[], words: string): string {
  return format(words).format(things);
}

/** "phone, name and tax id", within a sentence. */
export function listedAll(things: readonly string[], words: string): string {
  return new Intl.ListFormat(words, { type: 'conjunction' }).format(things);
}

/** The same in pieces, for things that are elements: each is a thing or what stands between two. */
export function listParts(
  things: readonly string[],
  words: string,
): { type: 'element' | 'literal'; value: string }[] {
  return format(words).formatToParts(things);
}
