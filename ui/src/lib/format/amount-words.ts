// The sentence that stands under a price field, for each thing that can be wrong with it.
import type { CurrencyRule } from '../ipc/generated';
import { t } from '../text/text';
import type { AmountProblem } from './amount';
import { formatMoney, formatPlain } from './money';

/** What to say: what is wrong, and how to write it. */
export function amountSentence(
  problem: AmountProblem,
  typed: string,
  locale: string,
  rule: CurrencyRule,
): string {
  const money = (minor: number) => formatMoney(locale, minor, rule.code, rule);
  const currency = rule.code.toUpperCase();
  switch (problem) {
    case 'empty':
      return t('amounts-empty');
    case 'not_a_number':
      return t('amounts-not-a-number', { example: example(locale, rule) });
    case 'ambiguous':
      return t('amounts-ambiguous', { typed: typed.trim(), ...bothWays(locale, rule) });
    case 'negative':
      return t('amounts-negative');
    case 'other_currency':
      return t('amounts-other-currency', { currency });
    case 'too_many_decimals':
      return decimalsSentence(locale, rule);
    case 'off_step':
      return stepSentence(locale, rule);
    case 'zero':
      return t('amounts-zero');
    case 'too_small':
      return t('amounts-too-small', { currency, smallest: money(rule.minimum) });
    case 'too_large':
      return t('amounts-too-large', { currency, largest: money(rule.maximum) });
  }
}

function unit(rule: CurrencyRule): number {
  return 10 ** rule.exponent;
}

function example(locale: string, rule: CurrencyRule): string {
  return formatPlain(
    locale,
    12 * unit(rule) + (rule.exponent > 0 ? unit(rule) / 2 : 0),
    rule.code,
    rule,
  );
}

/** A thousand and more, and where there are decimals, one and a bit, each beyond doubt. */
function bothWays(locale: string, rule: CurrencyRule): { one: string; other: string } {
  const large = formatPlain(locale, 1234 * unit(rule), rule.code, rule);
  if (rule.exponent === 0) return { one: '1234', other: large };
  const small = formatPlain(locale, Math.round(1.23 * unit(rule)), rule.code, rule);
  return { one: large, other: small };
}

function decimalsSentence(locale: string, rule: CurrencyRule): string {
  const currency = rule.code.toUpperCase();
  const decimals = rule.exponent;
  if (decimals === 0) return t('amounts-no-decimals', { currency });
  return t('amounts-too-many-decimals', { currency, decimals, example: example(locale, rule) });
}

function stepSentence(locale: string, rule: CurrencyRule): string {
  const currency = rule.code.toUpperCase();
  if (rule.step % unit(rule) === 0) return t('amounts-whole', { currency });
  const last = formatPlain(locale, 12 * unit(rule) + 5 * rule.step, rule.code, rule);
  return t('amounts-last-zero', { currency, example: last });
}
