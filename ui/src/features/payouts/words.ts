// How payouts stand, and what is in them, in a shopkeeper's words.
import { asWritten, textFor } from '../../lib/text/named';
import { t, type TextId } from '../../lib/text/text';
import type { Tone } from '../../lib/ui/Tag.svelte';

interface StatusWords {
  label: string;
  tone: Tone;
}

const STATUSES: Record<string, StatusWords> = {
  pending: { label: t('payouts-status-pending'), tone: 'waiting' },
  in_transit: { label: t('payouts-status-in-transit'), tone: 'waiting' },
  paid: { label: t('payouts-status-paid'), tone: 'good' },
  failed: { label: t('payouts-status-failed'), tone: 'bad' },
  canceled: { label: t('payouts-status-canceled'), tone: 'quiet' },
};

/** The words for a status; one that Stripe added since is shown as Stripe calls it. */
export function statusWords(status: string): StatusWords {
  return STATUSES[status] ?? { label: asWritten(status), tone: 'quiet' };
}

/** Source: Stripe's documentation, "Balance transaction types". */
const KINDS = {
  charge: 'payouts-kind-charge',
  payment: 'payouts-kind-charge',
  refund: 'payouts-kind-refund',
  payment_refund: 'payouts-kind-refund',
  refund_failure: 'payouts-kind-refund-failure',
  payment_failure_refund: 'payouts-kind-refund-failure',
  adjustment: 'payouts-kind-adjustment',
  stripe_fee: 'payouts-kind-stripe-fee',
  tax_fee: 'payouts-kind-tax-fee',
  application_fee: 'payouts-kind-application-fee',
  reserve_transaction: 'payouts-kind-reserve',
  reserved_funds: 'payouts-kind-reserve',
  topup: 'payouts-kind-topup',
  transfer: 'payouts-kind-transfer',
  payout_failure: 'payouts-kind-payout-back',
  payout_cancel: 'payouts-kind-payout-back',
} as const satisfies Record<string, TextId>;

/** What a line is for, or several together; a kind that Stripe added since is shown as Stripe calls it. */
export function kindWords(kind: string, count: number): string {
  const id = textFor(KINDS, kind);
  return id ? t(id, { count }) : asWritten(kind);
}
