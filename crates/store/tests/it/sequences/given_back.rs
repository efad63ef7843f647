//! Money that goes back.

use serde_json::{Value, json};

use super::{Sequence, charge, paid, refund, sequence};

pub fn refunds_of_which_one_fails() -> Sequence {
    let refunded = |total: i64| charge("succeeded", json!({"amount_refunded": total}));
    sequence(
        "two refunds, of which one fails",
        &[
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (
                200,
                "refund.created",
                refund("re_1", 200, 1000, "succeeded"),
            ),
            (200, "charge.refunded", refunded(1000)),
            (200, "refund.created", refund("re_2", 200, 700, "pending")),
            (200, "charge.refunded", refunded(1700)),
            (200, "refund.updated", refund("re_2", 200, 700, "succeeded")),
            (900, "refund.failed", refund("re_1", 200, 1000, "failed")),
            (
                900,
                "charge.refund.updated",
                refund("re_1", 200, 1000, "failed"),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "partially_refunded", "amount_refunded": 700,
                "fulfilment": "pending"}),
        )],
    )
}

fn dispute(status: &str) -> Value {
    json!({"id": "du_1", "object": "dispute", "amount": 5000, "charge": "ch_1", "currency": "eur",
        "created": 300, "reason": "fraudulent", "status": status,
        "evidence_details": {"due_by": 900}})
}

pub fn dispute_lost_then_won() -> Sequence {
    sequence(
        "a dispute lost, then won",
        &[
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (300, "charge.dispute.created", dispute("needs_response")),
            (
                300,
                "charge.dispute.funds_withdrawn",
                dispute("needs_response"),
            ),
            (350, "charge.dispute.updated", dispute("under_review")),
            (400, "charge.dispute.closed", dispute("lost")),
            (500, "charge.dispute.closed", dispute("won")),
            (500, "charge.dispute.funds_reinstated", dispute("won")),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "dispute": {"id": "du_1", "status": "won",
                "reason": "fraudulent", "amount": 5000, "evidence_due_by": 900}}),
        )],
    )
}
