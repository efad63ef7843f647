//! What is sold: each item by itself.

use super::facts::Sold;
use super::found::{Found, grouped};
use super::{Facts, chosen, prices};
use crate::usual::USUAL_QUANTITIES;
use crate::{AdjustableQuantity, LineItem};

/// Most line items.
const MOST_ITEMS: usize = 20;
/// Most of one thing.
const MOST: u32 = 999_999;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let items = &facts.terms.line_items;
    if items.is_empty() {
        found.problem(
            "line_items",
            "Nothing is sold yet, and a link needs something to sell: add an item.",
        );
    }
    if items.len() > MOST_ITEMS {
        found.problem(
            "line_items",
            format!(
                "There are {} items, and a link has up to {MOST_ITEMS}: take some away, or make a \
                 second link.",
                items.len()
            ),
        );
    }
    for (index, item) in items.iter().enumerate() {
        line_item(facts, item, &format!("line_items[{index}]"), found);
    }
    let none = |item: &LineItem| item.quantity == Some(0);
    if !items.is_empty() && items.iter().all(none) {
        found.problem(
            "line_items[0][quantity]",
            "Nothing would be in the cart, and Stripe takes no empty one: set a quantity of 1 or more.",
        );
    }
}

fn line_item(facts: &Facts<'_>, item: &LineItem, path: &str, found: &mut Found) {
    let least = if item.adjustable_quantity.enabled {
        0
    } else {
        1
    };
    quantity(item.quantity, least, path, found);
    adjustable(&item.adjustable_quantity, item.quantity, path, found);
    match facts.sold(item) {
        Sold::New(price) => {
            prices::check(price, item.custom_unit_amount.enabled, path, found);
            if item.custom_unit_amount.enabled {
                chosen::check(facts, item, path, found);
            }
        }
        Sold::Known(_) | Sold::Unknown => existing(facts, item, path, found),
    }
    if facts.is_chosen(item) {
        chosen::check_quantity(item, path, found);
    }
}

/// A price of the catalogue.
fn existing(facts: &Facts<'_>, item: &LineItem, path: &str, found: &mut Found) {
    if item.price_data.sells_something() || item.custom_unit_amount.enabled {
        found.problem(
            format!("{path}[price]"),
            "The item has a price of the catalogue and a new one as well: keep one of them.",
        );
    }
    // A line that exists keeps its price, whether that is still on sale or not.
    if item.id.is_empty() {
        on_sale(facts, &item.price, &format!("{path}[price]"), found);
    }
}

/// A price of the catalogue has to be on sale.
pub(super) fn on_sale(facts: &Facts<'_>, id: &str, param: &str, found: &mut Found) {
    if id.contains(char::is_whitespace) || id.len() > 255 {
        found.problem(
            param,
            "This is not the id of a price: choose one of the catalogue, its id begins with price_.",
        );
    }
    if facts
        .context
        .prices
        .get(id)
        .is_some_and(|price| !price.active)
    {
        found.problem(
            param,
            "This price is no longer on sale, and Stripe sells only what is: choose another one, or \
             activate it in Stripe's Dashboard.",
        );
    }
}

/// How many of something.
pub(super) fn quantity(quantity: Option<u32>, least: u32, path: &str, found: &mut Found) {
    let param = format!("{path}[quantity]");
    match quantity {
        None => found.problem(
            param,
            "It is not said how many: write a quantity, such as 1.",
        ),
        Some(many) if many < least => found.problem(
            param,
            format!("The quantity is {many}, and the least is {least}: write {least} or more."),
        ),
        Some(many) if many > MOST => found.problem(
            param,
            format!(
                "The quantity is {}, and Stripe sells up to {} at once: write less.",
                grouped(many as usize),
                grouped(MOST as usize)
            ),
        ),
        Some(_) => {}
    }
}

/// Between which quantities the customer chooses.
pub(super) fn adjustable(
    choice: &AdjustableQuantity,
    quantity: Option<u32>,
    path: &str,
    found: &mut Found,
) {
    if !choice.enabled {
        return;
    }
    let path = format!("{path}[adjustable_quantity]");
    let (least, usual_most) = USUAL_QUANTITIES;
    let least = choice.minimum.unwrap_or(least);
    let most = choice.maximum.unwrap_or(usual_most);
    if most > MOST || most == 0 {
        found.problem(
            format!("{path}[maximum]"),
            format!(
                "The most that a customer can choose is 1 to {}: write such a number.",
                grouped(MOST as usize)
            ),
        );
    } else if least > most {
        found.problem(
            format!("{path}[minimum]"),
            format!("The least is {least} and the most is {most}: write a least that is not above the most."),
        );
    } else if let Some(many) = quantity.filter(|many| *many < least || *many > most) {
        let param = format!(
            "{}[quantity]",
            path.trim_end_matches("[adjustable_quantity]")
        );
        found.problem(
            param,
            format!(
                "The quantity is {many}, but the customer chooses between {least} and {most}: begin \
                 with a quantity among those, or set other bounds."
            ),
        );
    }
}
