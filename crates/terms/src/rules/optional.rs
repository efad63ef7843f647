//! What may be added on the pay page.

use std::collections::BTreeSet;

use super::found::Found;
use super::{Facts, Mode, items};
use crate::OptionalItem;

/// Most optional items.
const MOST: usize = 10;

pub(super) fn check(facts: &Facts<'_>, found: &mut Found) {
    let optional = &facts.terms.optional_items;
    if optional.len() > MOST {
        found.problem(
            "optional_items",
            format!(
                "There are {} optional items, and a link has up to {MOST}: take some away.",
                optional.len()
            ),
        );
    }
    let mut prices = BTreeSet::new();
    for (index, item) in optional.iter().enumerate() {
        let path = format!("optional_items[{index}]");
        items::quantity(item.quantity, 1, &path, found);
        items::adjustable(&item.adjustable_quantity, item.quantity, &path, found);
        price(facts, item, &format!("{path}[price]"), found);
        if !item.price.is_empty() && !prices.insert(&item.price) {
            found.problem(
                format!("{path}[price]"),
                "This price is among the optional items already: choose another one.",
            );
        }
    }
}

fn price(facts: &Facts<'_>, item: &OptionalItem, param: &str, found: &mut Found) {
    if item.price.is_empty() {
        found.problem(
            param,
            "An optional item needs a price of the catalogue, as Stripe makes none for it: choose one.",
        );
        return;
    }
    items::on_sale(facts, &item.price, param, found);
    let Some(price) = facts.context.prices.get(&item.price) else {
        return;
    };
    if price.customer_chooses {
        found.problem(
            param,
            "The customer says how much this costs, and such a price cannot be optional: choose one with \
             a fixed amount.",
        );
    }
    if price.recurring && facts.is_surely(Mode::Payment) {
        found.problem(
            param,
            "This price recurs, and nothing else of the link does: choose one that is paid once.",
        );
    }
}
