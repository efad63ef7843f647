//! The cards that people pay with.

use super::people::weighted;

/// What the bank does with a card. Two sales whose cards behave alike make the same kinds of
/// objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bank {
    Approves,
    Asks,
    /// Asks, and declines then.
    AsksInVain,
    Declines,
    /// Declines, and Stripe says why: the card is stolen, say.
    Blocks,
}

/// The cards that people have, each as often as its weight says.
#[rustfmt::skip]
const GOOD: [(&str, u64, Bank); 16] = [
    ("4242424242424242", 20, Bank::Approves),
    ("5555555555554444", 17, Bank::Approves),
    ("4000056655665556", 13, Bank::Approves),
    ("4000002760000016", 12, Bank::Approves),
    ("5200828282828210", 8, Bank::Approves),
    ("4000002500000003", 5, Bank::Approves),
    ("4000008260000000", 5, Bank::Approves),
    ("378282246310005", 4, Bank::Approves),
    ("2223003122003222", 3, Bank::Approves),
    ("5105105105105100", 1, Bank::Approves),
    ("6011111111111117", 1, Bank::Approves),
    ("3056930009020004", 1, Bank::Approves),
    ("3566002020360505", 1, Bank::Approves),
    ("6200000000000005", 1, Bank::Approves),
    ("4000002500003155", 5, Bank::Asks),
    ("4000002760003184", 3, Bank::Asks),
];

/// The cards that are declined.
const BAD: [(&str, u64, Bank); 8] = [
    ("4000000000009995", 40, Bank::Declines),
    ("4000000000000002", 30, Bank::Declines),
    ("4000000000000127", 9, Bank::Declines),
    ("4000000000000069", 8, Bank::Declines),
    ("4000008400001629", 6, Bank::AsksInVain),
    ("4000000000000119", 4, Bank::Declines),
    ("4000000000009987", 2, Bank::Declines),
    ("4100000000000019", 1, Bank::Blocks),
];

/// Those that are declined when somebody tries stolen cards.
const STOLEN: [usize; 3] = [1, 2, 7];

/// A card by its number in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Card(usize);

impl Card {
    /// The card that a moment names.
    pub(super) fn of_detail(detail: Option<i64>) -> Self {
        let index = detail.and_then(|index| usize::try_from(index).ok());
        Self(index.unwrap_or(0))
    }

    /// How a moment names it.
    pub(super) fn detail(self) -> Option<i64> {
        i64::try_from(self.0).ok()
    }

    /// One that is good, by a draw from a hundred.
    pub(super) fn good(draw: u64) -> Self {
        Self(drawn(&GOOD, draw))
    }

    /// One that is declined, by a draw from a hundred.
    pub(super) fn bad(draw: u64) -> Self {
        Self(GOOD.len() + drawn(&BAD, draw))
    }

    /// One that was stolen and is declined.
    pub(super) fn stolen(draw: u64) -> Self {
        let index = usize::try_from(draw).unwrap_or(0) % STOLEN.len();
        Self(GOOD.len() + STOLEN[index])
    }

    /// Its number, as it is typed.
    pub(super) fn number(self) -> &'static str {
        self.entry().0
    }

    pub(super) fn bank(self) -> Bank {
        self.entry().2
    }

    fn entry(self) -> (&'static str, u64, Bank) {
        let cards = GOOD.iter().chain(&BAD);
        cards.copied().nth(self.0).unwrap_or(GOOD[0])
    }
}

fn drawn(cards: &[(&str, u64, Bank)], draw: u64) -> usize {
    let shares = cards.iter().enumerate();
    let shares = shares.map(|(index, (_, share, _))| (index, *share));
    weighted(draw % 100, shares).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_is_named_by_its_detail() {
        assert_eq!(GOOD.iter().map(|it| it.1).sum::<u64>(), 100);
        assert_eq!(BAD.iter().map(|it| it.1).sum::<u64>(), 100);
        for draw in 0..100 {
            let (good, bad) = (Card::good(draw), Card::bad(draw));
            assert!(matches!(good.bank(), Bank::Approves | Bank::Asks));
            assert!(!matches!(bad.bank(), Bank::Approves | Bank::Asks));
            for card in [good, bad, Card::stolen(draw)] {
                assert_eq!(Card::of_detail(card.detail()), card);
            }
        }
        assert_eq!(Card::of_detail(Some(99)).number(), GOOD[0].0);
    }
}
