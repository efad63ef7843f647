//! What a payment adds to its quarter of an hour.

use countertop_domain::payment::Settlement;
use countertop_domain::{Bucket, Figures, Payment, PaymentStatus, UnixSeconds, project};

use crate::facts::{paid, refunded};

fn settled(currency: &str) -> Payment {
    let mut payment = project(&refunded(300)).unwrap();
    payment.settlement = Some(Settlement {
        amount: 1000,
        fee: 40,
        net: 960,
        currency: serde_json::from_value(currency.into()).unwrap(),
        exchange_rate: None,
    });
    payment
}

fn unpaid(status: PaymentStatus) -> Payment {
    let mut payment = settled("eur");
    (payment.status, payment.paid_at, payment.amount_refunded) = (status, None, 0);
    payment
}

#[test]
fn a_payment_adds_what_it_is() {
    let none = Figures::default();
    let sold = Figures {
        gross: 1000,
        refunded: 300,
        paid: 1,
        ..none
    };
    for (case, payment, expected) in [
        ("fee known", settled("eur"), Figures { fees: 40, ..sold }),
        (
            "fee in another currency",
            settled("usd"),
            Figures {
                fees_unknown: 1,
                ..sold
            },
        ),
        (
            "no fee yet",
            project(&paid()).unwrap(),
            Figures {
                refunded: 0,
                fees_unknown: 1,
                ..sold
            },
        ),
        (
            "failed",
            unpaid(PaymentStatus::Failed),
            Figures { failed: 1, ..none },
        ),
        (
            "processing",
            unpaid(PaymentStatus::Processing),
            Figures {
                processing: 1,
                ..none
            },
        ),
        ("canceled", unpaid(PaymentStatus::Canceled), none),
    ] {
        assert_eq!(Figures::of(&payment), expected, "{case}");
    }
}

#[test]
fn a_quarter_begins_at_or_before_its_payments() {
    for (created, quarter) in [(0, 0), (899, 0), (900, 900), (-1, -900)] {
        let mut payment = settled("eur");
        payment.created = UnixSeconds(created);
        assert_eq!(
            Bucket::of(&payment).quarter,
            UnixSeconds(quarter),
            "{created}"
        );
    }
}

#[test]
fn a_sum_that_does_not_fit_is_none() {
    let one = Figures::of(&settled("eur"));
    let two = one.checked_add(one).unwrap();
    assert_eq!(
        (two.gross, two.fees, two.refunded, two.paid),
        (2000, 80, 600, 2)
    );
    let most = Figures {
        gross: i64::MAX,
        ..one
    };
    assert_eq!(most.checked_add(one), None);
}
