// Money as text. Amounts are whole minor units and become text digit by digit, never by division.
import type { CurrencyRule } from '../ipc/generated';

/** What must be known of a currency to write an amount. */
export type CurrencyShape = Pick<CurrencyRule, 'exponent' | 'step'>;

/** An amount as decimal text that `Intl` reads exactly: `decimalText(-5, 2)` is `"-0.05"`. */
export function decimalText(minor: number, exponent: number): `${number}` {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const cut = digits.length - exponent;
  const fraction = exponent > 0 ? `.${digits.slice(cut)}` : '';
  return `${minor < 0 ? '-' : ''}${digits.slice(0, cut)}${fraction}` as `${number}`;
}

/**
 * How many decimals to show. Krónur and Ugandan shillings have two in Stripe's API that are
 * always zero: nobody writes them.
 */
export function shownDecimals(minor: number, shape: CurrencyShape): number {
  const unit = 10 ** shape.exponent;
  return shape.step % unit === 0 && minor % unit === 0 ? 0 : shape.exponent;
}

/** How many decimals `Intl` gives a currency: the best guess for one without a rule. */
export function intlExponent(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

const formats = new Map<string, Intl.NumberFormat>();

function currencyFormat(locale: string, currency: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${decimals}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(key, made);
  return made;
}

/** An amount as people write it: `formatMoney('de', 123450, 'eur', …)` is `"1.234,50 €"`. */
export function formatMoney(
  locale: string,
  minor: number,
  currency: string,
  shape: CurrencyShape,
): string {
  const text = decimalText(minor, shape.exponent);
  // A payment of which Stripe named no currency still has a number.
  if (!/^[a-z]{3}$/i.test(currency)) return text;
  return currencyFormat(locale, currency, shownDecimals(minor, shape)).format(text);
}

/** An amount at the side of a chart, short and rounded: "€1.6K". */
export function formatRough(locale: string, major: number, currency: string): string {
  const isKnown = /^[a-z]{3}$/i.test(currency);
  const short = { notation: 'compact', maximumFractionDigits: 1 } as const;
  const format = new Intl.NumberFormat(
    locale,
    isKnown ? { ...short, style: 'currency', currency, minimumFractionDigits: 0 } : short,
  );
  return format.format(major);
}

const NUMBER_PARTS = new Set(['minusSign', 'integer', 'group', 'decimal', 'fraction']);

/** An amount as people type it, without the currency: `"1,234.50"`. */
export function formatPlain(
  locale: string,
  minor: number,
  currency: string,
  shape: CurrencyShape,
): string {
  return currencyFormat(locale, currency, shownDecimals(minor, shape))
    .formatToParts(decimalText(minor, shape.exponent))
    .filter((part) => NUMBER_PARTS.has(part.type))
    .map((part) => part.value)
    .join('');
}
