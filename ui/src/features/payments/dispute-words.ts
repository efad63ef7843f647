// Why customers dispute payments, in words.
import { asWritten, textFor } from '../../lib/text/named';
import { t, type TextId } from '../../lib/text/text';

/** Source: Stripe's documentation, "Dispute categories". */
const REASONS = {
  bank_cannot_process: 'payments-reason-bank-cannot-process',
  check_returned: 'payments-reason-check-returned',
  credit_not_processed: 'payments-reason-credit-not-processed',
  customer_initiated: 'payments-reason-customer-initiated',
  debit_not_authorized: 'payments-reason-debit-not-authorized',
  duplicate: 'payments-reason-duplicate',
  fraudulent: 'payments-reason-fraudulent',
  general: 'payments-reason-general',
  incorrect_account_details: 'payments-reason-incorrect-account-details',
  insufficient_funds: 'payments-reason-insufficient-funds',
  noncompliant: 'payments-reason-noncompliant',
  product_not_received: 'payments-reason-product-not-received',
  product_unacceptable: 'payments-reason-product-unacceptable',
  subscription_canceled: 'payments-reason-subscription-canceled',
  unrecognized: 'payments-reason-unrecognized',
} as const satisfies Record<string, TextId>;

/** Why a customer disputes a payment; a reason that Stripe added since is shown as Stripe calls it. */
export function disputeReason(reason: string | null): string {
  if (reason === null) return t('payments-reason-unknown');
  const id = textFor(REASONS, reason);
  return id ? t(id) : asWritten(reason);
}

/** Source: Stripe's API reference, "The Dispute object". */
const STATES = {
  under_review: 'payments-dispute-under-review',
  warning_under_review: 'payments-dispute-under-review',
  warning_closed: 'payments-dispute-closed',
  prevented: 'payments-dispute-closed',
  won: 'payments-dispute-won',
  lost: 'payments-dispute-lost',
} as const satisfies Record<string, TextId>;

/** How a dispute stands that waits for nobody here; a state that Stripe added since is shown as Stripe calls it. */
export function disputeState(status: string): string {
  const id = textFor(STATES, status);
  return id ? t(id) : asWritten(status);
}
