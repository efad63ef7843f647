// The text of an event as it is shown: with its lines, and what is searched for marked.

/** The text as it came, or laid out in lines where it came in one. */
export function inLines(text: string): string {
  if (text.trim().includes('\n')) return text;
  try {
    // Only to look at: what is copied stays as it came.
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export interface Piece {
  text: string;
  isFound: boolean;
}

/** The text in pieces, every place marked at which the words are found, in any case. */
export function found(text: string, words: string): Piece[] {
  const wanted = words.trim();
  if (wanted === '') return [{ text, isFound: false }];
  const places = text.matchAll(new RegExp(wanted.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'gi'));
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: found } of places) {
    if (index > from) pieces.push({ text: text.slice(from, index), isFound: false });
    from = index + found.length;
    pieces.push({ text: found, isFound: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isFound: false });
  return pieces;
}
