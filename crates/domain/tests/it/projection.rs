//! Every status, from the facts that make it.

use countertop_domain::payment::Facts;
use countertop_domain::{
    Charge, ChargeStatus, Dispute, Failure, Fulfilment, Intent, Observation, PaymentStatus, Refund,
    Seen, Session, UnixSeconds, project,
};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn seen<T: DeserializeOwned>(at: i64, object: Value) -> Seen<T> {
    let observation = Observation {
        at: UnixSeconds(at),
        rank: 0,
        from: format!("evt_{at}"),
        pinned: true,
        digest: [0; 32],
    };
    Seen {
        object: serde_json::from_value(object).unwrap(),
        observation,
    }
}

fn intent(status: &str) -> Seen<Intent> {
    seen(
        10,
        json!({"id": "pi_1", "status": status, "amount": 1000, "currency": "eur",
        "created": 5, "livemode": false, "metadata": {}}),
    )
}

fn failed_intent() -> Seen<Intent> {
    let mut intent = intent("requires_payment_method");
    intent.object.last_error = Some(Failure {
        code: Some("card_declined".into()),
        message: Some("Your card was declined.".into()),
    });
    intent
}

fn charge(status: &str, captured: bool, refunded: i64) -> Seen<Charge> {
    seen(
        20,
        json!({"id": "ch_1", "intent": "pi_1", "status": status, "amount": 1000,
        "amount_captured": if captured { 1000 } else { 0 }, "amount_refunded": refunded,
        "captured": captured, "currency": "eur", "created": 7, "metadata": {}}),
    )
}

fn alone(mut charge: Seen<Charge>) -> Facts {
    charge.object.intent = None;
    Facts {
        charges: vec![charge],
        ..Facts::default()
    }
}

fn dispute(id: &str, created: i64, status: &str) -> Seen<Dispute> {
    seen(
        40,
        json!({"id": id, "charge": "ch_1", "status": status, "created": created}),
    )
}

