// What statuses and ways to pay are called in a shop.
import type { OrderState, PaymentRow } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
import type { Tone } from '../../lib/ui/Tag.svelte';

interface StatusWords {
  label: string;
  tone: Tone;
}

/** In the order in which they are offered as filters. */
const STATUSES: Record<string, StatusWords> = {
  succeeded: { label: t('payments-status-succeeded'), tone: 'good' },
  processing: { label: t('payments-status-processing'), tone: 'waiting' },
  requires_action: { label: t('payments-status-needs-customer'), tone: 'waiting' },
  uncaptured: { label: t('payments-status-to-capture'), tone: 'waiting' },
  partially_refunded: { label: t('payments-status-partial-refund'), tone: 'quiet' },
  refunded: { label: t('payments-status-refunded'), tone: 'quiet' },
  disputed: { label: t('payments-status-disputed'), tone: 'dispute' },
  dispute_lost: { label: t('payments-status-dispute-lost'), tone: 'dispute' },
  failed: { label: t('payments-status-failed'), tone: 'bad' },
  canceled: { label: t('payments-status-canceled'), tone: 'quiet' },
  incomplete: { label: t('payments-status-incomplete'), tone: 'quiet' },
};

export const STATUS_ORDER = Object.keys(STATUSES);

/** The words for a status; one that Stripe added since is shown as Stripe calls it. */
export function statusWords(status: string): StatusWords {
  return STATUSES[status] ?? { label: spelledOut(status), tone: 'quiet' };
}

/** The status that a word stands for, in Stripe's word or as it is called here; null for none. */
export function statusCalled(word: string): string | null {
  const wanted = word.toLowerCase();
  const found = Object.entries(STATUSES).find(
    ([status, { label }]) => status === wanted || label.toLowerCase() === wanted,
  );
  return found?.[0] ?? null;
}

const METHODS: Record<string, string> = {
  acss_debit: t('payments-method-acss-debit'),
  afterpay_clearpay: 'Afterpay',
  amazon_pay: 'Amazon Pay',
  au_becs_debit: t('payments-method-au-becs-debit'),
  bacs_debit: t('payments-method-bacs-debit'),
  blik: 'BLIK',
  card: t('payments-method-card'),
  cashapp: 'Cash App Pay',
  customer_balance: t('payments-method-bank-transfer'),
  eps: 'EPS',
  ideal: 'iDEAL',
  mobilepay: 'MobilePay',
  p24: 'Przelewy24',
  paypal: 'PayPal',
  revolut_pay: 'Revolut Pay',
  sepa_debit: t('payments-method-sepa-debit'),
  twint: 'TWINT',
  us_bank_account: t('payments-method-us-bank-account'),
  wechat_pay: 'WeChat Pay',
};

const BRANDS: Record<string, string> = {
  amex: 'Amex',
  cartes_bancaires: 'Cartes Bancaires',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  unknown: t('payments-brand-unknown'),
};

type Method = Pick<PaymentRow, 'methodType' | 'methodBrand' | 'methodLast4'>;

/** "Visa ···· 4242", "SEPA debit ···· 3000"; null when nothing was paid with yet. */
export function methodText({ methodType, methodBrand, methodLast4 }: Method): string | null {
  const type = methodType ? (METHODS[methodType] ?? spelledOut(methodType)) : null;
  const brand = methodBrand ? (BRANDS[methodBrand] ?? spelledOut(methodBrand)) : null;
  const name = methodType === 'card' ? (brand ?? type) : (type ?? brand);
  if (name === null) return null;
  return methodLast4 ? `${name} ···· ${methodLast4}` : name;
}

/** `bank_transfer` as "Bank transfer". A name that has capitals already is left alone. */
function spelledOut(word: string): string {
  const text = word.replaceAll('_', ' ');
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

/** Who paid: the name, else the address, else nothing. */
export function customerText(row: Pick<PaymentRow, 'customerName' | 'customerEmail'>) {
  return row.customerName || row.customerEmail || null;
}

/** Whether an order was handed over; null for what is none. */
export function orderWords(state: OrderState): string | null {
  if (state === 'pending') return t('payments-to-fulfil');
  return state === 'done' ? t('payments-table-fulfilled') : null;
}
