//! A customer's cards as the older calls know them: made of tokens.

use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, delete, get, list as list_route, post};
use super::{list, metadata, payment_method, token};
use crate::payment;
use crate::state::{Kind, PageQuery, Work};

const LINE: Shape = Shape::Text(5000);

const CREATE: &[Param] = &[
    required("source", Shape::Text(255)),
    clearable("metadata", Shape::Metadata),
];

const UPDATE: &[Param] = &[
    clearable("address_city", LINE),
    clearable("address_country", LINE),
    clearable("address_line1", LINE),
    clearable("address_line2", LINE),
    clearable("address_state", LINE),
    clearable("address_zip", LINE),
    optional("exp_month", Shape::Integer(1, 12)),
    optional("exp_year", Shape::Integer(1970, 9999)),
    clearable("metadata", Shape::Metadata),
    clearable("name", LINE),
];

const LIST: &[Param] = &[optional("object", Shape::Choice(&["bank_account", "card"]))];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/customers/{}/sources", LIST, list_all),
    post("/v1/customers/{}/sources", CREATE, create),
    get("/v1/customers/{}/sources/{}", retrieve),
    post("/v1/customers/{}/sources/{}", UPDATE, update),
    delete("/v1/customers/{}/sources/{}", remove),
];

fn customer(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    work.find(Kind::Customer, call.id())?
        .ok_or_else(|| ApiError::no_such(Kind::Customer, call.id()))
}

fn existing(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.ids.get(1).map(String::as_str).unwrap_or_default();
    let card = work.find(Kind::Card, id)?;
    card.filter(|card| card["customer"] == call.id())
        .ok_or_else(|| {
            ApiError::invalid(format!("No such source: '{id}'"))
                .code("resource_missing")
                .param("id")
                .status(axum::http::StatusCode::NOT_FOUND)
        })
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    customer(work, call)?;
    let url = format!("/v1/customers/{}/sources", call.id());
    if call.text("object") == Some("bank_account") {
        return Ok(list::envelope(Vec::new(), false, &url));
    }
    let mut query = call.query(Kind::Card, &[]);
    query.filters.push(("customer", vec![call.id().to_owned()]));
    list::answer(work, &query, &url)
}

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut owner = customer(work, call)?;
    let id = call.text("source").unwrap_or_default();
    let mut card = add(work, &mut owner, id)?;
    work.replace(Kind::Customer, &owner)?;
    if let Some(given) = call.params.get("metadata") {
        metadata::merge(&mut card["metadata"], Some(given));
        work.replace(Kind::Card, &card)?;
    }
    Ok(card)
}

/// Adds a token's card to a customer, whose default it becomes where there is none. The customer is
/// left to be kept.
pub(super) fn add(work: &mut Work<'_>, owner: &mut Value, token: &str) -> Result<Value, ApiError> {
    let mut card = token::take_card(work, token, "source")?;
    let method = payment::method_of_source(work, &card);
    if let Some(decline) = payment_method::attach_decline(&method) {
        return Err(ApiError::card(&decline));
    }
    card["customer"] = owner["id"].clone();
    work.insert(Kind::Card, &card)?;
    if owner["default_source"].is_null() {
        owner["default_source"] = card["id"].clone();
    }
    work.announce("customer.source.created", &card)?;
    Ok(card)
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call)
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call)?;
    let mut after = before.clone();
    for (name, value) in call.params.iter().filter(|(name, _)| *name != "metadata") {
        after[name] = value.clone();
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    work.replace(Kind::Card, &after)?;
    work.announce_change("customer.source.updated", &before, &after)?;
    Ok(after)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut owner = customer(work, call)?;
    let card = existing(work, call)?;
    let id = card["id"].as_str().unwrap_or_default();
    work.remove(Kind::Card, id)?;
    if owner["default_source"] == card["id"] {
        // The newest of those that are left takes its place.
        let left = work.all(PageQuery::newest(Kind::Card).with("customer", call.id()))?;
        owner["default_source"] = left.first().map_or(Value::Null, |card| card["id"].clone());
        work.replace(Kind::Customer, &owner)?;
    }
    work.announce("customer.source.deleted", &card)?;
    Ok(json!({ "id": id, "object": "card", "deleted": true }))
}

/// A card that belongs to a customer.
pub(super) fn of_customer(work: &Work<'_>, id: &str, owner: &Value) -> Result<Value, ApiError> {
    let card = work.find(Kind::Card, id)?;
    card.filter(|card| card["customer"] == owner["id"] && !owner.is_null())
        .ok_or_else(|| {
            let customer = owner["id"].as_str().unwrap_or_default();
            ApiError::invalid(format!(
                "Customer {customer} does not have a linked source with ID {id}."
            ))
            .code("missing")
            .param("source")
        })
}

/// A customer's card as a payment method under the card's own id, not kept.
pub(super) fn as_method(work: &mut Work<'_>, id: &str) -> Result<Option<Value>, ApiError> {
    let Some(card) = work.find(Kind::Card, id)? else {
        return Ok(None);
    };
    Ok(Some(payment::method_of_source(work, &card)))
}
