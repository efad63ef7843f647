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

/// What waits to be told together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    kinds: BTreeMap<Kind, Tally>,
    /// Whether quiet hours kept it back.
    is_held: bool,
}

/// How many of a kind, and their amounts by currency: different ones are never added up.
#[derive(Debug, Default)]
struct Tally {
    count: u64,
    sums: Vec<Money>,
}

impl Batch {
    pub(super) fn add(&mut self, kind: Kind, amount: i64, currency: Option<Currency>) {
        let tally = self.kinds.entry(kind).or_default();
        tally.count += 1;
        let Some(money) = currency.and_then(|currency| Money::new(amount, currency).ok()) else {
            return;
        };
        let mut sums = tally.sums.iter_mut();
        match sums.find(|it| it.currency() == money.currency()) {
            // A sum beyond all bounds is not told.
            Some(sum) => *sum = sum.checked_add(money).unwrap_or(*sum),
            None => tally.sums.push(money),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Keeps it back: all that it holds is told as one.
    pub(super) fn hold(&mut self) {
        self.is_held = true;
    }

    /// The notices of all that waited.
    pub(super) fn take(&mut self) -> Vec<Notice> {
        let Self { kinds, is_held } = std::mem::take(self);
        if is_held {
            return vec![in_quiet_hours(&kinds)];
        }
        kinds
            .iter()
            .map(|(kind, tally)| notice(*kind, tally))
            .collect()
    }
}

fn notice(kind: Kind, tally: &Tally) -> Notice {
    let advice = match kind {
        Kind::Paid => "",
        Kind::Disputed => ". Countertop says until when it can be answered.",
        Kind::PayoutFailed => ". Stripe's Dashboard says why.",
    };
    Notice {
        title: title(kind, tally.count),
        text: format!("{}{advice}", written(&tally.sums)),
    }
}

fn in_quiet_hours(kinds: &BTreeMap<Kind, Tally>) -> Notice {
    let lines = kinds.iter().map(|(kind, tally)| {
        let title = title(*kind, tally.count);
        format!("{title}: {}", written(&tally.sums))
    });
    Notice {
        title: "In your quiet hours".to_owned(),
        text: lines.collect::<Vec<_>>().join("\n"),
    }
}

fn title(kind: Kind, count: u64) -> String {
    match (kind, count) {
        (Kind::Paid, 1) => "Payment received".to_owned(),
        (Kind::Paid, _) => format!("{count} payments received"),
        (Kind::Disputed, 1) => "A payment is disputed".to_owned(),
        (Kind::Disputed, _) => format!("{count} payments are disputed"),
        (Kind::PayoutFailed, 1) => "A payout failed".to_owned(),
        (Kind::PayoutFailed, _) => format!("{count} payouts failed"),
    }
}

fn written(sums: &[Money]) -> String {
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

    #[test]
    fn what_quiet_hours_kept_back_is_one_notice_and_the_next_is_as_ever() {
        let eur = Currency::parse("eur").ok();
        let mut batch = Batch::default();
        batch.add(Kind::Paid, 4_800, eur);
        batch.hold();
        batch.add(Kind::Disputed, 4_800, eur);
        batch.add(Kind::Paid, 200, eur);
        let text = "2 payments received: 50.00 EUR\nA payment is disputed: 48.00 EUR";
        let summed_up = Notice {
            title: "In your quiet hours".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(batch.take(), [summed_up]);
        batch.add(Kind::Paid, 100, eur);
        assert_eq!(batch.take()[0].title, "Payment received");
    }
}
