//! Which orders are to be handed over.

use countertop_domain::payment::Facts;
use countertop_domain::{Fulfilment, project};
use serde_json::json;

use crate::facts::{alone, charge, intent, only, paid, refunded, seen};

#[test]
fn an_order_is_to_be_fulfilled_once_it_is_paid() {
    let session = || seen(30, json!({"id": "cs_1", "intent": "pi_1", "metadata": {}}));
    let of_a_session = |facts: Facts| Facts {
        sessions: vec![session()],
        ..facts
    };
    let intent_to_come = Facts {
        intent: None,
        ..paid()
    };
    for (case, facts, expected) in [
        ("paid", paid(), Fulfilment::Pending),
        (
            "paid through a session",
            of_a_session(paid()),
            Fulfilment::Pending,
        ),
        (
            "a session not paid yet",
            of_a_session(only(intent("processing"))),
            Fulfilment::NotNeeded,
        ),
        (
            "the charge came before its intent",
            intent_to_come,
            Fulfilment::Pending,
        ),
        ("a part given back", refunded(1), Fulfilment::Pending),
        ("all given back", refunded(1000), Fulfilment::NotNeeded),
        ("unpaid", only(intent("processing")), Fulfilment::NotNeeded),
        (
            "authorised",
            only(intent("requires_capture")),
            Fulfilment::NotNeeded,
        ),
        (
            "a charge alone is nobody's order",
            alone(charge("succeeded", true, 0)),
            Fulfilment::NotNeeded,
        ),
        (
            "a charge alone that a session led to",
            of_a_session(alone(charge("succeeded", true, 0))),
            Fulfilment::Pending,
        ),
    ] {
        assert_eq!(project(&facts).unwrap().fulfilment, expected, "{case}");
    }
}

#[test]
fn the_oldest_invoice_tells_why_a_payment_was_made() {
    let invoice = |id: &str, created: i64, reason: &str| {
        seen(
            30,
            json!({"id": id, "created": created, "billing_reason": reason, "metadata": {}}),
        )
    };
    let first = invoice("in_2", 1, "subscription_create");
    let renewal = invoice("in_1", 2, "subscription_cycle");
    for (case, invoices, expected) in [
        ("both", vec![renewal.clone(), first], Fulfilment::Pending),
        ("the renewal", vec![renewal], Fulfilment::NotNeeded),
    ] {
        let facts = Facts { invoices, ..paid() };
        assert_eq!(project(&facts).unwrap().fulfilment, expected, "{case}");
    }
}
