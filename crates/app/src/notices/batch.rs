//! What happened within a few seconds, told as one notice a kind.

use std::collections::BTreeMap;

use countertop_domain::{Currency, Money};

use super::Notice;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A payment succeeded.
    Paid,
    /// A dispute was opened.
    Disputed,
    /// A payout failed.
    PayoutFailed,
}

/// Amounts of one kind that wait to be told together.
#[derive(Debug, Default)]
pub(super) struct Batch(BTreeMap<Kind, Vec<Option<Money>>>);

impl Batch {
    pub(super) fn add(&mut self, kind: Kind, amount: i64, currency: Option<Currency>) {
        let money = currency.and_then(|currency| Money::new(amount, currency).ok());
        self.0.entry(kind).or_default().push(money);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The notices of all that waited.
    pub(super) fn take(&mut self) -> Vec<Notice> {
        let waited = std::mem::take(&mut self.0).into_iter();
        waited
            .map(|(kind, amounts)| notice(kind, &amounts))
            .collect()
    }
}

fn notice(kind: Kind, amounts: &[Option<Money>]) -> Notice {
    let many = amounts.len();
    let title = match (kind, many) {
        (Kind::Paid, 1) => "Payment received".to_owned(),
        (Kind::Paid, _) => format!("{many} payments received"),
        (Kind::Disputed, 1) => "A payment is disputed".to_owned(),
        (Kind::Disputed, _) => format!("{many} payments are disputed"),
        (Kind::PayoutFailed, 1) => "A payout failed".to_owned(),
        (Kind::PayoutFailed, _) => format!("{many} payouts failed"),
    };
    let advice = match kind {
        Kind::Paid => "",
        Kind::Disputed => ". Countertop says until when it can be answered.",
        Kind::PayoutFailed => ". Stripe's Dashboard says why.",
    };
    Notice {
        title,
        text: format!("{}{advice}", sums(amounts)),
    }
}

/// The amounts by currency, each currency once: different ones are never added up.
fn sums(amounts: &[Option<Money>]) -> String {
    let mut sums: Vec<Money> = Vec::new();
    for money in amounts.iter().flatten() {
        match sums.iter_mut().find(|it| it.currency() == money.currency()) {
            // A sum beyond all bounds is not told.
            Some(sum) => *sum = sum.checked_add(*money).unwrap_or(*sum),
            None => sums.push(*money),
        }
    }
    let written = sums.iter().map(|sum| {
        let currency = sum.currency().to_string().to_uppercase();
        format!("{} {currency}", sum.to_decimal())
    });
    written.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_one_notice_a_kind_and_adds_up_no_two_currencies() {
        let (eur, jpy) = (Currency::parse("eur").ok(), Currency::parse("jpy").ok());
        let mut batch = Batch::default();
        batch.add(Kind::Paid, 4_800, eur);
        let told = |batch: &mut Batch| -> Vec<(String, String)> {
            let notices = batch.take().into_iter();
            notices.map(|it| (it.title, it.text)).collect()
        };
        let pair = |title: &str, text: &str| (title.to_owned(), text.to_owned());
        assert_eq!(told(&mut batch), [pair("Payment received", "48.00 EUR")]);
        assert!(batch.is_empty());
        batch.add(Kind::PayoutFailed, 9_900, eur);
        for (amount, currency) in [(4_800, eur), (500, jpy), (5, eur)] {
            batch.add(Kind::Paid, amount, currency);
        }
        assert_eq!(
            told(&mut batch),
            [
                pair("3 payments received", "48.05 EUR, 500 JPY"),
                pair("A payout failed", "99.00 EUR. Stripe's Dashboard says why."),
            ]
        );
    }
}
