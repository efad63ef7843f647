//! Products and prices.

use countertop_domain::{Currency, Object, Price, Product};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::Expandable;
use crate::lenient::lenient;

lenient! {
    struct WireProduct {
        id: String,
        name: String,
        active: bool,
        deleted: bool,
    }
}

lenient! {
    struct WirePrice<'a> {
        id: String,
        unit_amount: i64,
        currency: Currency,
        active: bool,
    } borrowed {
        product: Expandable<'a>,
    }
}

pub(super) fn collect_product(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireProduct>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Product(Product {
        id,
        name: wire.name,
        active: wire.active,
        deleted: wire.deleted,
    }));
}

pub(super) fn collect_price(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WirePrice<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Price(Price {
        id,
        product: wire.product.id(),
        unit_amount: wire.unit_amount,
        currency: wire.currency,
        active: wire.active,
    }));
    found.expand_all(&[wire.product]);
}
