//! Payment links: addresses at which anyone can buy.

mod create;
mod params;
mod settings;

use serde_json::{Value, json};

pub(crate) use create::make;

use super::error::ApiError;
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
    let mut after = before.clone();
    if let Some(active) = call.params.get("active") {
        after["active"] = active.clone();
    }
    settings::apply(&mut after, &call.params)?;
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    if let Some(changes) = call.params.get("line_items").and_then(Value::as_array) {
        change_items(work, call.id(), changes)?;
    }
    work.replace(Kind::PaymentLink, &after)?;
    work.announce_change("payment_link.updated", &before, &after)?;
    Ok(after)
}

/// Line items keep their prices; only how many are sold changes.
fn change_items(work: &mut Work<'_>, link: &str, changes: &[Value]) -> Result<(), ApiError> {
    let items = work.all(PageQuery::items_of(link))?;
    for (index, change) in changes.iter().enumerate() {
        let id = change["id"].as_str().unwrap_or_default();
        let Some(item) = items.iter().find(|item| item["id"] == id) else {
            let param = format!("line_items[{index}][id]");
            return Err(ApiError::no_such_param(Kind::Item, id, &param));
        };
        let mut item = item.clone();
        if let Some(adjustable) = change.get("adjustable_quantity") {
            item["adjustable_quantity"] = create::adjustable(Some(adjustable), index)?;
        }
        if let Some(quantity) = change["quantity"].as_i64() {
            let total = json!(item::amount(&item["price"], quantity)?);
            item["quantity"] = json!(quantity);
            item["amount_subtotal"] = total.clone();
            item["amount_total"] = total;
        }
        work.replace(Kind::Item, &item)?;
    }
    create::check_total(&work.all(PageQuery::items_of(link))?)
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
