// The sentence that stands under a price field, for each thing that can be wrong with it.
import type { CurrencyRule } from '../ipc/generated';
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
  const code = rule.code.toUpperCase();
  switch (problem) {
    case 'empty':
      return 'Write a price.';
    case 'not_a_number':
      return `Write the price in digits, such as ${example(locale, rule)}.`;
    case 'ambiguous':
      return `“${typed.trim()}” can be read in two ways. Write ${bothWays(locale, rule)}.`;
    case 'negative':
      return 'A price cannot be below zero.';
    case 'other_currency':
      return `The price is in ${code}. To charge in another currency, choose it beside the price.`;
    case 'too_many_decimals':
      return decimalsSentence(locale, rule);
    case 'off_step':
      return stepSentence(locale, rule);
    case 'zero':
      return 'A price has to be above zero.';
    case 'too_small':
      return `The smallest payment in ${code} is ${money(rule.minimum)}.`;
    case 'too_large':
      return `The largest payment in ${code} is ${money(rule.maximum)}.`;
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
function bothWays(locale: string, rule: CurrencyRule): string {
  const large = formatPlain(locale, 1234 * unit(rule), rule.code, rule);
  if (rule.exponent === 0) return `1234 or ${large}`;
  const small = formatPlain(locale, Math.round(1.23 * unit(rule)), rule.code, rule);
  return `${large} or ${small}`;
}

function decimalsSentence(locale: string, rule: CurrencyRule): string {
  const code = rule.code.toUpperCase();
  if (rule.exponent === 0) return `${code} has no decimals. Write a whole number.`;
  return `${code} has ${rule.exponent} decimals. Write it as ${example(locale, rule)}.`;
}

function stepSentence(locale: string, rule: CurrencyRule): string {
  const code = rule.code.toUpperCase();
  if (rule.step % unit(rule) === 0) return `Prices in ${code} are whole. Leave the decimals out.`;
  const last = formatPlain(locale, 12 * unit(rule) + 5 * rule.step, rule.code, rule);
  return `The last decimal in ${code} has to be 0, as in ${last}.`;
}
