//! What a subscription is paid with.

use serde_json::{Value, json};

use super::{Sequence, charge, paid, sequence, session};

fn invoice(id: &str, reason: &str, status: &str) -> Value {
    json!({"id": id, "object": "invoice", "billing_reason": reason, "status": status,
        "created": 105, "currency": "eur", "metadata": {},
        "parent": {"type": "subscription_details", "subscription_details":
            {"subscription": "sub_1", "metadata": {"plan": "gold"}}}})
}

fn invoice_payment(id: &str, invoice: &str, intent: &str) -> Value {
    json!({"id": id, "object": "invoice_payment", "invoice": invoice, "status": "paid",
        "payment": {"type": "payment_intent", "payment_intent": intent}})
}

/// Of a subscription's payments the session names none.
pub fn subscription() -> Sequence {
    let session = session(
        "paid",
        json!({"payment_intent": null, "subscription": "sub_1", "invoice": "in_1",
            "mode": "subscription"}),
    );
    let active = json!({"id": "sub_1", "object": "subscription", "status": "active",
        "latest_invoice": "in_2", "customer": "cus_1", "metadata": {"plan": "gold"}});
    let second = json!({"id": "pi_2", "created": 5100, "latest_charge": "ch_2", "metadata": {}});
    let other = json!({"id": "ch_2", "created": 5110, "payment_intent": "pi_2"});
    let (first, renewal) = ("subscription_create", "subscription_cycle");
    sequence(
        "a subscription's first payment and its renewal",
        &[
            (105, "customer.subscription.created", active.clone()),
            (105, "invoice.created", invoice("in_1", first, "draft")),
            (105, "invoice.finalized", invoice("in_1", first, "open")),
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (
                110,
                "payment_intent.succeeded",
                paid(json!({"metadata": {}})),
            ),
            (110, "invoice.paid", invoice("in_1", first, "paid")),
            (
                110,
                "invoice_payment.paid",
                invoice_payment("inpay_1", "in_1", "pi_1"),
            ),
            (111, "checkout.session.completed", session),
            (5100, "invoice.created", invoice("in_2", renewal, "draft")),
            (5110, "charge.succeeded", charge("succeeded", other)),
            (5110, "payment_intent.succeeded", paid(second)),
            (5110, "invoice.paid", invoice("in_2", renewal, "paid")),
            (
                5110,
                "invoice_payment.paid",
                invoice_payment("inpay_2", "in_2", "pi_2"),
            ),
            (5111, "customer.subscription.updated", active),
        ],
        &[
            (
                "pi_1",
                json!({"status": "succeeded", "payment_link": "plink_1", "fulfilment": "pending",
                    "checkout_session": "cs_1", "metadata": {"plan": "gold"}}),
            ),
            (
                "pi_2",
                json!({"status": "succeeded", "payment_link": "plink_1",
                    "fulfilment": "not_needed", "metadata": {"plan": "gold"}}),
            ),
        ],
    )
}

/// Invoice, intent and charge name each other, and there are no payments of invoices.
pub fn subscription_before_2025() -> Sequence {
    let of = |id: &str, reason: &str, intent: &str, charge: &str| {
        json!({"id": id, "object": "invoice", "billing_reason": reason, "status": "paid",
            "subscription": "sub_1", "payment_intent": intent, "charge": charge, "created": 105})
    };
    let session = session(
        "paid",
        json!({"payment_intent": null, "subscription": "sub_1", "mode": "subscription"}),
    );
    let second = json!({"id": "pi_2", "created": 5100, "latest_charge": "ch_2", "invoice": "in_2"});
    let other = json!({"id": "ch_2", "created": 5110, "payment_intent": "pi_2", "invoice": "in_2"});
    sequence(
        "a subscription as it was told before 2025",
        &[
            (
                110,
                "charge.succeeded",
                charge("succeeded", json!({"invoice": "in_1"})),
            ),
            (
                110,
                "payment_intent.succeeded",
                paid(json!({"invoice": "in_1"})),
            ),
            (
                110,
                "invoice.paid",
                of("in_1", "subscription_create", "pi_1", "ch_1"),
            ),
            (111, "checkout.session.completed", session),
            (5110, "charge.succeeded", charge("succeeded", other)),
            (5110, "payment_intent.succeeded", paid(second)),
            (
                5110,
                "invoice.paid",
                of("in_2", "subscription_cycle", "pi_2", "ch_2"),
            ),
        ],
        &[
            (
                "pi_1",
                json!({"payment_link": "plink_1", "fulfilment": "pending"}),
            ),
            (
                "pi_2",
                json!({"payment_link": "plink_1", "fulfilment": "not_needed"}),
            ),
        ],
    )
}
