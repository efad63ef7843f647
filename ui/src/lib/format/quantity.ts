// A count as people type it.
import { plainNumerals, separatorsOf } from './numerals';

/** The most of one item that Stripe lets one checkout sell. */
export const MAXIMUM_QUANTITY = 999_999;

/** A whole number from 1 to {@link MAXIMUM_QUANTITY}, or null. */
export function parseQuantity(text: string, locale: string): number | null {
  const { group } = separatorsOf(locale);
  const plain = plainNumerals(text);
  const digits = group && /^\d{1,3}(\D\d{3})+$/.test(plain) ? plain.replaceAll(group, '') : plain;
  if (!/^\d{1,7}$/.test(digits)) return null;
  const count = Number(digits);
  return count >= 1 && count <= MAXIMUM_QUANTITY ? count : null;
}
