//! What each of Stripe's test cards does, and how one is found by its number or by its name.
//!
//! Source: Stripe's documentation, "Test cards". What is kept of a card is its name, so that later
//! steps know what its bank does; the number is gone by then.

use super::decline::Decline;
use super::{test_cards, test_countries};

/// Whether a card's bank asks the customer to confirm, with 3-D Secure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// The card takes part, its holder does not: a request is only acknowledged.
    Never,
    /// The card does not take part.
    Unsupported,
    /// Only where the shop requests it.
    IfRequested,
    /// Where the shop requests it, the check breaks down; the payment goes on without.
    BreaksDown,
    /// The check is needed and breaks down: the payment is declined.
    NeededAndBreaksDown,
    /// The bank checks without asking anybody.
    Silently,
    /// At every payment, whether the customer is there or not.
    Always,
    /// Where the customer is there; else unless the card was set up for payments without them.
    UnlessSetUp,
    /// Only where the customer is there.
    OnSession,
}

/// What a bank does in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bank {
    Approve,
    /// Also where the card is to be saved.
    Decline(Decline),
    /// Where the card is charged; it can be saved.
    DeclineCharges(Decline),
}

/// How risky Stripe takes a payment with the card to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Risk {
    Normal,
    Elevated,
    /// Such payments are blocked.
    Highest,
}

/// What a bank says of a detail that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    Pass,
    Fail,
    Unavailable,
}

/// What a bank says of each detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Checks {
    pub(crate) cvc: Check,
    pub(crate) line1: Check,
    pub(crate) postal_code: Check,
}

/// One of Stripe's test cards.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TestCard {
    pub(crate) number: &'static str,
    /// Stripe's names for it: what follows `pm_card_` or `tok_`. The first is what is kept. One
    /// that begins with `~` is our own, for a card to which Stripe gives none.
    names: &'static [&'static str],
    pub(crate) brand: &'static str,
    pub(crate) funding: &'static str,
    pub(crate) country: &'static str,
    pub(crate) asks: Asks,
    pub(crate) bank: Bank,
    pub(crate) risk: Risk,
    pub(crate) checks: Checks,
    /// What becomes of a payment later, in the words of a charge's `_afterwards`.
    pub(crate) afterwards: Option<&'static str>,
    /// What it is for, in a few words; those with words are named on the pay page.
    pub(crate) purpose: Option<&'static str>,
}

impl TestCard {
    /// A card that is charged without further ado.
    pub(super) const fn new(
        names: &'static [&'static str],
        number: &'static str,
        brand: &'static str,
    ) -> Self {
        Self {
            number,
            names,
            brand,
            funding: "credit",
            country: "US",
            asks: Asks::Never,
            bank: Bank::Approve,
            risk: Risk::Normal,
            checks: Checks {
                cvc: Check::Pass,
                line1: Check::Pass,
                postal_code: Check::Pass,
            },
            afterwards: None,
            purpose: None,
        }
    }

    pub(super) const fn visa(names: &'static [&'static str], number: &'static str) -> Self {
        Self::new(names, number, "visa")
    }

    pub(super) const fn funded(mut self, funding: &'static str) -> Self {
        self.funding = funding;
        self
    }

    pub(super) const fn issued_in(mut self, country: &'static str) -> Self {
        self.country = country;
        self
    }

    pub(super) const fn asks(mut self, asks: Asks) -> Self {
        self.asks = asks;
        self
    }

    pub(super) const fn declined(mut self, decline: Decline) -> Self {
        self.bank = Bank::Decline(decline);
        self
    }

    pub(super) const fn charges_declined(mut self, decline: Decline) -> Self {
        self.bank = Bank::DeclineCharges(decline);
        self
    }

    pub(super) const fn risk(mut self, risk: Risk) -> Self {
        self.risk = risk;
        self
    }

    pub(super) const fn checked(mut self, cvc: Check, line1: Check, postal_code: Check) -> Self {
        self.checks = Checks {
            cvc,
            line1,
            postal_code,
        };
        self
    }

    pub(super) const fn then(mut self, afterwards: &'static str) -> Self {
        self.afterwards = Some(afterwards);
        self
    }

    pub(super) const fn shown_as(mut self, purpose: &'static str) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// The name by which it is kept.
    pub(crate) fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// Every test card that the practice store knows.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        let tables: [&'static [Self]; 6] = [
            test_cards::BRANDS,
            test_cards::DECLINES,
            test_cards::FRAUD,
            test_cards::AFTERWARDS,
            test_cards::SECURE,
            test_countries::COUNTRIES,
        ];
        tables.into_iter().flatten()
    }

    /// The card with a number.
    pub(crate) fn numbered(number: &str) -> Option<&'static Self> {
        Self::all().find(|card| card.number == number)
    }

    /// The card that was kept under a name.
    pub(crate) fn kept(name: &str) -> Option<&'static Self> {
        Self::all().find(|card| card.names.contains(&name))
    }

    /// The card of a test id such as `pm_card_visa` or `tok_visa`.
    pub(crate) fn of_test_id(id: &str) -> Option<&'static Self> {
        let name = id.strip_prefix("pm_card_").or(id.strip_prefix("tok_"))?;
        Self::kept(name).filter(|_| !name.starts_with('~'))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_and_every_name_is_one_cards_alone() {
        let mut numbers = BTreeSet::new();
        let mut names = BTreeSet::new();
        for card in TestCard::all() {
            assert!(numbers.insert(card.number), "{}", card.number);
            assert!(!card.names.is_empty(), "{}", card.number);
            for name in card.names {
                assert!(names.insert(name), "{name}");
                assert_eq!(TestCard::kept(name).unwrap().number, card.number);
            }
        }
        assert!(numbers.len() > 120, "{}", numbers.len());
    }

    #[test]
    fn test_ids_name_their_cards() {
        for (id, number) in [
            ("pm_card_visa", Some("4242424242424242")),
            ("tok_visa", Some("4242424242424242")),
            ("pm_card_us", Some("4242424242424242")),
            ("pm_card_at", Some("4000000400000008")),
            ("tok_chargeDeclined", Some("4000000000000002")),
            ("pm_card_visa_chargeDeclined", Some("4000000000000002")),
            ("pm_card_threeDSecure2Required", Some("4000000000003220")),
            ("tok_createDispute", Some("4000000000000259")),
            ("pm_card_mastercard", Some("5555555555554444")),
            ("pm_card_~mastercard_2series", None),
            ("pm_card_", None),
            ("visa", None),
            ("pm_1", None),
        ] {
            let found = TestCard::of_test_id(id).map(|card| card.number);
            assert_eq!(found, number, "{id}");
        }
    }
}
