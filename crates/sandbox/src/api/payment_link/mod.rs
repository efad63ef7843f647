//! Payment links: addresses at which anyone can buy.

mod create;
mod params;
mod settings;

use serde_json::{Value, json};

pub(crate) use create::make;

use super::error::ApiError;
use super::offer::lines::{self, Line};
use super::offer::{Mode, optional, refuse_absent};
use super::route::{Call, Route, get, list as list_route, post};
use super::{item, list, metadata};
use crate::state::{Kind, PageQuery, StateError, Work};

pub(super) const ROUTES: &[Route] = &[
    post("/v1/payment_links", params::CREATE, create),
    list_route("/v1/payment_links", params::LIST, list_all),
    get("/v1/payment_links/{}", retrieve),
    post("/v1/payment_links/{}", params::UPDATE, update),
    list_route("/v1/payment_links/{}/line_items", &[], line_items),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    make(work, &call.params)
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    list::answer(
        work,
        &call.query(Kind::PaymentLink, &["active"]),
        "/v1/payment_links",
    )
}

fn line_items(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    item::page(work, call, Kind::PaymentLink)
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::PaymentLink, id)?
        .ok_or_else(|| ApiError::no_such(Kind::PaymentLink, id))
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    refuse_absent(&call.params)?;
    let items = work.all(PageQuery::items_of(call.id()))?;
    let mode = mode_of(&items);
    mode.check(&call.params)?;
    let mut after = before.clone();
    if let Some(active) = call.params.get("active") {
        after["active"] = active.clone();
    }
    settings::apply(work, &mut after, &call.params, mode)?;
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    if let Some(asked) = call.params.get("optional_items") {
        after["optional_items"] = optional_items(work, &items, asked)?;
    }
    if let Some(changes) = call.params.get("line_items").and_then(Value::as_array) {
        change_items(work, items, changes)?;
    }
    work.replace(Kind::PaymentLink, &after)?;
    work.announce_change("payment_link.updated", &before, &after)?;
    Ok(after)
}

fn mode_of(items: &[Value]) -> Mode {
    let recurring = |item: &Value| item["price"]["type"] == "recurring";
    match items.iter().any(recurring) {
        true => Mode::Subscription,
        false => Mode::Payment,
    }
}

/// Other optional items beside the line items that stay.
fn optional_items(work: &Work<'_>, items: &[Value], asked: &Value) -> Result<Value, ApiError> {
    let optional = optional::items(work, asked)?;
    optional.check(mode_of(items))?;
    let lines: Vec<_> = items.iter().map(Line::of_item).collect();
    lines::check_together(&lines, &optional.prices, None)?;
    Ok(optional.shown)
}

/// Line items keep their prices; only how many are sold changes.
fn change_items(
    work: &mut Work<'_>,
    mut items: Vec<Value>,
    changes: &[Value],
) -> Result<(), ApiError> {
    for (index, change) in changes.iter().enumerate() {
        let path = format!("line_items[{index}]");
        let id = change["id"].as_str().unwrap_or_default();
        let Some(item) = items.iter_mut().find(|item| item["id"] == id) else {
            return Err(ApiError::no_such_param(
                Kind::Item,
                id,
                &format!("{path}[id]"),
            ));
        };
        change_item(item, change, &path)?;
        work.replace(Kind::Item, item)?;
    }
    lines::check_total(&items)
}

fn change_item(item: &mut Value, change: &Value, path: &str) -> Result<(), ApiError> {
    if let Some(adjustable) = change.get("adjustable_quantity") {
        item["adjustable_quantity"] = lines::adjustable(Some(adjustable), path)?;
    }
    let quantity = change["quantity"].as_i64().or(item["quantity"].as_i64());
    let quantity = quantity.unwrap_or(1);
    lines::check_quantity(quantity, &item["adjustable_quantity"], path)?;
    let chosen = !item["price"]["custom_unit_amount"].is_null();
    if chosen && (quantity != 1 || !item["adjustable_quantity"].is_null()) {
        return Err(ApiError::invalid(
            "A price whose amount the customer chooses can only be sold with a quantity of 1.",
        )
        .param(format!("{path}[quantity]")));
    }
    let total = json!(item::amount(&item["price"], quantity)?);
    item["quantity"] = json!(quantity);
    item["amount_subtotal"] = total.clone();
    item["amount_total"] = total;
    Ok(())
}

/// Tells of each active link that its address changed: the practice store listens elsewhere.
pub(crate) fn announce_new_address(
    work: &mut Work<'_>,
    last_base_url: &str,
) -> Result<(), StateError> {
    for link in work.all(PageQuery::newest(Kind::PaymentLink).with("active", "true"))? {
        let mut before = link.clone();
        let path = link["url"].as_str().unwrap_or_default();
        before["url"] = json!(format!("{last_base_url}{path}"));
        work.announce_change("payment_link.updated", &before, &link)?;
    }
    Ok(())
}
