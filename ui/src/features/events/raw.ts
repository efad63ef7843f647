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
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [{ text, isFound: false }];
  const pieces: Piece[] = [];
  const lower = text.toLowerCase();
  // Some letters change their length in lower case; then places would not be the same.
  if (lower.length !== text.length) return [{ text, isFound: false }];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), isFound: false });
    from = at + wanted.length;
    pieces.push({ text: text.slice(at, from), isFound: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isFound: false });
  return pieces;
}
