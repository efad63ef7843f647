// The steps of a payment's life, by the type of the event that tells of each.
import type { TimelineEntry } from '../../lib/ipc/generated';
import { t, type TextId } from '../../lib/text/text';

type StepId = Extract<TextId, `payments-step-${string}`>;

const STEPS: Readonly<Partial<Record<string, StepId>>> = {
  'invoice.created': 'payments-step-invoice-created',
  'invoice.finalized': 'payments-step-invoice-finalized',
  'payment_intent.created': 'payments-step-payment_intent-created',
  'payment_intent.requires_action': 'payments-step-payment_intent-requires_action',
  'charge.failed': 'payments-step-charge-failed',
  'payment_intent.payment_failed': 'payments-step-payment_intent-payment_failed',
  'checkout.session.expired': 'payments-step-checkout-session-expired',
  'charge.pending': 'payments-step-charge-pending',
  'payment_intent.processing': 'payments-step-payment_intent-processing',
  'payment_intent.partially_funded': 'payments-step-payment_intent-partially_funded',
  'payment_intent.amount_capturable_updated':
    'payments-step-payment_intent-amount_capturable_updated',
  'charge.expired': 'payments-step-charge-expired',
  'payment_intent.canceled': 'payments-step-payment_intent-canceled',
  'charge.succeeded': 'payments-step-charge-succeeded',
  'charge.captured': 'payments-step-charge-captured',
  'payment_intent.succeeded': 'payments-step-payment_intent-succeeded',
  'invoice.payment_failed': 'payments-step-invoice-payment_failed',
  'invoice_payment.paid': 'payments-step-invoice_payment-paid',
  'invoice.paid': 'payments-step-invoice-paid',
  'invoice.voided': 'payments-step-invoice-voided',
  'checkout.session.completed': 'payments-step-checkout-session-completed',
  'checkout.session.async_payment_failed': 'payments-step-checkout-session-async_payment_failed',
  'checkout.session.async_payment_succeeded':
    'payments-step-checkout-session-async_payment_succeeded',
  'charge.updated': 'payments-step-charge-updated',
  'radar.early_fraud_warning.created': 'payments-step-radar-early_fraud_warning-created',
  'radar.early_fraud_warning.updated': 'payments-step-radar-early_fraud_warning-updated',
  'review.opened': 'payments-step-review-opened',
  'review.closed': 'payments-step-review-closed',
  'refund.created': 'payments-step-refund-created',
  'charge.refunded': 'payments-step-charge-refunded',
  'refund.updated': 'payments-step-refund-updated',
  'charge.refund.updated': 'payments-step-refund-updated',
  'refund.failed': 'payments-step-refund-failed',
  'charge.dispute.created': 'payments-step-charge-dispute-created',
  'charge.dispute.funds_withdrawn': 'payments-step-charge-dispute-funds_withdrawn',
  'charge.dispute.updated': 'payments-step-charge-dispute-updated',
  'charge.dispute.closed': 'payments-step-charge-dispute-closed',
  'charge.dispute.funds_reinstated': 'payments-step-charge-dispute-funds_reinstated',
};

/** What happened; in the program's words where the event is of a type that is not known here. */
export function stepText({ type, text }: Pick<TimelineEntry, 'type' | 'text'>): string {
  const id = STEPS[type];
  return id ? t(id) : text;
}
