// Digits and separators of every script, brought to one form before a number is read.

/** Where the digits of each script begin. */
const ZEROS = [
  0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
];

/** Marks that steer the direction of text; they come along when an amount is pasted. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const OTHER_FORMS: Record<string, string> = {
  '．': '.',
  '。': '.',
  '，': ',',
  '、': ',',
  '’': "'",
  '＇': "'",
  '−': '-',
  '–': '-',
  '－': '-',
};

function plainDigit(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const zero = ZEROS.find((start) => point >= start && point < start + 10);
  return zero === undefined ? character : String(point - zero);
}

/** The same text with ASCII digits, full stops, commas, apostrophes and spaces. */
export function plainNumerals(text: string): string {
  return text
    .replace(DIRECTION_MARKS, '')
    .replace(/\p{Nd}/gu, plainDigit)
    .replace(/[．。，、’＇−–－]/g, (form) => OTHER_FORMS[form] ?? form)
    .replace(/\p{Zs}/gu, ' ')
    .trim();
}

/** The two marks that a locale puts into numbers. */
export interface Separators {
  decimal: string;
  group: string;
}

/**
 * How a locale writes numbers, in the form of {@link plainNumerals}. Money can be written with
 * other marks than counts: in Austria, `1 234,5` but `€ 1.234,50`.
 */
export function separatorsOf(locale: string, currency?: string): Separators {
  const format = new Intl.NumberFormat(locale, {
    ...(currency ? { style: 'currency', currency } : {}),
    minimumFractionDigits: 1,
  });
  const parts = format.formatToParts(1234567.8);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const plain = (mark: string) => (/\p{Zs}/u.test(mark) ? ' ' : plainNumerals(mark));
  return { decimal: plain(find('decimal')) || '.', group: plain(find('group')) };
}
