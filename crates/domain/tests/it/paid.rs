//! Since when a payment is paid.

use countertop_domain::payment::Facts;
use countertop_domain::{
    BalanceTransaction, Charge, Intent, Method, Object, Observation, Seen, UnixSeconds, project,
};
use serde_json::json;

use crate::facts::{alone, charge, failed_intent, intent, only, paid, seen};

/// Tried at 7, settled at 8, first told to be paid at 9; the newest states are of 10 and later.
fn facts(capture_method: Option<&str>, method: &str, settled: Option<&str>) -> Facts {
    let mut intent = intent("succeeded");
    intent.object.capture_method = capture_method.map(|it| it.to_owned().into());
    let mut charge = charge("succeeded", true, 0);
    charge.object.method = Some(Method {
        kind: method.to_owned(),
        brand: None,
        last4: None,
    });
    let transaction = settled.map(|kind| transaction("txn_1", 8, kind));
    Facts {
        intent: Some(intent),
        charges: vec![charge],
        balance_transactions: transaction.into_iter().collect(),
        first_paid_at: Some(UnixSeconds(9)),
        ..Facts::default()
    }
}

fn transaction(id: &str, created: i64, kind: &str) -> Seen<BalanceTransaction> {
    seen(
        60,
        json!({"id": id, "charge": "ch_1", "type": kind, "created": created,
        "amount": created, "fee": 1, "net": created - 1, "currency": "eur"}),
    )
}

fn without_charge(facts: Facts) -> Facts {
    Facts {
        charges: Vec::new(),
        ..facts
    }
}

#[test]
fn the_money_is_taken_when_it_is_captured() {
    for (case, facts, expected) in [
        ("at once", facts(Some("automatic"), "card", None), 7),
        (
            "at once, as good as",
            facts(Some("automatic_async"), "card", Some("charge")),
            7,
        ),
        (
            "captured later, and settled",
            facts(Some("manual"), "card", Some("charge")),
            8,
        ),
        (
            "captured later, not settled yet",
            facts(Some("manual"), "card", None),
            9,
        ),
        (
            "an old rendering does not say how",
            facts(None, "card", None),
            9,
        ),
        (
            "a debit is settled when it is tried",
            facts(Some("automatic"), "sepa_debit", Some("payment")),
            9,
        ),
        (
            "the charge is not known yet",
            without_charge(facts(Some("automatic"), "card", None)),
            9,
        ),
    ] {
        let at = project(&facts).unwrap().paid_at;
        assert_eq!(at, Some(UnixSeconds(expected)), "{case}");
    }
}

#[test]
fn without_a_word_on_when_the_best_that_is_known_counts() {
    let untold = |facts| Facts {
        first_paid_at: None,
        ..facts
    };
    for (case, facts, expected) in [
        (
            "the attempt",
            untold(facts(Some("manual"), "card", None)),
            7,
        ),
        (
            "the attempt of a debit",
            untold(facts(None, "oxxo", None)),
            7,
        ),
        (
            "the intent",
            untold(without_charge(facts(None, "card", None))),
            10,
        ),
    ] {
        let at = project(&facts).unwrap().paid_at;
        assert_eq!(at, Some(UnixSeconds(expected)), "{case}");
    }
}

#[test]
fn what_is_not_paid_has_no_such_time() {
    let told = |facts| Facts {
        first_paid_at: Some(UnixSeconds(9)),
        ..facts
    };
    for (case, facts) in [
        ("declined", only(failed_intent())),
        ("authorised", only(intent("requires_capture"))),
        ("authorised alone", alone(charge("succeeded", false, 0))),
    ] {
        assert_eq!(project(&told(facts)).unwrap().paid_at, None, "{case}");
    }
}

#[test]
fn a_capture_and_a_success_tell_of_payment() {
    let of_intent = |it: Seen<Intent>| Object::Intent(it.object).tells_paid();
    let of_charge = |it: Seen<Charge>| Object::Charge(it.object).tells_paid();
    let mut old = charge("succeeded", true, 0);
    old.object.captured = None;
    for (case, told, expected) in [
        ("intent succeeded", of_intent(intent("succeeded")), true),
        ("intent processing", of_intent(intent("processing")), false),
        (
            "intent authorised",
            of_intent(intent("requires_capture")),
            false,
        ),
        ("charge", of_charge(charge("succeeded", true, 0)), true),
        (
            "charge authorised",
            of_charge(charge("succeeded", false, 0)),
            false,
        ),
        (
            "charge pending",
            of_charge(charge("pending", true, 0)),
            false,
        ),
        ("charge that does not say", of_charge(old), true),
    ] {
        assert_eq!(told, expected, "{case}");
    }
}

#[test]
fn the_transaction_of_the_payment_settles_it() {
    let kinds = [
        transaction("txn_9", 50, "payment_failure_refund"),
        transaction("txn_7", 70, "payment"),
        transaction("txn_8", 60, "payment"),
    ];
    for (case, named, known, expected) in [
        ("the one that the charge names", Some("txn_7"), 3, Some(70)),
        ("else the oldest of a payment", None, 3, Some(60)),
        ("nothing else", None, 1, None),
        ("named, not known yet", Some("txn_7"), 1, None),
    ] {
        let mut facts = paid();
        facts.charges[0].object.balance_transaction = named.map(|it| it.parse().unwrap());
        facts.balance_transactions = kinds[..known].to_vec();
        let settled = project(&facts).unwrap().settlement.map(|it| it.amount);
        assert_eq!(settled, expected, "{case}");
    }
}

#[test]
fn an_answer_that_comes_years_later_does_not_make_the_payment_late() {
    const DAY: i64 = 24 * 60 * 60;
    let charge: Charge = serde_json::from_value(json!({"id": "ch_1", "status": "succeeded",
        "captured": true, "created": 1000, "metadata": {}}))
    .unwrap();
    let pending = Charge {
        captured: Some(false),
        ..charge.clone()
    };
    let (charge, pending) = (Object::Charge(charge), Object::Charge(pending));
    for (object, from, at, expected) in [
        (&charge, "req_1", 5 * DAY, Some(5 * DAY)),
        (&charge, "req_1", 900 * DAY, Some(1000 + 14 * DAY)),
        (&charge, "", 900 * DAY, Some(1000 + 14 * DAY)),
        (&charge, "evt_1", 20 * DAY, Some(20 * DAY)),
        (&pending, "req_1", 900 * DAY, None),
    ] {
        let seen = Observation {
            at: UnixSeconds(at),
            rank: 0,
            from: from.to_owned(),
            pinned: true,
            digest: [0; 32],
        };
        let expected = expected.map(UnixSeconds);
        assert_eq!(object.paid_at(&seen), expected, "{from} {at}");
    }
}