fn refund(at: i64, status: &str, amount: i64) -> Seen<Refund> {
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

fn disputed(disputes: &[Seen<Dispute>], facts: Facts) -> Facts {
    Facts {
        disputes: disputes.to_vec(),
        ..facts
    }
}

fn only(intent: Seen<Intent>) -> Facts {
    Facts {
        intent: Some(intent),
        ..Facts::default()
    }
}

#[test]
fn the_first_rule_that_applies_gives_the_status() {
    let lost = || dispute("dp_1", 30, "lost");
    let open = || dispute("dp_2", 31, "under_review");
    for (case, facts, status) in [
        (
            "nothing tried",
            only(intent("requires_payment_method")),
            "incomplete",
        ),
        (
            "to confirm",
            only(intent("requires_confirmation")),
            "incomplete",
        ),
        ("an attempt failed", only(failed_intent()), "failed"),
        (
            "3-D Secure",
            only(intent("requires_action")),
            "requires_action",
        ),
        ("bank", only(intent("processing")), "processing"),
        ("authorised", only(intent("requires_capture")), "uncaptured"),
        ("given up", only(intent("canceled")), "canceled"),
        ("paid", paid(), "succeeded"),
        (
            "a state of tomorrow",
            only(intent("requires_moonlight")),
            "requires_moonlight",
        ),
        ("a part given back", refunded(1), "partially_refunded"),
        ("all given back", refunded(1000), "refunded"),
        ("open dispute", disputed(&[open()], paid()), "disputed"),
        (
            "open dispute of a refunded one",
            disputed(&[open()], refunded(1000)),
            "disputed",
        ),
        (
            "lost before open",
            disputed(&[open(), lost()], paid()),
            "dispute_lost",
        ),
        (
            "won",
            disputed(&[dispute("dp_1", 30, "won")], paid()),
            "succeeded",
        ),
        (
            "won and refunded",
            disputed(&[dispute("dp_1", 30, "won")], refunded(5)),
            "partially_refunded",
        ),
        (
            "inquiry",
            disputed(&[dispute("dp_1", 30, "warning_needs_response")], paid()),
            "succeeded",
        ),
        (
            "charge alone",
            alone(charge("succeeded", true, 0)),
            "succeeded",
        ),
        (
            "charge alone, authorised",
            alone(charge("succeeded", false, 0)),
            "uncaptured",
        ),
        (
            "charge alone, bank",
            alone(charge("pending", true, 0)),
            "processing",
        ),
        (
            "charge alone, declined",
            alone(charge("failed", false, 0)),
            "failed",
        ),
    ] {
        let payment = project(&facts).unwrap();
        assert_eq!(payment.status.as_str(), status, "{case}");
    }
    assert_eq!(project(&Facts::default()), None);
}

#[test]
fn a_payment_is_known_by_its_intent_else_by_its_charge() {
    let id = |facts: &Facts| project(facts).unwrap().id;
    assert_eq!(id(&paid()), "pi_1");
    let charge_first = Facts {
        intent: None,
        ..paid()
    };
    assert_eq!(
        id(&charge_first),
        "pi_1",
        "the charge names an intent that is not known yet"
    );
    assert_eq!(id(&alone(charge("succeeded", true, 0))), "ch_1");
}

#[test]
fn a_refund_that_fails_later_gives_the_money_back() {
    for (case, refund, left) in [
        ("pending", refund(21, "pending", 400), 400),
        (
            "failed after the charge was seen",
            refund(21, "failed", 400),
            0,
        ),
        ("canceled after", refund(21, "canceled", 400), 0),
        (
            "failed before: the charge knows already",
            refund(19, "failed", 400),
            400,
        ),
        ("more than was refunded", refund(21, "failed", 9000), 0),
    ] {
        let facts = Facts {
            refunds: vec![refund],
            ..refunded(400)
        };
        assert_eq!(project(&facts).unwrap().amount_refunded, left, "{case}");
    }
}

#[test]
fn a_failed_refund_asked_for_since_takes_nothing_from_the_total() {
    for (created, left) in [(19, 100), (20, 100), (21, 400)] {
        let mut failed: Seen<Refund> = refund(22, "failed", 300);
        failed.object.created = Some(UnixSeconds(created));
        let facts = Facts {
            refunds: vec![failed],
            ..refunded(400)
        };
        assert_eq!(project(&facts).unwrap().amount_refunded, left, "{created}");
    }
}

#[test]
fn the_dispute_that_decides_is_shown() {
    let disputes = [
        dispute("dp_1", 50, "won"),
        dispute("dp_2", 10, "needs_response"),
        dispute("dp_3", 20, "under_review"),
    ];
    let payment = project(&disputed(&disputes, paid())).unwrap();
    assert_eq!(
        payment.dispute.unwrap().id.as_str(),
        "dp_3",
        "the newest of those that are open"
    );
    let payment = project(&disputed(&disputes[..1], paid())).unwrap();
    assert_eq!(payment.dispute.unwrap().id.as_str(), "dp_1");
}

#[test]
fn an_order_is_to_be_fulfilled_once_it_is_paid() {
    for (case, facts, expected) in [
        ("paid", paid(), Fulfilment::Pending),
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
    ] {
        assert_eq!(project(&facts).unwrap().fulfilment, expected, "{case}");
    }
}

#[test]
fn an_old_charge_without_amount_captured_was_captured_whole() {
    let mut old = charge("succeeded", true, 1000);
    old.object.amount_captured = None;
    let facts = Facts {
        charges: vec![old],
        ..paid()
    };
    let payment = project(&facts).unwrap();
    assert_eq!(
        (payment.amount_captured, payment.status),
        (1000, PaymentStatus::Refunded)
    );
}

#[test]
fn the_words_of_the_failure_stand_only_while_it_failed() {
    let failed = project(&only(failed_intent())).unwrap();
    assert_eq!(failed.failure_code.as_deref(), Some("card_declined"));
    let paid_after_all = Facts {
        charges: vec![charge("failed", false, 0)],
        ..only(intent("succeeded"))
    };
    assert_eq!(project(&paid_after_all).unwrap().failure_code, None);
}

#[test]
fn the_deciding_charge_is_the_intents_latest_else_the_one_that_succeeded() {
    let mut declined = charge("failed", false, 0);
    declined.object.id = "ch_9".parse().unwrap();
    declined.object.created = Some(UnixSeconds(99));
    let both = vec![declined, charge("succeeded", true, 0)];
    let facts = Facts {
        charges: both.clone(),
        ..paid()
    };
    assert_eq!(project(&facts).unwrap().charge.unwrap().as_str(), "ch_1");
    let mut named = intent("succeeded");
    named.object.latest_charge = Some("ch_9".parse().unwrap());
    let facts = Facts {
        charges: both,
        intent: Some(named),
        ..paid()
    };
    assert_eq!(project(&facts).unwrap().charge.unwrap().as_str(), "ch_9");
}

#[test]
fn what_the_customer_wrote_at_checkout_comes_first() {
    let session: Seen<Session> = seen(
        30,
        json!({"id": "cs_1", "intent": "pi_1",
        "link": "plink_1", "email": "ana@example.com", "name": "Ana Ruiz", "metadata": {"a": "b"}}),
    );
    let mut charge = charge("succeeded", true, 0);
    charge.object.email = Some("bank@example.com".into());
    let facts = Facts {
        sessions: vec![session],
        charges: vec![charge],
        ..paid()
    };
    let payment = project(&facts).unwrap();
    assert_eq!(payment.customer_email.as_deref(), Some("ana@example.com"));
    assert_eq!(
        payment.metadata["a"], "b",
        "metadata of the session where the intent has none"
    );
    assert_eq!(payment.paid_at, Some(UnixSeconds(7)));
}

proptest! {
    #[test]
    fn a_rank_never_lets_a_pending_state_win_over_a_final_one(refunded in 0..i64::MAX) {
        let rank = |charge: Seen<Charge>| countertop_domain::Object::Charge(charge.object).rank();
        prop_assert!(rank(charge("succeeded", true, refunded)) > rank(charge("succeeded", false, 0)));
        prop_assert!(rank(charge("succeeded", false, 0)) > rank(charge("failed", false, refunded)));
        prop_assert!(rank(charge("failed", false, 0)) > rank(charge("pending", true, refunded)));
        let status = ChargeStatus::from("pending".to_owned());
        prop_assert_eq!(String::from(status), "pending");
    }
}
