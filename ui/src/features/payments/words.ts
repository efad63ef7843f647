// What statuses and ways to pay are called in a shop.
import type { PaymentRow } from '../../lib/ipc/generated';
import type { Tone } from '../../lib/ui/Tag.svelte';

interface StatusWords {
  label: string;
  tone: Tone;
}

/** In the order in which they are offered as filters. */
const STATUSES: Record<string, StatusWords> = {
  succeeded: { label: 'Succeeded', tone: 'good' },
  processing: { label: 'Processing', tone: 'waiting' },
  requires_action: { label: 'Needs customer', tone: 'waiting' },
  uncaptured: { label: 'To capture', tone: 'waiting' },
  partially_refunded: { label: 'Partial refund', tone: 'quiet' },
  refunded: { label: 'Refunded', tone: 'quiet' },
  disputed: { label: 'Disputed', tone: 'dispute' },
  dispute_lost: { label: 'Dispute lost', tone: 'dispute' },
  failed: { label: 'Failed', tone: 'bad' },
  canceled: { label: 'Canceled', tone: 'quiet' },
  incomplete: { label: 'Incomplete', tone: 'quiet' },
};

export const STATUS_ORDER = Object.keys(STATUSES);

/** The words for a status; one that Stripe added since is shown as Stripe calls it. */
export function statusWords(status: string): StatusWords {
  return STATUSES[status] ?? { label: spelledOut(status), tone: 'quiet' };
}

const METHODS: Record<string, string> = {
  acss_debit: 'Pre-authorized debit',
  afterpay_clearpay: 'Afterpay',
  amazon_pay: 'Amazon Pay',
  au_becs_debit: 'BECS debit',
  bacs_debit: 'Bacs debit',
  blik: 'BLIK',
  cashapp: 'Cash App Pay',
  customer_balance: 'Bank transfer',
  eps: 'EPS',
  ideal: 'iDEAL',
  mobilepay: 'MobilePay',
  p24: 'Przelewy24',
  paypal: 'PayPal',
  revolut_pay: 'Revolut Pay',
  sepa_debit: 'SEPA debit',
  twint: 'TWINT',
  us_bank_account: 'Bank account',
  wechat_pay: 'WeChat Pay',
};

const BRANDS: Record<string, string> = {
  amex: 'Amex',
  cartes_bancaires: 'Cartes Bancaires',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  unionpay: 'UnionPay',
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

/** How we learned of an event. */
export function sourceText(source: string): string {
  switch (source) {
    case 'webhook':
      return 'signature checked';
    case 'api':
      return 'read from Stripe';
    case 'import':
      return 'imported';
    default:
      return source;
  }
}
