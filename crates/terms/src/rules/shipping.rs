//! Where things are sent, and how.

use std::collections::BTreeSet;

use super::found::{Found, short};
use super::prices::whole_amount;
use super::words::COUNTRIES;
use super::{Facts, Mode};
use crate::{NewShippingRate, ShippingOption};

/// Most ways of shipping.
const MOST: usize = 5;
/// Longest name of one.
const LONGEST_NAME: usize = 100;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    countries(facts, found);
    let options = &facts.terms.shipping_options;
    if options.is_empty() {
        return;
    }
    if options.len() > MOST {
        found.problem(
            "shipping_options",
            format!(
                "There are {} ways of shipping, and Stripe shows up to {MOST}: take some away.",
                options.len()
            ),
        );
    } else if facts.mode == Mode::Subscription {
        found.problem(
            "shipping_options",
            "Stripe offers ways of shipping only where everything is paid once: take them away, or sell \
             what recurs through a link of its own.",
        );
    } else if facts
        .terms
        .shipping_address_collection
        .allowed_countries
        .is_empty()
    {
        found.problem(
            "shipping_options",
            "Ways of shipping are offered without asking where to: ask for the shipping address, or \
             take them away.",
        );
    }
    for (index, option) in options.iter().enumerate() {
        way(facts, option, &format!("shipping_options[{index}]"), found);
    }
}

fn countries(facts: &Facts<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    let countries = &facts.terms.shipping_address_collection.allowed_countries;
    for (index, country) in countries.iter().enumerate() {
        let param = format!("shipping_address_collection[allowed_countries][{index}]");
        if !COUNTRIES.contains(&country.as_str()) {
            found.problem(
                param,
                format!(
                    "Stripe ships to no country '{}': write two letters, such as DE.",
                    short(country)
                ),
            );
        } else if !seen.insert(country) {
            found.problem(param, format!("{country} is there twice: take one away."));
        }
    }
}

fn way(facts: &Facts<'_>, option: &ShippingOption, path: &str, found: &mut Found) {
    let is_new = option.new_rate != NewShippingRate::default();
    match (option.shipping_rate.as_str(), is_new) {
        ("", true) => new_rate(facts, &option.new_rate, &format!("{path}[new_rate]"), found),
        ("", false) => found.problem(
            format!("{path}[shipping_rate]"),
            "This way of shipping is empty: choose a rate, or write what a new one is called and costs.",
        ),
        (id, false) => found.id(&format!("{path}[shipping_rate]"), "a shipping rate", id, "shr_"),
        (_, true) => found.problem(
            format!("{path}[shipping_rate]"),
            "This way of shipping has a rate of the account and a new one as well: keep one of them.",
        ),
    }
}

fn new_rate(facts: &Facts<'_>, rate: &NewShippingRate, path: &str, found: &mut Found) {
    let name = format!("{path}[display_name]");
    if rate.display_name.trim().is_empty() {
        found.problem(
            name,
            "This way of shipping has no name, and the customer reads it: write one.",
        );
    } else {
        found.at_most(&name, "The name", &rate.display_name, LONGEST_NAME);
    }
    let amount = format!("{path}[amount]");
    match rate.amount {
        None => found.problem(
            amount,
            "It is not said what this way of shipping costs: write an amount, or 0 where it is free.",
        ),
        Some(minor) => whole_amount(minor, facts.currency, &amount, found),
    }
}
