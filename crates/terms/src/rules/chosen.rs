//! An amount that the customer chooses.
//!
//! Source: Stripe's documentation, "Let customers decide what to pay".

use countertop_domain::Currency;

use super::Facts;
use super::found::Found;
use super::prices::whole_amount;
use super::totals::shown;
use crate::LineItem;

/// The bounds of a new price whose amount the customer chooses.
pub(super) fn check(facts: &Facts<'_>, item: &LineItem, path: &str, found: &mut Found) {
    let chosen = &item.custom_unit_amount;
    let path = format!("{path}[custom_unit_amount]");
    let currency = Currency::supported(&item.price_data.currency).ok();
    for (name, amount) in [
        ("minimum", chosen.minimum),
        ("preset", chosen.preset),
        ("maximum", chosen.maximum),
    ] {
        if let Some(amount) = amount {
            bound(amount, currency, &format!("{path}[{name}]"), found);
        }
    }
    let above = |a: Option<i64>, b: Option<i64>| a.zip(b).is_some_and(|(a, b)| a > b);
    if above(chosen.minimum, chosen.maximum) {
        found.problem(
            format!("{path}[minimum]"),
            "The least that a customer can pay is above the most: write a smaller least, or a larger \
             most.",
        );
    } else if above(chosen.minimum, chosen.preset) || above(chosen.preset, chosen.maximum) {
        found.problem(
            format!("{path}[preset]"),
            "The suggested amount is not between the least and the most: write one that is.",
        );
    }
    if !item.price_data.recurring.interval.is_empty() {
        found.problem(
            format!("{path}[enabled]"),
            "What is paid again and again has a fixed price at Stripe: let the customer choose, or let \
             it recur.",
        );
    }
    if facts.terms.allow_promotion_codes {
        found.warning(
            "allow_promotion_codes",
            "The customer says how much, so there is nothing for a promotion code to lower: you can \
             switch it off.",
        );
    }
}

/// One of the three amounts: Stripe would have to be able to charge it.
fn bound(amount: i64, currency: Option<Currency>, param: &str, found: &mut Found) {
    let least = currency.map_or(1, |it| it.minimum_charge().unwrap_or(1));
    match currency {
        Some(currency) if (0..least).contains(&amount) => found.problem(
            param,
            format!(
                "The amount is below the least that Stripe charges, {}: write more, or leave it empty.",
                shown(least, currency)
            ),
        ),
        _ => whole_amount(amount, currency, param, found),
    }
}

/// It is sold once at a time.
pub(super) fn check_quantity(item: &LineItem, path: &str, found: &mut Found) {
    if item.quantity.is_some_and(|many| many != 1) || item.adjustable_quantity.enabled {
        found.problem(
            format!("{path}[quantity]"),
            "The customer says how much, so Stripe sells it once at a time: set the quantity to 1, and \
             do not let it be changed.",
        );
    }
}
