//! Payment links and what they sell.

use std::collections::BTreeMap;

use countertop_domain::{Currency, Link, LinkItem, LinkItems, Object, PaymentLinkId};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::List;
use crate::lenient::lenient;

lenient! {
    struct Wire<'a> {
        id: String,
        url: String,
        active: bool,
        currency: Currency,
        livemode: bool,
        metadata: BTreeMap<String, String>,
    } borrowed {
        line_items: List<'a>,
    }
}

lenient! {
    struct WireItem {
        description: String,
        quantity: i64,
        currency: Currency,
        price: WirePrice,
    }
}

lenient! {
    struct WirePrice {
        unit_amount: i64,
    }
}

pub(super) fn collect(raw: &RawValue, found: &mut Found) {
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
