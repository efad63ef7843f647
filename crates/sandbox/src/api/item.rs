//! Line items: what a payment link sells, and what a checkout session sold.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::list;
use super::offer::lines::Line;
use super::price;
use super::route::Call;
use crate::state::{Kind, PageQuery, Work};

/// How many line items an expanded object holds.
const INCLUDED: usize = 10;

/// A page of a link's or session's line items.
pub(super) fn page(work: &Work<'_>, call: &Call, kind: Kind) -> Result<Value, ApiError> {
    let id = call.id();
    if work.find(kind, id)?.is_none() {
        return Err(ApiError::no_such(kind, id));
    }
    list::answer(work, &call.paged(PageQuery::items_of(id)), &url(kind, id))
}

/// The line items that an expanded link or session holds.
pub(super) fn included(work: &Work<'_>, owner: &Map<String, Value>) -> Result<Value, ApiError> {
    let id = owner.get("id").and_then(Value::as_str).unwrap_or_default();
    let kind = match Kind::of_id(id) {
        Some(kind @ (Kind::PaymentLink | Kind::CheckoutSession)) => kind,
        _ => {
            return Err(
                ApiError::invalid("This property cannot be expanded (line_items).").param("expand"),
            );
        }
    };
    let query = PageQuery {
        limit: INCLUDED,
        ..PageQuery::items_of(id)
    };
    let page = list::answer(work, &query, &url(kind, id))?;
    Ok(work.render(&page)?)
}

fn url(kind: Kind, id: &str) -> String {
    match kind {
        Kind::PaymentLink => format!("/v1/payment_links/{id}/line_items"),
        _ => format!("/v1/checkout/sessions/{id}/line_items"),
    }
}

/// A line item of a link or session.
pub(super) fn build(work: &mut Work<'_>, parent: &str, line: &Line) -> Result<Value, ApiError> {
    let product = line.price["product"].as_str().unwrap_or_default();
    let product = work.find(Kind::Product, product)?.unwrap_or_default();
    let total = amount(&line.price, line.quantity)?;
    Ok(json!({
        "id": work.new_id(Kind::Item),
        "object": "item",
        "_parent": parent,
        "adjustable_quantity": line.adjustable,
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": line.price["currency"],
        "description": product["name"],
        "metadata": line.metadata,
        "price": work.render(&line.price)?,
        "quantity": line.quantity,
    }))
}

/// What so many of a price come to. What a customer chooses is what they are offered, until they do.
pub(super) fn amount(price: &Value, quantity: i64) -> Result<i64, ApiError> {
    match price["custom_unit_amount"]["preset"].as_i64() {
        Some(preset) => Ok(preset),
        None => price::line_amount(price, quantity).ok_or_else(too_large),
    }
}

/// A copy of a link's line item for a session of it.
pub(crate) fn copy(work: &mut Work<'_>, item: &Value, parent: &str) -> Value {
    let mut copy = item.clone();
    copy["id"] = json!(work.new_id(Kind::Item));
    copy["_parent"] = json!(parent);
    copy
}

fn too_large() -> ApiError {
    ApiError::invalid("The total amount due is too large.").code("amount_too_large")
}
