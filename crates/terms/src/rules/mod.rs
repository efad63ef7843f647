//! The rules: what Stripe refuses or drops silently, each with the parameter's name and one sentence.
//!
//! Sources: Stripe's API reference, "Create a payment link", "Update a payment link", "Create a price";
//! Stripe's documentation, "Supported currencies", "Statement descriptors", "Metadata", "Let customers
//! decide what to pay".

mod asked;
mod booked;
mod chosen;
mod facts;
mod found;
mod items;
mod keys;
mod optional;
mod paid;
mod prices;
mod products;
mod questions;
mod shipping;
mod statement;
mod subscriptions;
mod texts;
mod together;
mod totals;
mod unused;
mod words;

use std::collections::BTreeMap;

use countertop_domain::Currency;

pub(crate) use facts::Facts;
use found::Found;
pub use keys::{OWN_KEYS, is_own_key};
pub use words::{CARD_BRANDS, COUNTRIES, METHODS};

use crate::LinkTerms;

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The parameter as Stripe names it, such as `line_items[0][price_data][unit_amount]`.
    pub param: String,
    /// One sentence: what, why, what to do.
    pub sentence: String,
}

/// A price of the account's catalogue, as far as the rules need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPrice {
    /// Three letters.
    pub currency: String,
    /// In minor units; none where the customer chooses, or it has parts of a minor unit.
    pub unit_amount: Option<i64>,
    /// Whether it is paid again and again.
    pub recurring: bool,
    /// `month`, every so many; where it recurs.
    pub interval: Option<(String, u32)>,
    /// Whether it is on sale.
    pub active: bool,
    /// Whether the customer says how much.
    pub customer_chooses: bool,
}

/// What is known of the account. What is not known is left to Stripe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Prices that the terms name, by their ids.
    pub prices: BTreeMap<String, KnownPrice>,
    /// What stands before the suffix on a card's statement.
    pub statement_prefix: Option<String>,
}

/// How a link is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Once.
    #[default]
    Payment,
    /// Again and again: an item recurs.
    Subscription,
}

/// What the rules say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What hinders: Stripe would refuse it, or drop it silently.
    pub problems: Vec<Problem>,
    /// What does not hinder, but should be known.
    pub warnings: Vec<Problem>,
    /// What one checkout comes to in minor units, where it is known beforehand: shipping, tax,
    /// promotions and other quantities come on top.
    pub total: Option<i64>,
    /// The currency of what is sold, where the terms say it.
    pub currency: Option<Currency>,
    /// Paid once, or again and again.
    pub mode: Mode,
}

/// Holds terms against all rules.
pub fn check(terms: &LinkTerms, context: &Context) -> Findings {
    let plain = terms.clone().plain();
    let facts = Facts::of(&plain, context);
    let mut found = Found::default();
    items::check(&facts, &mut found);
    optional::check(&facts, &mut found);
    together::check(&facts, &mut found);
    asked::check(&facts, &mut found);
    questions::check(&facts, &mut found);
    texts::check(&facts, &mut found);
    shipping::check(&facts, &mut found);
    paid::check(&facts, &mut found);
    booked::check(&facts, &mut found);
    subscriptions::check(&facts, &mut found);
    keys::check(&facts, &mut found);
    unused::check(terms, &mut found);
    let total = totals::check(&facts, &mut found);
    Findings {
        total,
        currency: facts.currency,
        mode: facts.mode,
        problems: found.problems,
        warnings: found.warnings,
    }
}
