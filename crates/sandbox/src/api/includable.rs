//! Fields that an object shows only when `expand[]` asks for them.
//!
//! They are kept beside the object under `_includable`, by their path, such as
//! `total_details.breakdown`; a link's and session's line items are objects of their own.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::{invoice, item, refund};
use crate::state::{Kind, Work};

/// Puts in what a path of `expand[]`, from this object on, asks to be included.
pub(super) fn include(
    work: &Work<'_>,
    object: &mut Map<String, Value>,
    parts: &[&str],
) -> Result<(), ApiError> {
    if parts.first() == Some(&"line_items") && !object.contains_key("line_items") {
        let items = item::included(work, object)?;
        object.insert("line_items".to_owned(), items);
    }
    if parts.first() == Some(&"refunds") && object.get("object").is_some_and(|it| it == "charge") {
        let id = object.get("id").and_then(Value::as_str).unwrap_or_default();
        let refunds = work.render(&refund::included(work, id)?)?;
        object.insert("refunds".to_owned(), refunds);
    }
    if parts.first() == Some(&"payments") && object.get("object").is_some_and(|it| it == "invoice")
    {
        let id = object.get("id").and_then(Value::as_str).unwrap_or_default();
        let payments = work.render(&invoice::payments(work, id)?)?;
        object.insert("payments".to_owned(), payments);
    }
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    let (Some(id), Some(kind)) = (text("id"), text("object").and_then(Kind::of_object)) else {
        return Ok(());
    };
    for path in includable(kind) {
        let asked: Vec<_> = path.split('.').collect();
        if parts.starts_with(&asked) {
            let stored = work.find(kind, id)?.unwrap_or_default();
            let kept = stored["_includable"].get(*path).cloned();
            place(object, &asked, &kept.unwrap_or_else(|| empty(path)));
            break;
        }
    }
    Ok(())
}

/// The fields that a kind of object shows only when they are asked for.
fn includable(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::CheckoutSession => &["total_details.breakdown"],
        Kind::Coupon => &["applies_to", "currency_options"],
        Kind::Item => &["discounts", "taxes"],
        Kind::Price => &["currency_options"],
        Kind::PromotionCode => &["restrictions.currency_options"],
        Kind::ShippingRate => &["fixed_amount.currency_options"],
        _ => &[],
    }
}

/// Such a field where there is nothing to show in it.
fn empty(path: &str) -> Value {
    match path {
        "discounts" | "taxes" => json!([]),
        "total_details.breakdown" => json!({ "discounts": [], "taxes": [] }),
        _ => Value::Null,
    }
}

fn place(object: &mut Map<String, Value>, path: &[&str], value: &Value) {
    match path {
        [] => {}
        [field] => {
            object.insert((*field).to_owned(), value.clone());
        }
        [outer, inner @ ..] => {
            if let Some(Value::Object(outer)) = object.get_mut(*outer) {
                place(outer, inner, value);
            }
        }
    }
}
