// Words of what waits for the merchant.

/** Source: Stripe's documentation, "Dispute categories". */
const REASONS: Record<string, string> = {
  bank_cannot_process: 'the bank cannot process it',
  check_returned: 'the cheque was returned',
  credit_not_processed: 'the customer waits for money back',
  customer_initiated: 'the customer asked the bank',
  debit_not_authorized: 'the customer did not authorise the debit',
  duplicate: 'the customer was charged twice',
  fraudulent: 'the card’s owner did not pay',
  general: 'the bank gave no reason',
  incorrect_account_details: 'the account’s details are wrong',
  insufficient_funds: 'the account had too little money',
  noncompliant: 'the bank says that a rule was broken',
  product_not_received: 'it was not received',
  product_unacceptable: 'it is not as promised',
  subscription_canceled: 'the subscription was canceled',
  unrecognized: 'the customer does not know of it',
};

/** Why a customer disputes a payment; a reason that Stripe added since is shown as Stripe calls it. */
export function disputeReason(reason: string | null): string {
  if (reason === null) return 'no reason is known';
  return REASONS[reason] ?? reason.replaceAll('_', ' ');
}
