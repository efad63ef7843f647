//! Our marks on what we make, so that it is known again. The terms' rules know them by
//! [`countertop_terms::is_own_key`].

use std::collections::BTreeMap;

use countertop_terms::Mode;
use serde_json::{Map, Value, json};

/// Says that it was made here.
const MARK: (&str, &str) = ("made_with", "countertop");
/// On a link: the key under which it was made.
pub(super) const KEY: &str = "countertop_key";

/// The metadata that we put on what we make.
pub fn mark() -> BTreeMap<String, String> {
    BTreeMap::from([(MARK.0.to_owned(), MARK.1.to_owned())])
}

/// Puts our marks on the parameters of a link that is to be made, and on what will be paid with it. A
/// subscription's link takes nothing about a payment.
pub(super) fn put(parameters: &mut Map<String, Value>, mode: Mode, key: &str) {
    let of_payments = match mode {
        Mode::Payment => "payment_intent_data",
        Mode::Subscription => "subscription_data",
    };
    inside(parameters, "metadata", |metadata| {
        metadata.insert(MARK.0.to_owned(), json!(MARK.1));
        metadata.insert(KEY.to_owned(), json!(key));
    });
    inside(parameters, of_payments, |data| {
        inside(data, "metadata", |metadata| {
            metadata.insert(MARK.0.to_owned(), json!(MARK.1));
        });
    });
}

/// Puts our mark on something else that is made for a link.
pub(super) fn put_on_part(parameters: &mut Map<String, Value>) {
    inside(parameters, "metadata", |metadata| {
        metadata.insert(MARK.0.to_owned(), json!(MARK.1));
    });
}

/// Changes the object under this name, which is made where there is none.
fn inside(
    fields: &mut Map<String, Value>,
    name: &str,
    change: impl FnOnce(&mut Map<String, Value>),
) {
    let value = fields.entry(name).or_insert(Value::Null);
    if !value.is_object() {
        *value = json!({});
    }
    if let Some(inner) = value.as_object_mut() {
        change(inner);
    }
}
