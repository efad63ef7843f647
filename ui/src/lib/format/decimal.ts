// Reads a decimal number as people of any locale type it, and refuses what could mean two things.
import type { Separators } from './numerals';

/** A number in digits: `{ whole: '1234', fraction: '50' }`. */
export interface Decimal {
  whole: string;
  fraction: string;
}

/** Why a text is no number. */
export type DecimalProblem = 'not_a_number' | 'ambiguous';

/** Groups of three, or as in India of two before the last three. */
const GROUPED = /^\d{1,3}(\D\d{3})+$|^\d{1,2}(\D\d{2})*\D\d{3}$/;

/**
 * Reads a text that {@link plainNumerals} has prepared, without sign and currency.
 *
 * Where both a full stop and a comma occur, the last one is the decimal mark, in any locale.
 * Where one occurs once before exactly three digits, the locale decides, if it can: in English
 * `1,234` is a thousand and more. `1.234` is that only if the currency has no three decimals to
 * spend; a merchant who means one thing and is charged another loses money, so it is refused.
 */
export function readDecimal(
  text: string,
  separators: Separators,
  decimals: number,
): Decimal | DecimalProblem {
  // These can only be group or only decimal marks, whatever the locale.
  const marked = text.replaceAll('٫', 'D').replaceAll('٬', ' ').replaceAll("'", ' ');
  if (!/^[\d.,D ]*\d[\d.,D ]*$/.test(marked)) return 'not_a_number';
  const mark = decimalMark(marked, separators, decimals);
  if (mark === 'ambiguous') return mark;
  const cut = mark === null ? marked.length : marked.lastIndexOf(mark);
  const whole = ungrouped(marked.slice(0, cut));
  const fraction = marked.slice(cut + 1);
  if (whole === null || !/^\d*$/.test(fraction)) return 'not_a_number';
  return { whole, fraction };
}

/** Which mark stands before the decimals; null when there are none. */
function decimalMark(
  text: string,
  separators: Separators,
  decimals: number,
): string | null | 'ambiguous' {
  if (text.includes('D')) return 'D';
  const marks = [...text].filter((character) => character === '.' || character === ',');
  const last = marks.at(-1);
  if (last === undefined) return null;
  if (new Set(marks).size === 2) return last;
  if (marks.length > 1) return null;
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return last;
  return oneMarkBeforeThree(last, separators, decimals);
}

function oneMarkBeforeThree(
  mark: string,
  { decimal, group }: Separators,
  decimals: number,
): string | null | 'ambiguous' {
  if (mark === decimal) return decimals >= 3 ? mark : 'ambiguous';
  return mark === group && decimals < 3 ? null : 'ambiguous';
}

/** The digits of a whole number whose groups, if any, are of one kind and of the right length. */
function ungrouped(text: string): string | null {
  const trimmed = text.trim();
  if (/^\d*$/.test(trimmed)) return trimmed || '0';
  const kinds = new Set(trimmed.replace(/\d/g, ''));
  return kinds.size === 1 && GROUPED.test(trimmed) ? trimmed.replace(/\D/g, '') : null;
}
