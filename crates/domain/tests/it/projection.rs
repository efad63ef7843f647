//! Every status, from the facts that make it.

use countertop_domain::payment::Facts;
use countertop_domain::{Charge, ChargeStatus, Seen, Session, UnixSeconds, project};
use proptest::prelude::*;
use serde_json::json;

use crate::facts::{
    alone, charge, dispute, disputed, failed_intent, intent, only, paid, refunded, seen,
};

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
            "won, another open",
            disputed(&[dispute("dp_1", 30, "won"), open()], paid()),
            "disputed",
        ),
        (
            "inquiry of a refunded one",
            disputed(
                &[dispute("dp_1", 30, "warning_under_review")],
                refunded(1000),
            ),
            "refunded",
        ),
        (
            "a dispute's state of tomorrow",
            disputed(&[dispute("dp_1", 30, "dreaming")], paid()),
            "succeeded",
        ),
        (
            "a charge's state of tomorrow",
            alone(charge("dreaming", true, 0)),
            "dreaming",
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
fn the_deciding_charge_is_the_one_that_took_the_money_else_the_intents_latest() {
    let mut declined = charge("failed", false, 0);
    declined.object.id = "ch_9".parse().unwrap();
    declined.object.created = Some(UnixSeconds(99));
    let declined_twice = vec![declined.clone(), charge("failed", false, 0)];
    let both = vec![declined, charge("succeeded", true, 0)];
    let facts = Facts {
        charges: both.clone(),
        ..paid()
    };
    assert_eq!(project(&facts).unwrap().charge.unwrap().as_str(), "ch_1");
    for (case, charges, expected) in [
        ("tried again in vain", both, "ch_1"),
        ("nothing was taken", declined_twice, "ch_9"),
    ] {
        let mut named = intent("succeeded");
        named.object.latest_charge = Some("ch_9".parse().unwrap());
        let facts = Facts {
            charges,
            intent: Some(named),
            ..paid()
        };
        let charge = project(&facts).unwrap().charge.unwrap();
        assert_eq!(charge.as_str(), expected, "{case}");
    }
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

#[test]
fn the_session_that_was_completed_comes_before_newer_ones() {
    let session = |id: &str, created: i64, status: &str| {
        seen(
            30,
            json!({"id": id, "intent": "pi_1", "created": created, "status": status,
            "metadata": {}}),
        )
    };
    let sessions = [
        session("cs_1", 5, "complete"),
        session("cs_2", 6, "complete"),
        session("cs_3", 7, "expired"),
    ];
    for (known, expected) in [(1, "cs_1"), (2, "cs_2"), (3, "cs_2")] {
        let facts = Facts {
            sessions: sessions[..known].to_vec(),
            ..paid()
        };
        let session = project(&facts).unwrap().checkout_session.unwrap();
        assert_eq!(session.as_str(), expected, "of {known}");
    }
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
