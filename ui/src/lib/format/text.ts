// Text that others wrote, made safe to look at: control characters that reorder or hide what is
// around them become visible marks.

/** A stretch of text, or the name of a control character. */
export type Piece = { text: string } | { mark: string };

const NAMES: Record<string, string> = {
  '\u061c': 'ALM',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
};

const CONTROLS = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function nameOf(control: string): string {
  const code = control.codePointAt(0) ?? 0;
  return NAMES[control] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text in pieces, its control characters set apart. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(CONTROLS)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ mark: nameOf(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** The same as one line of plain text, for names and titles of elements. */
export function plainText(text: string): string {
  return text.replace(CONTROLS, (control) => `[${nameOf(control)}]`);
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A number or date of our own that may stand within a sentence of the other direction: it is
 * isolated, so that neither reorders the other.
 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
