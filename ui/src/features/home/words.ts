// Words of what waits for the merchant.
import { t, type TextId } from '../../lib/text/text';

/** Source: Stripe's documentation, "Dispute categories". */
const REASONS = {
  bank_cannot_process: 'home-reason-bank-cannot-process',
  check_returned: 'home-reason-check-returned',
  credit_not_processed: 'home-reason-credit-not-processed',
  customer_initiated: 'home-reason-customer-initiated',
  debit_not_authorized: 'home-reason-debit-not-authorized',
  duplicate: 'home-reason-duplicate',
  fraudulent: 'home-reason-fraudulent',
  general: 'home-reason-general',
  incorrect_account_details: 'home-reason-incorrect-account-details',
  insufficient_funds: 'home-reason-insufficient-funds',
  noncompliant: 'home-reason-noncompliant',
  product_not_received: 'home-reason-product-not-received',
  product_unacceptable: 'home-reason-product-unacceptable',
  subscription_canceled: 'home-reason-subscription-canceled',
  unrecognized: 'home-reason-unrecognized',
} as const satisfies Record<string, TextId>;

/** Why a customer disputes a payment; a reason that Stripe added since is shown as Stripe calls it. */
export function disputeReason(reason: string | null): string {
  if (reason === null) return t('home-reason-unknown');
  const known = Object.entries(REASONS).find(([name]) => name === reason);
  return known ? t(known[1]) : reason.replaceAll('_', ' ');
}
