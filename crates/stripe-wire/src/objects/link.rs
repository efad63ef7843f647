//! Payment links and what they sell.

use std::collections::BTreeMap;

use countertop_domain::{Currency, Link, LinkItem, LinkItems, Object, PaymentLinkId};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::expandable::List;
use crate::lenient;

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    url: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    active: Option<bool>,
    #[serde(default, deserialize_with = "lenient::field")]
    currency: Option<Currency>,
    #[serde(default, deserialize_with = "lenient::field")]
    livemode: Option<bool>,
    #[serde(default, deserialize_with = "lenient::field")]
    metadata: Option<BTreeMap<String, String>>,
    #[serde(default, borrow)]
    line_items: List<'a>,
}

#[derive(Deserialize)]
struct WireItem {
    #[serde(default, deserialize_with = "lenient::field")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    quantity: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    currency: Option<Currency>,
    #[serde(default, deserialize_with = "lenient::field")]
    price: Option<WirePrice>,
}

#[derive(Deserialize)]
struct WirePrice {
    #[serde(default, deserialize_with = "lenient::field")]
    unit_amount: Option<i64>,
}

pub(super) fn collect(raw: &RawValue, found: &mut Vec<Object>) {
    let Some(wire) = super::parse::<Wire<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse::<PaymentLinkId>().ok()) else {
        return;
    };
    if let Some(items) = items(&id, &wire.line_items) {
        found.push(Object::LinkItems(items));
    }
    found.push(Object::Link(Link {
        id,
        url: wire.url,
        active: wire.active,
        currency: wire.currency,
        livemode: wire.livemode,
        metadata: wire.metadata.unwrap_or_default(),
    }));
}

/// None unless the line items were expanded: every link sells something.
fn items(link: &PaymentLinkId, list: &List<'_>) -> Option<LinkItems> {
    let items: Vec<_> = list
        .items()
        .iter()
        .filter_map(|raw| super::parse::<WireItem>(raw))
        .map(|item| LinkItem {
            name: item.description,
            unit_amount: item.price.and_then(|price| price.unit_amount),
            currency: item.currency,
            quantity: item.quantity,
        })
        .collect();
    (!items.is_empty()).then(|| LinkItems {
        link: link.clone(),
        items,
    })
}
