//! What was given back, and what never was the merchant's.

use countertop_domain::payment::Facts;
use countertop_domain::{Charge, PaymentStatus, Refund, Seen, UnixSeconds, project};

use crate::facts::{alone, charge, intent, only, paid, refund, refunded};

/// A refund by another name, asked for at a time.
fn asked(id: &str, created: i64, seen: Seen<Refund>) -> Seen<Refund> {
    let mut refund = seen;
    refund.object.id = id.parse().unwrap();
    refund.object.created = Some(UnixSeconds(created));
    refund
}

/// A charge of 1000 of which a part was captured: the rest stands in its total like a refund.
fn captured_in_part(captured: i64, total: i64) -> Seen<Charge> {
    let mut charge = charge("succeeded", true, total);
    charge.object.amount_captured = Some(captured);
    charge
}

fn with(refunds: &[&Seen<Refund>], facts: Facts) -> Facts {
    Facts {
        refunds: refunds.iter().copied().cloned().collect(),
        ..facts
    }
}

fn charged(charge: Seen<Charge>, intent_status: &str) -> Facts {
    Facts {
        charges: vec![charge],
        ..only(intent(intent_status))
    }
}

#[test]
fn refunds_count_before_the_charge_tells_of_them() {
    let one = asked("re_1", 21, refund(21, "pending", 400));
    let two = asked("re_2", 22, refund(22, "succeeded", 300));
    let failed = asked("re_3", 22, refund(23, "failed", 200));
    let in_total = asked("re_4", 19, refund(19, "succeeded", 400));
    let other_twin = asked("re_6", 20, refund(20, "succeeded", 400));
    let twin = asked("re_5", 20, refund(20, "succeeded", 300));
    for (case, facts, expected) in [
        ("one", with(&[&one], paid()), 400),
        ("two", with(&[&one, &two], paid()), 700),
        ("one of them failed", with(&[&one, &failed], paid()), 400),
        (
            "on top of the total",
            with(&[&one, &in_total], refunded(400)),
            800,
        ),
        (
            "before any charge",
            with(&[&one, &two], only(intent("succeeded"))),
            700,
        ),
        (
            "the total knows better: it failed meanwhile",
            with(&[&in_total], paid()),
            0,
        ),
        (
            "two of the total's own second, of which it has one",
            with(&[&twin, &other_twin], refunded(400)),
            700,
        ),
        ("in the total already", with(&[&twin], refunded(300)), 300),
    ] {
        assert_eq!(project(&facts).unwrap().amount_refunded, expected, "{case}");
    }
}

#[test]
fn a_refund_that_fails_in_the_second_of_the_total_is_not_in_it() {
    let failed = asked("re_1", 19, refund(20, "failed", 400));
    let stands = asked("re_2", 19, refund(20, "succeeded", 300));
    for (case, total, refunds, expected) in [
        ("alone", 400, vec![&failed], 0),
        ("gone from the total too", 0, vec![&failed], 0),
        ("another one stands", 700, vec![&failed, &stands], 300),
        (
            "another one stands, and only that is in the total",
            300,
            vec![&failed, &stands],
            300,
        ),
    ] {
        let facts = with(&refunds, refunded(total));
        assert_eq!(project(&facts).unwrap().amount_refunded, expected, "{case}");
    }
    let mut inside = failed;
    inside.observation = refunded(300).charges[0].observation.clone();
    let facts = with(&[&inside], refunded(300));
    assert_eq!(
        project(&facts).unwrap().amount_refunded,
        300,
        "what came inside the charge is accounted for"
    );
}

#[test]
fn a_released_authorisation_is_no_refund() {
    let released = asked("re_1", 20, refund(20, "succeeded", 1000));
    for (case, facts, status, captured, given_back) in [
        (
            "canceled",
            charged(charge("succeeded", false, 1000), "canceled"),
            "canceled",
            0,
            0,
        ),
        (
            "canceled, the release a refund",
            with(
                &[&released],
                charged(charge("succeeded", false, 1000), "canceled"),
            ),
            "canceled",
            0,
            0,
        ),
        (
            "canceled, the charge unknown",
            with(&[&released], only(intent("canceled"))),
            "canceled",
            0,
            0,
        ),
        (
            "a part of it released",
            charged(charge("succeeded", false, 300), "requires_capture"),
            "uncaptured",
            0,
            0,
        ),
        (
            "expired, without an intent",
            alone(charge("succeeded", false, 1000)),
            "uncaptured",
            0,
            0,
        ),
        (
            "captured in part",
            charged(captured_in_part(700, 300), "succeeded"),
            "succeeded",
            700,
            0,
        ),
        (
            "captured in part, then refunded in part",
            charged(captured_in_part(700, 500), "succeeded"),
            "partially_refunded",
            700,
            200,
        ),
        (
            "captured in part, then refunded in full",
            charged(captured_in_part(700, 1000), "succeeded"),
            "refunded",
            700,
            700,
        ),
        (
            "captured in part, the rest to be captured still",
            charged(captured_in_part(700, 200), "requires_capture"),
            "partially_refunded",
            700,
            200,
        ),
    ] {
        let payment = project(&facts).unwrap();
        let found = (
            payment.status.as_str(),
            payment.amount_captured,
            payment.amount_refunded,
        );
        assert_eq!(found, (status, captured, given_back), "{case}");
    }
}

#[test]
fn a_capture_that_only_the_intent_tells_of_counts() {
    let mut intent = intent("succeeded");
    intent.object.amount_received = Some(700);
    let facts = Facts {
        intent: Some(intent),
        charges: vec![charge("succeeded", false, 0)],
        ..Facts::default()
    };
    assert_eq!(project(&facts).unwrap().amount_captured, 700);
    let back = asked("re_1", 21, refund(21, "succeeded", 200));
    let payment = project(&with(&[&back], facts)).unwrap();
    assert_eq!(
        (payment.amount_refunded, payment.status.as_str()),
        (200, "partially_refunded")
    );
}

#[test]
fn a_refund_tells_of_a_capture_that_nothing_else_has_told_yet() {
    for (amount, status) in [(400, "partially_refunded"), (1000, "refunded")] {
        let back = refund(21, "succeeded", amount);
        let payment = project(&with(&[&back], only(intent("processing")))).unwrap();
        assert_eq!(payment.status.as_str(), status, "{amount}");
    }
}

#[test]
fn refunds_of_another_attempt_do_not_count() {
    let mut other = charge("succeeded", false, 1000);
    other.object.id = "ch_9".parse().unwrap();
    let mut release = asked("re_1", 21, refund(21, "succeeded", 1000));
    release.object.charge = Some("ch_9".parse().unwrap());
    let facts = with(&[&release], paid());
    let both = Facts {
        charges: vec![other, charge("succeeded", true, 0)],
        ..facts
    };
    assert_eq!(project(&both).unwrap().amount_refunded, 0);
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
