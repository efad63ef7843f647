// What a merchant types as a price, read exactly: text in, minor units or a reason out.
import type { CurrencyRule } from '../ipc/generated';
import { currencySigns } from './currencies';
import { readDecimal } from './decimal';
import { plainNumerals, separatorsOf } from './numerals';

/** Why a text is not an amount that can be charged. */
export type AmountProblem =
  | 'empty'
  | 'not_a_number'
  | 'ambiguous'
  | 'negative'
  | 'other_currency'
  | 'too_many_decimals'
  | 'off_step'
  | 'zero'
  | 'too_small'
  | 'too_large';

/** An amount in minor units, or what is wrong with it. */
export type Amount = { minor: number } | { problem: AmountProblem };

/** Reads the price of one. Whether the whole charge is large enough is {@link checkCharge}'s. */
export function parseAmount(text: string, locale: string, rule: CurrencyRule): Amount {
  const bare = withoutSigns(plainNumerals(text), locale, rule.code);
  if (bare === '') return { problem: 'empty' };
  if (/^-|-$|^\(.*\)$/.test(bare)) return { problem: 'negative' };
  if (/\p{Sc}/u.test(bare)) return { problem: 'other_currency' };
  const decimal = readDecimal(bare, separatorsOf(locale, rule.code), rule.exponent);
  if (typeof decimal === 'string') return { problem: decimal };
  const minor = toMinor(decimal.whole, decimal.fraction, rule.exponent);
  if (minor === null) return { problem: 'too_many_decimals' };
  return checkUnit(minor, rule);
}

function withoutSigns(text: string, locale: string, code: string): string {
  const signs = currencySigns(locale, code).map(plainNumerals);
  // "kr" for "kr." too; the longest first, so that "CA$" does not leave its letters behind.
  const spellings = [...signs, ...signs.map((sign) => sign.replace(/\.$/, ''))];
  let bare = text;
  for (const sign of spellings.sort((a, b) => b.length - a.length)) {
    bare = bare.replace(new RegExp(escaped(sign), 'iu'), ' ').trim();
  }
  // "86.–" is how the Swiss write 86.00.
  return bare.replace(/[.,]-{1,2}$/, '');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** Digits to minor units; null when there are more decimals than the currency has. */
function toMinor(whole: string, fraction: string, exponent: number): bigint | null {
  // "500.00" is a fine way to write 500 yen.
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > exponent) return null;
  return BigInt(whole + significant.padEnd(exponent, '0'));
}

function checkUnit(minor: bigint, rule: CurrencyRule): Amount {
  if (minor === 0n) return { problem: 'zero' };
  if (minor % BigInt(rule.step) !== 0n) return { problem: 'off_step' };
  if (minor > BigInt(rule.maximum)) return { problem: 'too_large' };
  return { minor: Number(minor) };
}

/** What `quantity` of them come to, checked against the smallest and largest charge. */
export function checkCharge(unit: number, quantity: number, rule: CurrencyRule): Amount {
  const total = BigInt(unit) * BigInt(quantity);
  if (total < BigInt(rule.minimum)) return { problem: 'too_small' };
  if (total > BigInt(rule.maximum)) return { problem: 'too_large' };
  return { minor: Number(total) };
}
