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

/// The steps that a payment's events tell of, in the order given.
pub fn timeline(events: &[EventRow]) -> Vec<TimelineEntry> {
    events
        .iter()
        .map(|event| {
            let event_type = event.event_type.clone().unwrap_or_default();
            TimelineEntry {
                at: event.created.0,
                learned_at: event.received_at.0,
                source: event.source.clone(),
                event: event.id.clone(),
                text: words(&event_type).map_or_else(|| event_type.clone(), str::to_owned),
                event_type,
            }
        })
        .collect()
}

/// What an event of a type means to a shopkeeper.
fn words(event_type: &str) -> Option<&'static str> {
    Some(match event_type {
        "charge.captured" => "Money captured",
        "charge.dispute.closed" => "Dispute closed",
        "charge.dispute.created" => "Customer disputes the payment",
        "charge.dispute.funds_reinstated" => "Disputed money given back to you",
        "charge.dispute.funds_withdrawn" => "Disputed money withdrawn",
        "charge.dispute.updated" => "Dispute updated",
        "charge.expired" => "Authorisation expired",
        "charge.failed" => "Charge declined",
        "charge.pending" => "Waiting for the bank",
        "charge.refund.updated" | "refund.updated" => "Refund updated",
        "charge.refunded" => "Refunded",
        "charge.succeeded" => "Charge accepted",
        "charge.updated" => "Settled on the Stripe balance",
        "checkout.session.async_payment_failed" => "Bank payment failed",
        "checkout.session.async_payment_succeeded" => "Bank payment arrived",
        "checkout.session.completed" => "Checkout finished",
        "checkout.session.expired" => "Checkout expired",
        "payment_intent.amount_capturable_updated" => "Authorised, ready to capture",
        "payment_intent.canceled" => "Payment canceled",
        "payment_intent.created" => "Payment started",
        "payment_intent.partially_funded" => "Paid in part",
        "payment_intent.payment_failed" => "Payment failed, the customer can try again",
        "payment_intent.processing" => "Payment on its way",
        "payment_intent.requires_action" => "Customer asked to confirm",
        "payment_intent.succeeded" => "Payment succeeded",
        "refund.created" => "Refund started",
        "refund.failed" => "Refund failed",
        "review.closed" => "Review closed",
        "review.opened" => "Review opened",
        _ => return None,
    })
}
