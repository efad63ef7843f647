//! What a payment lacks, by what is known of it.

use countertop_domain::lacks;
use serde_json::{Value, json};

use crate::shelf::Shelf;

fn check(known: &[Value], payment: &str, expected: &[&str]) {
    let Ok(found) = lacks(&Shelf::of(known.to_vec()), payment);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected, "{known:?}");
}

fn intent(latest: Value) -> Value {
    json!({"intent": {"id": "pi_1", "status": "succeeded", "latest_charge": latest, "metadata": {}}})
}

fn charge(id: &str, captured: bool, settled_by: Value) -> Value {
    json!({"charge": {"id": id, "intent": "pi_1", "status": "succeeded", "captured": captured,
        "balance_transaction": settled_by, "metadata": {}}})
}

fn session(ties: Value) -> Value {
    let mut session = json!({"id": "cs_1", "status": "complete", "metadata": {}});
    for (name, value) in ties.as_object().unwrap() {
        session[name] = value.clone();
    }
    json!({ "session": session })
}

fn settled(id: &str) -> Value {
    json!({"balance_transaction": {"id": id, "amount": 1, "fee": 0, "net": 1, "currency": "eur"}})
}

#[test]
fn what_is_named_and_unknown_is_lacking() {
    let visit = || session(json!({"intent": "pi_1"}));
    let of_a_link = || session(json!({"intent": "pi_1", "link": "plink_1"}));
    let refund =
        json!({"refund": {"id": "re_1", "charge": "ch_1", "balance_transaction": "txn_2"}});
    let sold = json!({"link_items": {"link": "plink_1", "items": [], "terms": []}});
    let null = || Value::Null;
    for (known, expected) in [
        (vec![], vec!["intent pi_1", "session pi_1"]),
        (vec![visit()], vec!["intent pi_1"]),
        (vec![intent(null()), visit()], vec![]),
        (vec![intent(json!("ch_1")), visit()], vec!["charge ch_1"]),
        (
            vec![charge("ch_1", true, null()), visit()],
            vec!["intent pi_1", "fee ch_1"],
        ),
        (
            vec![
                intent(json!("ch_1")),
                charge("ch_1", false, null()),
                visit(),
            ],
            vec![],
        ),
        (
            vec![
                intent(json!("ch_1")),
                charge("ch_1", true, json!("txn_1")),
                visit(),
            ],
            vec!["balance_transaction txn_1"],
        ),
        (
            vec![
                intent(json!("ch_1")),
                charge("ch_1", true, json!("txn_1")),
                settled("txn_1"),
            ],
            vec!["session pi_1"],
        ),
        (
            vec![
                intent(json!("ch_1")),
                charge("ch_1", true, json!("txn_1")),
                settled("txn_1"),
                refund,
                of_a_link(),
            ],
            vec!["balance_transaction txn_2", "link plink_1"],
        ),
        (vec![intent(null()), of_a_link(), sold], vec![]),
        (
            vec![
                intent(null()),
                json!({"invoice_payment": {"id": "inpay_1", "intent": "pi_1", "invoice": "in_1"}}),
            ],
            vec![],
        ),
    ] {
        check(&known, "pi_1", &expected);
    }
}

#[test]
fn a_charge_without_an_intent_has_neither_intent_nor_session() {
    let mut alone = charge("ch_9", true, json!("txn_1"));
    alone["charge"]["intent"] = Value::Null;
    check(&[alone], "ch_9", &["balance_transaction txn_1"]);
}
