// Durations and sizes as people read them: the number in their locale, the sign of the unit as
// everywhere in the world.
import { isolated } from './text';

const NO_BREAK = '\u00a0';

/** "0.42 ms", "12 ms", "340 ms", "1.2 s": a duration of a machine. */
export function machineTime(milliseconds: number, locale: string): string {
  // Just below a second it would be rounded to 1,000 ms.
  const [value, sign] =
    milliseconds < 999.5 ? [milliseconds, 'ms'] : ([milliseconds / 1000, 's'] as const);
  const digits = value < 99.5 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 };
  return measured(value, sign, locale, digits);
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** "812 B", "4.0 kB", "12 MB": a size in bytes, in steps of a thousand. */
export function byteSize(bytes: number, locale: string): string {
  let size = bytes;
  let step = 0;
  while (size >= 999.5 && step < SIZES.length - 1) {
    size /= 1000;
    step += 1;
  }
  const decimals = step > 0 && size < 9.95 ? 1 : 0;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return measured(size, SIZES[step] ?? 'B', locale, digits);
}

function measured(
  value: number,
  sign: string,
  locale: string,
  digits: Intl.NumberFormatOptions,
): string {
  return isolated(`${value.toLocaleString(locale, digits)}${NO_BREAK}${sign}`);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "1 second", "3 minutes", "2 hours": a stretch of time within a sentence of ours. */
export function stretch(seconds: number, words: string): string {
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? UNITS[3];
  const format = new Intl.NumberFormat(words, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.floor(seconds / length));
}
