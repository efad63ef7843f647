//! Whether what is sold goes together.

use countertop_domain::Currency;

use super::facts::Sold;
use super::found::Found;
use super::{Facts, prices};

/// Most items and optional items together.
const MOST: usize = 20;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    count(facts, found);
    currencies(facts, found);
    intervals(facts, found);
}

fn count(facts: &Facts<'_>, found: &mut Found) {
    let (items, optional) = (&facts.terms.line_items, &facts.terms.optional_items);
    let count = items.len() + optional.len();
    if count > MOST && items.len() <= MOST && !optional.is_empty() {
        found.problem(
            "optional_items",
            format!(
                "There are {count} items and optional items, and a link has up to {MOST} together: take \
                 some away."
            ),
        );
    }
    if items.iter().any(|item| facts.is_chosen(item)) && count > 1 {
        found.problem(
            "line_items",
            "A price that the customer chooses is sold by itself at Stripe: take the other items away, \
             or fix the price.",
        );
    }
}

fn currencies(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    if !terms.currency.is_empty() {
        prices::currency(&terms.currency, "currency", found);
    }
    let Some(currency) = facts.currency else {
        return;
    };
    for (index, item) in terms.line_items.iter().enumerate() {
        let other = facts
            .currency_of(item)
            .and_then(|it| other_than(it, currency));
        if let Some(other) = other {
            let name = match facts.sold(item) {
                Sold::New(_) => "[price_data][currency]",
                Sold::Known(_) | Sold::Unknown => "[price]",
            };
            found.problem(
                format!("line_items[{index}]{name}"),
                one_currency(other, currency),
            );
        }
    }
    for (index, item) in terms.optional_items.iter().enumerate() {
        let price = facts.context.prices.get(&item.price);
        if let Some(other) = price.and_then(|it| other_than(&it.currency, currency)) {
            found.problem(
                format!("optional_items[{index}][price]"),
                one_currency(other, currency),
            );
        }
    }
    if let Some(other) = other_than(&terms.currency, currency) {
        found.problem(
            "currency",
            format!(
                "The link's currency is {}, but its items are in {}: leave it empty, or price them in it.",
                upper(other),
                upper(currency)
            ),
        );
    }
}

fn other_than(code: &str, currency: Currency) -> Option<Currency> {
    let other = Currency::supported(code).ok()?;
    (other != currency).then_some(other)
}

fn one_currency(other: Currency, currency: Currency) -> String {
    format!(
        "This is in {}, what comes before is in {}, and a link has one currency: price all in one.",
        upper(other),
        upper(currency)
    )
}

fn upper(currency: Currency) -> String {
    currency.code().to_uppercase()
}

/// An interval, where it stands, and what it is.
type Interval<'a> = (String, (&'a str, u32));

fn intervals(facts: &Facts<'_>, found: &mut Found) {
    let terms = facts.terms;
    let of_known = |id: &str| {
        let price = facts.context.prices.get(id)?;
        let (interval, count) = price.interval.as_ref()?;
        price.recurring.then_some((interval.as_str(), *count))
    };
    let mut all: Vec<Interval<'_>> = Vec::new();
    for (index, item) in terms.line_items.iter().enumerate() {
        let recurring = &item.price_data.recurring;
        let path = format!("line_items[{index}]");
        match of_known(&item.price) {
            Some(interval) => all.push((format!("{path}[price]"), interval)),
            None if item.price.is_empty() && !recurring.interval.is_empty() => all.push((
                format!("{path}[price_data][recurring][interval]"),
                (&recurring.interval, recurring.interval_count.unwrap_or(1)),
            )),
            None => {}
        }
    }
    for (index, item) in terms.optional_items.iter().enumerate() {
        if let Some(interval) = of_known(&item.price) {
            all.push((format!("optional_items[{index}][price]"), interval));
        }
    }
    let Some(((_, first), others)) = all.split_first() else {
        return;
    };
    for (param, _) in others.iter().filter(|(_, other)| other != first) {
        found.problem(
            param,
            "What recurs in one link is due at the same times, and this is not: give all the same \
             interval, or make a second link.",
        );
    }
}
