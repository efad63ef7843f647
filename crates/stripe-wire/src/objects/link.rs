//! Payment links and what they sell.

use std::collections::BTreeMap;

use countertop_domain::{
    AdjustableQuantity, Currency, CustomAmount, Link, LinkItem, LinkItems, Object, PaymentLinkId,
    ProductState, Recurring,
};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::{Expandable, List};
use crate::canonical::canonical;
use crate::lenient::lenient;

/// The field of a link that its events leave out.
const LINE_ITEMS: &str = "line_items";

lenient! {
    struct Wire<'a> {
        id: String,
        url: String,
        active: bool,
        currency: Currency,
        livemode: bool,
        metadata: BTreeMap<String, String>,
        restrictions: WireRestrictions,
        inactive_message: String,
    } borrowed {
        line_items: List<'a>,
    }
}

lenient! {
    struct WireRestrictions {
        completed_sessions: WireCompleted,
    }
}

lenient! {
    struct WireCompleted {
        limit: i64,
        count: i64,
    }
}

lenient! {
    struct WireItem<'a> {
        id: String,
        description: String,
        quantity: i64,
        currency: Currency,
        adjustable_quantity: WireAdjustable,
    } borrowed {
        price: Expandable<'a>,
    }
}

lenient! {
    struct WireAdjustable {
        enabled: bool,
        minimum: i64,
        maximum: i64,
    }
}

lenient! {
    struct WirePrice<'a> {
        unit_amount: i64,
        active: bool,
        recurring: WireRecurring,
        custom_unit_amount: WireCustom,
    } borrowed {
        product: Expandable<'a>,
    }
}

lenient! {
    struct WireRecurring {
        interval: String,
        interval_count: i64,
    }
}

lenient! {
    struct WireCustom {
        minimum: i64,
        maximum: i64,
        preset: i64,
    }
}

lenient! {
    struct WireProduct {
        name: String,
        active: bool,
        deleted: bool,
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
    let completed = wire.restrictions.and_then(|it| it.completed_sessions);
    let mut terms = canonical(raw);
    if let Some(terms) = terms.as_object_mut() {
        terms.remove(LINE_ITEMS);
    }
    found.push(Object::Link(Link {
        id,
        url: wire.url,
        active: wire.active,
        currency: wire.currency,
        livemode: wire.livemode,
        metadata: wire.metadata.unwrap_or_default(),
        completed_limit: completed.as_ref().and_then(|it| it.limit),
        completed_count: completed.and_then(|it| it.count),
        inactive_message: wire.inactive_message,
        terms,
    }));
}

/// None unless the line items were expanded: every link sells something.
fn items(link: &PaymentLinkId, list: &List<'_>) -> Option<LinkItems> {
    let raw = list.items().iter();
    let (terms, items): (Vec<_>, Vec<_>) = raw
        .filter_map(|raw| Some((canonical(raw), item(super::parse::<WireItem<'_>>(raw)?))))
        .unzip();
    (!items.is_empty()).then(|| LinkItems {
        link: link.clone(),
        items,
        terms,
    })
}

fn item(wire: WireItem<'_>) -> LinkItem {
    let price = wire.price.object().and_then(super::parse::<WirePrice<'_>>);
    let mut item = LinkItem {
        id: wire.id,
        price: wire.price.id(),
        name: wire.description,
        currency: wire.currency,
        quantity: wire.quantity,
        adjustable: wire.adjustable_quantity.map(|it| AdjustableQuantity {
            enabled: it.enabled.unwrap_or(false),
            minimum: it.minimum,
            maximum: it.maximum,
        }),
        ..LinkItem::default()
    };
    if let Some(price) = price {
        take_price(&mut item, price);
    }
    item
}

fn take_price(item: &mut LinkItem, price: WirePrice<'_>) {
    item.product = price.product.id();
    item.unit_amount = price.unit_amount;
    item.price_active = price.active;
    item.recurring = price.recurring.and_then(|it| {
        Some(Recurring {
            interval: it.interval?,
            interval_count: it.interval_count.unwrap_or(1),
        })
    });
    item.custom_amount = price.custom_unit_amount.map(|it| CustomAmount {
        minimum: it.minimum,
        maximum: it.maximum,
        preset: it.preset,
    });
    let product = price.product.object().and_then(super::parse::<WireProduct>);
    if let Some(product) = product {
        item.product_state = match (product.deleted, product.active) {
            (Some(true), _) => Some(ProductState::Deleted),
            (_, Some(true)) => Some(ProductState::Active),
            (_, Some(false)) => Some(ProductState::Archived),
            (_, None) => None,
        };
        item.name = item.name.take().or(product.name);
    }
}
