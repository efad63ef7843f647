//! The event types that say something about a payment.

/// Every type that changes what we show. Any other type is kept and acknowledged all the same.
const HANDLED: &[&str] = &[
    "balance.available",
    "charge.captured",
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
    "charge.expired",
    "charge.failed",
    "charge.pending",
    "charge.refund.updated",
    "charge.refunded",
    "charge.succeeded",
    "charge.updated",
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
    "customer.subscription.created",
    "customer.subscription.deleted",
    "customer.subscription.updated",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.voided",
    "invoice_payment.paid",
    "payment_intent.amount_capturable_updated",
    "payment_intent.canceled",
    "payment_intent.created",
    "payment_intent.partially_funded",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
    "payment_link.created",
    "payment_link.updated",
    "payout.canceled",
    "payout.created",
    "payout.failed",
    "payout.paid",
    "payout.reconciliation_completed",
    "payout.updated",
    "radar.early_fraud_warning.created",
    "radar.early_fraud_warning.updated",
    "refund.created",
    "refund.failed",
    "refund.updated",
    "reporting.report_run.failed",
    "reporting.report_run.succeeded",
    "review.closed",
    "review.opened",
];

/// Families of which every type is handled.
const HANDLED_FAMILIES: &[&str] = &["price.", "product."];

/// The types of those families that Stripe has today.
const OF_FAMILIES: &[&str] = &[
    "price.created",
    "price.deleted",
    "price.updated",
    "product.created",
    "product.deleted",
    "product.updated",
];

/// Every handled type by its real name: what a webhook endpoint of ours asks for.
pub fn handled_types() -> impl Iterator<Item = &'static str> {
    HANDLED.iter().chain(OF_FAMILIES).copied()
}

/// Whether an event of this type says something about a payment.
pub fn is_handled(event_type: &str) -> bool {
    HANDLED.binary_search(&event_type).is_ok()
        || HANDLED_FAMILIES
            .iter()
            .any(|family| event_type.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_for_the_search() {
        assert!(HANDLED.is_sorted());
        assert!(is_handled("payment_intent.succeeded"));
        assert!(is_handled("price.created"));
        assert!(!is_handled("customer.created"));
        assert!(!is_handled("v1.billing.meter.no_meter_found"));
    }

    #[test]
    fn every_family_is_asked_for_by_real_names() {
        assert!(handled_types().all(is_handled));
        for family in HANDLED_FAMILIES {
            let named = handled_types().filter(|it| it.starts_with(family));
            assert_eq!(named.count(), 3, "{family}");
        }
    }
}
