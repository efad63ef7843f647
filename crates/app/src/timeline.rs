//! A payment's life in plain words.

use countertop_store::EventRow;
use serde::Serialize;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineEntry {
    /// When it happened, in Unix seconds.
    pub at: i64,
    /// When we learned it, in Unix seconds.
    pub learned_at: i64,
    /// How: `webhook`, `api` or `import`.
    pub source: String,
    /// The event's id.
    pub event: String,
    /// The event's type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The step in plain words.
    pub text: String,
}

/// The steps that a payment's events tell of, newest first. Stripe counts whole seconds, so within
/// one second the order of a payment's life decides, not the order of arrival.
pub fn timeline(events: &[EventRow]) -> Vec<TimelineEntry> {
    let mut steps: Vec<_> = events
        .iter()
        .map(|event| {
            let event_type = event.event_type.as_deref().unwrap_or_default();
            let place = STEPS.iter().position(|(known, _)| *known == event_type);
            let words = place
                .and_then(|place| STEPS.get(place))
                .map(|(_, words)| *words);
            (
                (event.created, place),
                entry(event, words.unwrap_or(event_type)),
            )
        })
        .collect();
    steps.sort_by(|(a, _), (b, _)| b.cmp(a));
    steps.into_iter().map(|(_, step)| step).collect()
}

fn entry(event: &EventRow, text: &str) -> TimelineEntry {
    TimelineEntry {
        at: event.created.0,
        learned_at: event.received_at.0,
        source: event.source.clone(),
        event: event.id.clone(),
        event_type: event.event_type.clone().unwrap_or_default(),
        text: text.to_owned(),
    }
}

/// What an event of a type means to a shopkeeper, in the order of a payment's life.
const STEPS: &[(&str, &str)] = &[
    ("invoice.created", "Invoice made"),
    ("invoice.finalized", "Invoice sent out"),
    ("payment_intent.created", "Payment started"),
    (
        "payment_intent.requires_action",
        "Customer asked to confirm",
    ),
    ("charge.failed", "Charge declined"),
    (
        "payment_intent.payment_failed",
        "Payment failed, the customer can try again",
    ),
    ("checkout.session.expired", "Checkout expired"),
    ("charge.pending", "Waiting for the bank"),
    ("payment_intent.processing", "Payment on its way"),
    ("payment_intent.partially_funded", "Paid in part"),
    (
        "payment_intent.amount_capturable_updated",
        "Authorised, ready to capture",
    ),
    ("charge.expired", "Authorisation expired"),
    ("payment_intent.canceled", "Payment canceled"),
    ("charge.succeeded", "Charge accepted"),
    ("charge.captured", "Money captured"),
    ("payment_intent.succeeded", "Payment succeeded"),
    ("invoice.payment_failed", "Invoice could not be paid"),
    ("invoice_payment.paid", "Payment counted to its invoice"),
    ("invoice.paid", "Invoice paid"),
    ("invoice.voided", "Invoice voided"),
    ("checkout.session.completed", "Checkout finished"),
    (
        "checkout.session.async_payment_failed",
        "Bank payment failed",
    ),
    (
        "checkout.session.async_payment_succeeded",
        "Bank payment arrived",
    ),
    ("charge.updated", "Settled on the Stripe balance"),
    (
        "radar.early_fraud_warning.created",
        "Early warning of fraud",
    ),
    (
        "radar.early_fraud_warning.updated",
        "Early warning of fraud updated",
    ),
    ("review.opened", "Review opened"),
    ("review.closed", "Review closed"),
    ("refund.created", "Refund started"),
    ("charge.refunded", "Refunded"),
    ("refund.updated", "Refund updated"),
    ("charge.refund.updated", "Refund updated"),
    ("refund.failed", "Refund failed"),
    ("charge.dispute.created", "Customer disputes the payment"),
    ("charge.dispute.funds_withdrawn", "Disputed money withdrawn"),
    ("charge.dispute.updated", "Dispute updated"),
    ("charge.dispute.closed", "Dispute closed"),
    (
        "charge.dispute.funds_reinstated",
        "Disputed money given back to you",
    ),
];

#[cfg(test)]
mod tests {
    use countertop_domain::UnixSeconds;

    use super::*;

    fn event(created: i64, event_type: &str) -> EventRow {
        EventRow {
            id: format!("evt_{event_type}"),
            event_type: Some(event_type.to_owned()),
            created: UnixSeconds(created),
            received_at: UnixSeconds(created),
            source: "webhook".to_owned(),
            api_version: None,
            livemode: None,
            handled: true,
            parsed: true,
            aside: None,
            parked: false,
            erased: false,
        }
    }

    #[test]
    fn within_a_second_a_payments_life_gives_the_order() {
        let told = [
            event(5, "payment_intent.created"),
            event(5, "payment_intent.payment_failed"),
            event(5, "charge.failed"),
            event(9, "payment_intent.succeeded"),
            event(5, "tomorrow.invented"),
            event(9, "invoice.paid"),
        ];
        let texts: Vec<_> = timeline(&told).into_iter().map(|step| step.text).collect();
        let expected = [
            "Invoice paid",
            "Payment succeeded",
            "Payment failed, the customer can try again",
            "Charge declined",
            "Payment started",
            "tomorrow.invented",
        ];
        assert_eq!(texts, expected);
    }
}
