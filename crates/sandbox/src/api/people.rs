//! Parameters about people that several calls share: addresses, billing details, shipping.

use serde_json::{Value, json};

use super::params::{Param, Shape, clearable, optional, required};
use crate::payment;

const TEXT: Shape = Shape::Text(5000);

/// The fields of an address.
pub(super) const ADDRESS: Shape = Shape::Object(&[
    clearable("city", TEXT),
    clearable("country", Shape::Text(2)),
    clearable("line1", TEXT),
    clearable("line2", TEXT),
    clearable("postal_code", Shape::Text(100)),
    clearable("state", TEXT),
]);

/// Who pays, as payment methods tell it.
pub(super) const BILLING_DETAILS: Shape = Shape::Object(&[
    clearable("address", ADDRESS),
    clearable("email", Shape::Text(512)),
    clearable("name", Shape::Text(256)),
    clearable("phone", Shape::Text(40)),
    clearable("tax_id", Shape::Text(40)),
]);

/// Where a customer has things sent.
pub(super) const RECIPIENT: Shape = Shape::Object(&[
    required("address", ADDRESS),
    required("name", TEXT),
    clearable("phone", TEXT),
]);

/// Where something is sent.
pub(super) const SHIPPING: Shape = Shape::Object(&[
    required("address", ADDRESS),
    required("name", TEXT),
    optional("carrier", TEXT),
    clearable("phone", TEXT),
    optional("tracking_number", TEXT),
]);

/// How a customer agreed to debits.
pub(super) const MANDATE_DATA: Shape =
    Shape::Object(&[required("customer_acceptance", Shape::Object(ACCEPTANCE))]);

const ACCEPTANCE: &[Param] = &[
    required("type", Shape::Choice(&["offline", "online"])),
    optional("accepted_at", Shape::Integer(0, i64::MAX)),
    clearable("offline", Shape::Object(&[])),
    optional(
        "online",
        Shape::Object(&[
            optional("ip_address", Shape::Text(64)),
            optional("user_agent", TEXT),
        ]),
    ),
];

/// An address with every field that Stripe shows.
pub(super) fn address(given: &Value) -> Value {
    match given.is_null() {
        true => Value::Null,
        false => payment::billing_details(Some(&json!({ "address": given })))["address"].clone(),
    }
}

/// Where a customer has things sent, with every field that Stripe shows.
pub(super) fn recipient(given: &Value) -> Value {
    match given.is_null() {
        true => Value::Null,
        false => json!({
            "address": address(&given["address"]),
            "name": given["name"],
            "phone": given["phone"],
        }),
    }
}

/// Where something is sent, with every field that Stripe shows.
pub(super) fn shipping(given: &Value) -> Value {
    let mut shown = recipient(given);
    if !shown.is_null() {
        for name in ["carrier", "tracking_number"] {
            shown[name] = given[name].clone();
        }
    }
    shown
}
