//! Every event type that says something about a payment is handled, and its object is read.

use countertop_stripe_wire::{UnverifiedEvent, is_handled};
use serde_json::{Value, json};

use crate::samples;

/// The families of event types, what follows in each, and the object inside.
fn families() -> Vec<(&'static str, &'static [&'static str], Value)> {
    let of = |name: &str| {
        let all = samples::all();
        all.into_iter().find(|it| it["object"] == name).unwrap()
    };
    vec![
        (
            "checkout.session",
            &[
                "completed",
                "async_payment_succeeded",
                "async_payment_failed",
                "expired",
            ],
            of("checkout.session"),
        ),
        (
            "payment_intent",
            &[
                "created",
                "processing",
                "requires_action",
                "amount_capturable_updated",
                "partially_funded",
                "succeeded",
                "payment_failed",
                "canceled",
            ],
            of("payment_intent"),
        ),
        (
            "charge",
            &[
                "succeeded",
                "pending",
                "failed",
                "captured",
                "updated",
                "refunded",
                "expired",
            ],
            of("charge"),
        ),
        ("refund", &["created", "updated", "failed"], of("refund")),
        ("charge.refund", &["updated"], of("refund")),
        (
            "charge.dispute",
            &[
                "created",
                "updated",
                "closed",
                "funds_withdrawn",
                "funds_reinstated",
            ],
            of("dispute"),
        ),
        (
            "payout",
            &[
                "created",
                "updated",
                "paid",
                "failed",
                "canceled",
                "reconciliation_completed",
            ],
            of("payout"),
        ),
        ("balance", &["available"], of("balance")),
        ("payment_link", &["created", "updated"], of("payment_link")),
        (
            "radar.early_fraud_warning",
            &["created", "updated"],
            of("radar.early_fraud_warning"),
        ),
        ("review", &["opened", "closed"], of("review")),
        (
            "reporting.report_run",
            &["succeeded", "failed"],
            of("reporting.report_run"),
        ),
        (
            "invoice",
            &["created", "finalized", "paid", "payment_failed", "voided"],
            of("invoice"),
        ),
        ("invoice_payment", &["paid"], of("invoice_payment")),
        (
            "customer.subscription",
            &["created", "updated", "deleted"],
            of("subscription"),
        ),
        ("product", &["created", "updated", "deleted"], of("product")),
        ("price", &["created", "updated", "deleted"], of("price")),
    ]
}

#[test]
fn every_type_is_handled_and_its_object_read() {
    for (family, endings, object) in families() {
        for ending in endings {
            let event_type = format!("{family}.{ending}");
            assert!(is_handled(&event_type), "{event_type}");
            let body = json!({"id": "evt_1", "object": "event", "created": 1, "type": event_type,
                "data": {"object": object}});
            let event = UnverifiedEvent::new(body.to_string().into_bytes()).imported();
            let [found] = event.objects() else {
                panic!("{event_type}: {:?}", event.objects());
            };
            let id = object["id"].as_str().unwrap_or("balance");
            assert_eq!(found.id(), id, "{event_type}");
        }
    }
}

#[test]
fn other_types_are_not() {
    for event_type in [
        "customer.created",
        "invoice.upcoming",
        "payout",
        "charge.",
        "products.created",
        "v1.billing.meter.no_meter_found",
    ] {
        assert!(!is_handled(event_type), "{event_type}");
    }
}
