//! The rows of payouts and disputes, key by key as scripts read them.

use countertop_domain::{DisputeRow, Object, PayoutRow};
use serde_json::{Value, json};

fn object(object: Value) -> Object {
    serde_json::from_value(object).unwrap()
}

#[test]
fn a_payout_is_a_row() {
    for (payout, expected) in [
        (
            json!({"id": "po_1", "status": "in_transit", "amount": 2437, "currency": "eur",
                "created": 800, "arrival_date": 900, "automatic": false, "failure_code": "x"}),
            r#"{"id":"po_1","created":800,"status":"in_transit","amount":2437,"currency":"eur","arrival_date":900,"automatic":false}"#,
        ),
        (
            json!({"id": "po_2", "status": "beamed"}),
            r#"{"id":"po_2","created":0,"status":"beamed","amount":0,"currency":null,"arrival_date":null,"automatic":null}"#,
        ),
    ] {
        let Object::Payout(payout) = object(json!({ "payout": payout })) else {
            panic!()
        };
        let row = serde_json::to_string(&PayoutRow::of(&payout)).unwrap();
        assert_eq!(row, expected);
    }
}

#[test]
fn a_dispute_is_a_row_of_its_payment() {
    let whole = json!({"id": "dp_1", "status": "lost", "charge": "ch_1", "intent": "pi_1",
        "reason": "fraudulent", "amount": 2500, "currency": "eur", "created": 300,
        "evidence_due_by": 900});
    let row = r#"{"id":"dp_1","created":300,"payment":"pi_1","status":"lost","reason":"fraudulent","amount":2500,"currency":"eur","evidence_due_by":900}"#;
    let Object::Dispute(dispute) = object(json!({ "dispute": whole })) else {
        panic!()
    };
    assert_eq!(
        serde_json::to_string(&DisputeRow::of(&dispute)).unwrap(),
        row
    );
    for (intent, charge, expected) in [
        (None, Some("ch_1"), Some("ch_1")),
        (Some("pi_1"), None, Some("pi_1")),
        (None, None, None),
    ] {
        let lean = json!({"id": "dp_1", "status": "lost", "intent": intent, "charge": charge});
        let Object::Dispute(dispute) = object(json!({ "dispute": lean })) else {
            panic!()
        };
        assert_eq!(DisputeRow::of(&dispute).payment.as_deref(), expected);
        let found = DisputeRow::of_payment(&dispute, "pi_9").payment;
        assert_eq!(found.as_deref(), Some("pi_9"));
    }
}
