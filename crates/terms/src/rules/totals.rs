//! What one checkout comes to.

use countertop_domain::{Currency, Money};

use super::Facts;
use super::facts::Sold;
use super::found::Found;
use crate::{LineItem, LinkTerms, PriceData};

/// The sum of all items at the quantities they begin with, in minor units, where it is known.
pub(super) fn check(facts: &Facts<'_>, found: &mut Found) -> Option<i64> {
    let currency = facts.currency?;
    let items = &facts.terms.line_items;
    let mut sum: i128 = 0;
    for item in items {
        sum = sum.checked_add(line(facts, item, currency)?)?;
    }
    let total = i64::try_from(sum)
        .ok()
        .and_then(|minor| Money::new(minor, currency).ok());
    let most = currency.maximum_charge();
    let least = currency.minimum_charge().unwrap_or(1);
    match total.map(Money::minor) {
        Some(0) if !items.is_empty() => found.warning(
            place(facts.terms, Sum::TooSmall),
            "Nothing is to be paid through this link: set a price if that is not what you want.",
        ),
        Some(minor) if minor < least => found.problem(
            place(facts.terms, Sum::TooSmall),
            format!(
                "The sum is {}, and Stripe charges at least {}: raise the price or the quantity.",
                shown(minor, currency),
                shown(least, currency)
            ),
        ),
        Some(minor) if minor <= most => {}
        _ => found.problem(
            place(facts.terms, Sum::TooLarge),
            format!(
                "The sum is above the most that Stripe charges at once, {}: lower the price or the \
                 quantity.",
                shown(most, currency)
            ),
        ),
    }
    Some(total?.minor())
}

/// An amount for a sentence: 0.50 EUR.
pub(super) fn shown(minor: i64, currency: Currency) -> String {
    let amount = Money::new(minor, currency).map(Money::to_decimal);
    format!(
        "{} {}",
        amount.unwrap_or_default(),
        currency.code().to_uppercase()
    )
}

/// What a line comes to; none where that is not known.
fn line(facts: &Facts<'_>, item: &LineItem, currency: Currency) -> Option<i128> {
    if facts.is_chosen(item) {
        return None;
    }
    let quantity = i128::from(item.quantity?);
    match facts.sold(item) {
        Sold::Unknown => None,
        Sold::Known(price) => {
            let is_same = price.currency.eq_ignore_ascii_case(currency.code());
            let amount = price.unit_amount.filter(|_| is_same)?;
            i128::from(amount).checked_mul(quantity)
        }
        Sold::New(price) if price.currency == currency.code() => new_line(price, quantity),
        Sold::New(_) => None,
    }
}

/// Parts of a minor unit are rounded half up on the line, as Stripe does.
fn new_line(price: &PriceData, quantity: i128) -> Option<i128> {
    if let Some(amount) = price.unit_amount.filter(|amount| *amount >= 0) {
        return i128::from(amount).checked_mul(quantity);
    }
    let text = &price.unit_amount_decimal;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let exact: i128 = format!("{whole}{fraction}").parse().ok()?;
    let half_up = exact.checked_mul(quantity)?.checked_add(scale / 2)?;
    (exact >= 0).then(|| half_up.div_euclid(scale))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sum {
    TooSmall,
    TooLarge,
}

/// Where the sum is said: at the one new price there is, else at all items.
fn place(terms: &LinkTerms, sum: Sum) -> &'static str {
    match terms.line_items.as_slice() {
        [one] if one.price.is_empty() => {
            let is_of_many = one.quantity.is_some_and(|many| many > 1);
            match (sum, one.price_data.unit_amount) {
                (Sum::TooLarge, _) if is_of_many => "line_items[0][quantity]",
                (_, Some(_)) => "line_items[0][price_data][unit_amount]",
                (_, None) => "line_items[0][price_data][unit_amount_decimal]",
            }
        }
        _ => "line_items",
    }
}
