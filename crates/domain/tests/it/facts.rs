//! Facts to make payments of.

use countertop_domain::payment::Facts;
use countertop_domain::{Charge, Dispute, Failure, Intent, Observation, Refund, Seen, UnixSeconds};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(crate) fn seen<T: DeserializeOwned>(at: i64, object: Value) -> Seen<T> {
    let observation = Observation {
        at: UnixSeconds(at),
        rank: 0,
        from: format!("evt_{}_{at}", object["id"].as_str().unwrap()),
        pinned: true,
        digest: [0; 32],
    };
    Seen {
        object: serde_json::from_value(object).unwrap(),
        observation,
    }
}

pub(crate) fn intent(status: &str) -> Seen<Intent> {
    seen(
        10,
        json!({"id": "pi_1", "status": status, "amount": 1000, "currency": "eur",
        "created": 5, "livemode": false, "metadata": {}}),
    )
}

pub(crate) fn failed_intent() -> Seen<Intent> {
    let mut intent = intent("requires_payment_method");
    intent.object.last_error = Some(Failure {
        code: Some("card_declined".into()),
        message: Some("Your card was declined.".into()),
    });
    intent
}

pub(crate) fn charge(status: &str, captured: bool, refunded: i64) -> Seen<Charge> {
    seen(
        20,
        json!({"id": "ch_1", "intent": "pi_1", "status": status, "amount": 1000,
        "amount_captured": if captured { 1000 } else { 0 }, "amount_refunded": refunded,
        "captured": captured, "currency": "eur", "created": 7, "metadata": {}}),
    )
}

pub(crate) fn alone(mut charge: Seen<Charge>) -> Facts {
    charge.object.intent = None;
    Facts {
        charges: vec![charge],
        ..Facts::default()
    }
}

pub(crate) fn dispute(id: &str, created: i64, status: &str) -> Seen<Dispute> {
    seen(
        40,
        json!({"id": id, "charge": "ch_1", "status": status, "created": created}),
    )
}

pub(crate) fn refund(at: i64, status: &str, amount: i64) -> Seen<Refund> {
    seen(
        at,
        json!({"id": "re_1", "charge": "ch_1", "status": status, "amount": amount}),
    )
}

pub(crate) fn paid() -> Facts {
    Facts {
        intent: Some(intent("succeeded")),
        charges: vec![charge("succeeded", true, 0)],
        ..Facts::default()
    }
}

pub(crate) fn refunded(amount: i64) -> Facts {
    Facts {
        charges: vec![charge("succeeded", true, amount)],
        ..paid()
    }
}

pub(crate) fn disputed(disputes: &[Seen<Dispute>], facts: Facts) -> Facts {
    Facts {
        disputes: disputes.to_vec(),
        ..facts
    }
}

pub(crate) fn only(intent: Seen<Intent>) -> Facts {
    Facts {
        intent: Some(intent),
        ..Facts::default()
    }
}
