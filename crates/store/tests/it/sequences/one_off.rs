//! Payments made once: at once, after days, or captured later.

use serde_json::{Value, json};

use super::{Sequence, charge, intent, paid, refund, sequence, session};
use crate::histories::with;

/// In the order of a delivery that was seen in the wild.
pub fn one_off() -> Sequence {
    sequence(
        "a one-off payment",
        &[
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (
                110,
                "checkout.session.completed",
                session("paid", json!({})),
            ),
            (
                100,
                "payment_intent.created",
                intent("requires_payment_method", json!({})),
            ),
            (
                112,
                "charge.updated",
                charge("succeeded", json!({"balance_transaction": "txn_1"})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "amount": 5000, "amount_captured": 5000,
                "amount_refunded": 0, "currency": "eur", "created": 100, "paid_at": 110,
                "customer_email": "ana@example.com", "customer_name": "Ana Ruiz",
                "payment_link": "plink_1", "checkout_session": "cs_1", "charge": "ch_1",
                "method": {"type": "card", "brand": "visa", "last4": "4242"},
                "fulfilment": "pending", "metadata": {"order": "7"}, "settlement": null,
                "dispute": null, "failure_code": null, "livemode": false}),
        )],
    )
}

pub fn declined_then_paid() -> Sequence {
    let declined = json!({"code": "card_declined", "message": "Your card was declined."});
    let failed = json!({"id": "ch_0", "captured": false, "amount_captured": 0, "created": 105,
        "failure_code": "card_declined"});
    sequence(
        "declined, then paid",
        &[
            (
                100,
                "payment_intent.created",
                intent("requires_payment_method", json!({})),
            ),
            (105, "charge.failed", charge("failed", failed)),
            (
                105,
                "payment_intent.payment_failed",
                intent(
                    "requires_payment_method",
                    json!({"last_payment_error": declined, "latest_charge": "ch_0"}),
                ),
            ),
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (
                110,
                "checkout.session.completed",
                session("paid", json!({})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "charge": "ch_1", "failure_code": null, "paid_at": 110,
                "amount_captured": 5000}),
        )],
    )
}

fn debit(status: &str) -> Value {
    let taken = status == "succeeded";
    charge(
        status,
        json!({"captured": true, "amount_captured": if taken { 5000 } else { 0 },
            "balance_transaction": "txn_1",
            "payment_method_details": {"type": "sepa_debit", "sepa_debit": {"last4": "3000"}}}),
    )
}

pub fn delayed_debit() -> Sequence {
    sequence(
        "a debit that takes days",
        &[
            (
                110,
                "checkout.session.completed",
                session("unpaid", json!({})),
            ),
            (
                110,
                "payment_intent.processing",
                intent("processing", json!({"latest_charge": "ch_1"})),
            ),
            (110, "charge.pending", debit("pending")),
            (9000, "charge.succeeded", debit("succeeded")),
            (9001, "payment_intent.succeeded", paid(json!({}))),
            (
                9001,
                "checkout.session.async_payment_succeeded",
                session("paid", json!({})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "paid_at": 9000, "fulfilment": "pending",
                "amount_captured": 5000}),
        )],
    )
}

pub fn debit_that_bounces() -> Sequence {
    let bounced = json!({"code": "debit_not_authorized", "message": "Not authorized."});
    sequence(
        "a debit that bounces",
        &[
            (
                110,
                "checkout.session.completed",
                session("unpaid", json!({})),
            ),
            (
                110,
                "payment_intent.processing",
                intent("processing", json!({"latest_charge": "ch_1"})),
            ),
            (110, "charge.pending", debit("pending")),
            (9000, "charge.failed", debit("failed")),
            (
                9000,
                "payment_intent.payment_failed",
                intent(
                    "requires_payment_method",
                    json!({"latest_charge": "ch_1", "last_payment_error": bounced}),
                ),
            ),
            (
                9000,
                "checkout.session.async_payment_failed",
                session("unpaid", json!({})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "failed", "paid_at": null, "fulfilment": "not_needed",
                "failure_code": "debit_not_authorized", "amount_captured": 0}),
        )],
    )
}

fn authorised(changes: Value) -> Value {
    let authorised = json!({"captured": false, "amount_captured": 0});
    charge("succeeded", with(authorised, changes))
}

fn to_capture() -> Value {
    intent(
        "requires_capture",
        json!({"capture_method": "manual", "latest_charge": "ch_1"}),
    )
}

pub fn captured_in_part() -> Sequence {
    let captured = json!({"amount_captured": 3000, "amount_refunded": 2000,
        "balance_transaction": "txn_1"});
    let refunded = json!({"amount_captured": 3000, "amount_refunded": 2500,
        "balance_transaction": "txn_1"});
    sequence(
        "authorised, captured in part, refunded in part",
        &[
            (110, "charge.succeeded", authorised(json!({}))),
            (
                110,
                "payment_intent.amount_capturable_updated",
                to_capture(),
            ),
            (
                110,
                "checkout.session.completed",
                session("unpaid", json!({})),
            ),
            (700, "charge.captured", charge("succeeded", captured)),
            (
                700,
                "payment_intent.succeeded",
                paid(json!({"capture_method": "manual", "amount_received": 3000})),
            ),
            (800, "refund.created", refund("re_1", 800, 500, "succeeded")),
            (800, "charge.refunded", charge("succeeded", refunded)),
        ],
        &[(
            "pi_1",
            json!({"status": "partially_refunded", "amount": 5000, "amount_captured": 3000,
                "amount_refunded": 500, "paid_at": 700}),
        )],
    )
}

pub fn authorisation_released() -> Sequence {
    sequence(
        "authorised, then given up",
        &[
            (110, "charge.succeeded", authorised(json!({}))),
            (
                110,
                "payment_intent.amount_capturable_updated",
                to_capture(),
            ),
            (
                700,
                "charge.refunded",
                authorised(json!({"amount_refunded": 5000, "refunded": true})),
            ),
            (
                700,
                "refund.created",
                refund("re_1", 700, 5000, "succeeded"),
            ),
            (
                700,
                "payment_intent.canceled",
                with(to_capture(), json!({"status": "canceled"})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "canceled", "amount_captured": 0, "amount_refunded": 0,
                "paid_at": null, "fulfilment": "not_needed"}),
        )],
    )
}
