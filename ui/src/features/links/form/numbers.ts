// Numbers of the form in the person's own writing.
import { parseAmount } from '../../../lib/format/amount';
import { amountSentence } from '../../../lib/format/amount-words';
import { formatPlain } from '../../../lib/format/money';
import { plainNumerals, separatorsOf } from '../../../lib/format/numerals';
import type { CurrencyRule } from '../../../lib/ipc/generated';
import { t, type Filling } from '../../../lib/text/text';
import type { Numbers } from './written';

/** A whole number from 0 on; null where the text is none. */
export function parseCount(text: string, locale: string): number | null {
  const { group } = separatorsOf(locale);
  const plain = plainNumerals(text);
  const digits = group && /^\d{1,3}(\D\d{3})+$/.test(plain) ? plain.replaceAll(group, '') : plain;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** What was typed as a count: the number, which a text goes by, or where it is none the very words. */
export function typedCount(text: string, locale: string): Filling {
  return parseCount(text, locale) ?? text;
}

/** Minor units, or the sentence that says why the text is no amount. What is too small is the rules' to say. */
export function readMoney(text: string, locale: string, rule: CurrencyRule): number | string {
  const amount = parseAmount(text, locale, rule);
  if ('minor' in amount) return amount.minor;
  if (amount.problem === 'zero') return 0;
  return amountSentence(amount.problem, text, locale, rule);
}

/** Numbers in a locale and a currency. */
export function numbersOf(locale: string, rule: CurrencyRule): Numbers {
  return {
    money: (minor) => formatPlain(locale, minor, rule.code, rule),
    count: (count) => String(count),
    readMoney: (text) => readMoney(text, locale, rule),
    readCount: (text) => parseCount(text, locale) ?? t('links-form-whole-number'),
  };
}
