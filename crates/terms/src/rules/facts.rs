//! What the terms come to: how the link is paid, and in which currency.

use countertop_domain::Currency;

use super::{Context, KnownPrice, Mode};
use crate::{LineItem, LinkTerms, PriceData};

/// The terms in their plainest form, and what follows from them.
pub(crate) struct Facts<'a> {
    pub(super) terms: &'a LinkTerms,
    pub(super) context: &'a Context,
    pub(super) mode: Mode,
    pub(crate) currency: Option<Currency>,
}

/// The price that an item is sold at.
pub(super) enum Sold<'a> {
    /// One of the catalogue that is known.
    Known(&'a KnownPrice),
    /// One of the catalogue that is not known.
    Unknown,
    /// One that is made with the link, or right before it.
    New(&'a PriceData),
}

impl<'a> Facts<'a> {
    /// The facts of terms in their plainest form.
    pub(crate) fn of(terms: &'a LinkTerms, context: &'a Context) -> Self {
        let mut facts = Self {
            terms,
            context,
            mode: Mode::Payment,
            currency: None,
        };
        if terms.line_items.iter().any(|item| facts.recurs(item)) {
            facts.mode = Mode::Subscription;
        }
        let codes = terms.line_items.iter().map(|item| facts.currency_of(item));
        let mut codes = codes.flatten().chain([terms.currency.as_str()]);
        facts.currency = codes.find_map(|code| Currency::supported(code).ok());
        facts
    }

    /// At which price an item is sold.
    pub(super) fn sold(&self, item: &'a LineItem) -> Sold<'a> {
        if item.price.is_empty() {
            return Sold::New(&item.price_data);
        }
        match self.context.prices.get(&item.price) {
            Some(price) => Sold::Known(price),
            None => Sold::Unknown,
        }
    }

    fn recurs(&self, item: &'a LineItem) -> bool {
        match self.sold(item) {
            Sold::Known(price) => price.recurring,
            Sold::New(price) => !price.recurring.interval.is_empty(),
            Sold::Unknown => false,
        }
    }

    /// The three letters that an item's price has, if any are known.
    pub(super) fn currency_of(&self, item: &'a LineItem) -> Option<&'a str> {
        match self.sold(item) {
            Sold::Known(price) => Some(&price.currency),
            Sold::New(price) if !price.currency.is_empty() => Some(&price.currency),
            Sold::New(_) | Sold::Unknown => None,
        }
    }

    /// Whether the customer says how much.
    pub(super) fn is_chosen(&self, item: &'a LineItem) -> bool {
        match self.sold(item) {
            Sold::Known(price) => price.customer_chooses,
            Sold::New(_) => item.custom_unit_amount.enabled,
            Sold::Unknown => false,
        }
    }

    /// Whether the link is surely paid so. A price that is not known may recur.
    pub(super) fn is_surely(&self, mode: Mode) -> bool {
        let mut items = self.terms.line_items.iter();
        let is_known = self.mode == Mode::Subscription
            || items.all(|item| !matches!(self.sold(item), Sold::Unknown));
        is_known && self.mode == mode
    }
}
