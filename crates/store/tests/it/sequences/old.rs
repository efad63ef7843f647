//! What API versions back to 2019 tell.

use serde_json::{Value, json};

use super::{Sequence, charge, intent, paid, refund, sequence};

/// A charge of 2019: no intent, the card in `source`, the refunds inside.
pub fn charge_without_an_intent() -> Sequence {
    let old = |captured: bool, total: i64, refunds: Value| {
        json!({"id": "ch_1", "object": "charge", "amount": 5000, "amount_refunded": total,
            "captured": captured, "currency": "eur", "created": 110, "livemode": false,
            "status": "succeeded", "metadata": {"order": "7"}, "description": "Cake",
            "source": {"id": "card_1", "object": "card", "brand": "Visa", "last4": "4242",
                "name": "Ana Ruiz"},
            "refunds": {"object": "list", "data": refunds}})
    };
    let one = |status: &str| {
        json!({"id": "re_1", "object": "refund", "amount": 1000, "charge": "ch_1", "created": 600,
            "status": status})
    };
    let two = json!({"id": "re_2", "object": "refund", "amount": 300, "charge": "ch_1",
        "created": 700, "status": "succeeded"});
    sequence(
        "a charge without an intent",
        &[
            (110, "charge.succeeded", old(false, 0, json!([]))),
            (500, "charge.captured", old(true, 0, json!([]))),
            (
                600,
                "charge.refunded",
                old(true, 1000, json!([one("succeeded")])),
            ),
            (
                700,
                "charge.refunded",
                old(true, 1300, json!([two, one("succeeded")])),
            ),
            (900, "charge.refund.updated", one("failed")),
        ],
        &[(
            "ch_1",
            json!({"status": "partially_refunded", "amount_captured": 5000,
                "amount_refunded": 300, "paid_at": 500, "created": 110, "customer_name": "Ana Ruiz",
                "method": {"type": "card", "brand": "visa", "last4": "4242"},
                "fulfilment": "not_needed", "description": "Cake"}),
        )],
    )
}

/// An intent as it was told before API version 2022-11-15.
pub fn intent_that_holds_its_charges() -> Sequence {
    let failed = json!({"id": "ch_0", "captured": false, "amount_captured": 0, "created": 105});
    let attempts = |charges: Value| json!({"object": "list", "data": charges});
    let declined = json!({"code": "card_declined", "message": "Your card was declined."});
    sequence(
        "an intent that holds its charges",
        &[
            (
                105,
                "payment_intent.payment_failed",
                intent(
                    "requires_payment_method",
                    json!({"last_payment_error": declined,
                        "charges": attempts(json!([charge("failed", failed.clone())]))}),
                ),
            ),
            (
                110,
                "payment_intent.succeeded",
                paid(json!({"latest_charge": null, "charges": attempts(json!([
                    charge("succeeded", json!({})), charge("failed", failed)]))})),
            ),
            (
                200,
                "charge.refunded",
                charge(
                    "succeeded",
                    json!({"amount_refunded": 5000, "refunds":
                    attempts(json!([refund("re_1", 200, 5000, "succeeded")]))}),
                ),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "refunded", "charge": "ch_1", "amount_refunded": 5000,
                "fulfilment": "not_needed", "customer_name": "A. Ruiz"}),
        )],
    )
}
