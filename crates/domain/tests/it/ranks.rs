//! Within one second, the state that is further along is the newer one.

use countertop_domain::Object;
use serde_json::{Value, json};

/// The ranks of states of one object rise from each to the next.
fn check(family: &str, id: &str, states: &[Value]) {
    let ranks: Vec<_> = states
        .iter()
        .map(|state| {
            let mut object = state.clone();
            object["id"] = json!(id);
            object["metadata"] = json!({});
            let object: Object = serde_json::from_value(json!({ family: object })).unwrap();
            object.rank()
        })
        .collect();
    for (at, pair) in ranks.windows(2).enumerate() {
        assert!(
            pair[0] < pair[1],
            "{family}: {} before {}",
            states[at],
            states[at + 1]
        );
    }
}

fn statuses(family: &str, id: &str, states: &[&str]) {
    let states: Vec<_> = states.iter().map(|it| json!({ "status": it })).collect();
    check(family, id, &states);
}

#[test]
fn an_attempt_that_failed_comes_after_it_was_made() {
    let failed = json!({"status": "requires_payment_method", "last_error": {"code": "x"}});
    let of = |status: &str| json!({ "status": status });
    check(
        "intent",
        "pi_1",
        &[
            of("dreaming"),
            of("requires_payment_method"),
            of("requires_confirmation"),
            of("requires_action"),
            of("processing"),
            failed,
            of("requires_capture"),
            of("canceled"),
            of("succeeded"),
        ],
    );
}

#[test]
fn a_charge_is_captured_then_settled_then_refunded_by_more_and_more() {
    let paid = |captured: bool, transaction: Option<&str>, refunded: i64| {
        json!({"status": "succeeded", "captured": captured, "balance_transaction": transaction,
            "amount_refunded": refunded})
    };
    check(
        "charge",
        "ch_1",
        &[
            json!({"status": "dreaming", "captured": true, "amount_refunded": 5}),
            json!({"status": "pending", "captured": true}),
            json!({"status": "failed", "captured": false}),
            paid(false, None, 0),
            paid(false, None, i64::MAX),
            paid(true, None, 0),
            paid(true, None, 1),
            paid(true, Some("txn_1"), 0),
            paid(true, Some("txn_1"), 1),
            paid(true, Some("txn_1"), 700),
            paid(true, Some("txn_1"), i64::MAX),
        ],
    );
}

#[test]
fn a_session_is_completed_then_paid() {
    let of = |status: &str, paid: &str| json!({"status": status, "payment_status": paid});
    check(
        "session",
        "cs_1",
        &[
            of("open", "unpaid"),
            of("expired", "unpaid"),
            of("complete", "unpaid"),
            of("complete", "no_payment_required"),
            of("complete", "paid"),
        ],
    );
}

#[test]
fn the_last_word_comes_last() {
    statuses(
        "refund",
        "re_1",
        &[
            "dreaming",
            "pending",
            "requires_action",
            "succeeded",
            "canceled",
            "failed",
        ],
    );
    statuses(
        "dispute",
        "dp_1",
        &[
            "dreaming",
            "warning_needs_response",
            "warning_under_review",
            "warning_closed",
            "needs_response",
            "under_review",
            "prevented",
            "lost",
            "won",
        ],
    );
    statuses(
        "payout",
        "po_1",
        &[
            "dreaming",
            "pending",
            "in_transit",
            "canceled",
            "paid",
            "failed",
        ],
    );
    statuses(
        "invoice",
        "in_1",
        &["dreaming", "draft", "open", "uncollectible", "void", "paid"],
    );
    statuses(
        "invoice_payment",
        "inpay_1",
        &["dreaming", "open", "canceled", "paid"],
    );
    statuses(
        "subscription",
        "sub_1",
        &["dreaming", "incomplete", "active", "past_due", "canceled"],
    );
    statuses(
        "report_run",
        "frr_1",
        &["dreaming", "pending", "succeeded", "failed"],
    );
}

#[test]
fn what_is_over_comes_after_what_is_open() {
    let open = |is_open: bool| json!({ "open": is_open });
    check("review", "prv_1", &[open(true), open(false)]);
    let actionable = |is_so: bool| json!({ "actionable": is_so });
    check(
        "early_fraud_warning",
        "issfr_1",
        &[actionable(true), actionable(false)],
    );
}
