// Countries and methods of payment by name.
import { t } from '../../../lib/text/text';
import type { ManyChoice } from '../../../lib/ui/ManyCombobox.svelte';

/** Countries in the person's language, by name. */
export function regionChoices(codes: readonly string[], locale: string): ManyChoice[] {
  const [local, english] = [locale, 'en'].map(
    (tag) => new Intl.DisplayNames(tag, { type: 'region' }),
  );
  const collator = new Intl.Collator(locale);
  return codes
    .map((code) => {
      const label = nameIn(local, code);
      const terms = `${code} ${label} ${nameIn(english, code)}`.toLocaleLowerCase();
      return { value: code, label, terms };
    })
    .sort((a, b) => collator.compare(a.label, b.label));
}

/** A country's name in the person's language; its letters where that has none. */
export function countryName(code: string, locale: string): string {
  return nameIn(new Intl.DisplayNames(locale, { type: 'region' }), code);
}

function nameIn(names: Intl.DisplayNames | undefined, code: string): string {
  try {
    return names?.of(code) ?? code;
  } catch {
    return code;
  }
}

const METHODS: Record<string, string> = {
  acss_debit: t('links-form-payment-method-acss-debit'),
  au_becs_debit: t('links-form-payment-method-au-becs-debit'),
  bacs_debit: t('links-form-payment-method-bacs-debit'),
  blik: 'BLIK',
  card: t('links-form-payment-method-card'),
  eps: 'EPS',
  fpx: 'FPX',
  ideal: 'iDEAL',
  mb_way: 'MB WAY',
  mobilepay: 'MobilePay',
  oxxo: 'OXXO',
  p24: 'Przelewy24',
  paynow: 'PayNow',
  paypal: 'PayPal',
  pay_by_bank: t('links-form-payment-method-pay-by-bank'),
  promptpay: 'PromptPay',
  sepa_debit: t('links-form-payment-method-sepa-debit'),
  twint: 'TWINT',
  us_bank_account: t('links-form-payment-method-us-bank-account'),
  wechat_pay: 'WeChat Pay',
};

/** Stripe's name of a method as people write it. */
export function methodName(method: string): string {
  const known = METHODS[method];
  if (known) return known;
  const words = method.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Brands of cards that can be refused. */
export const BRANDS: readonly ManyChoice[] = [
  ['visa', 'Visa'],
  ['mastercard', 'Mastercard'],
  ['american_express', 'American Express'],
  ['discover_global_network', t('links-form-payment-brand-discover')],
].map(([value = '', label = '']) => ({ value, label, terms: `${value} ${label}`.toLowerCase() }));

/** Methods of payment by name. */
export function methodChoices(methods: readonly string[]): ManyChoice[] {
  return methods
    .map((value) => {
      const label = methodName(value);
      return { value, label, terms: `${value} ${label}`.toLocaleLowerCase() };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}
