//! Checkout sessions: visits of pay pages.

use serde_json::Value;

use super::error::ApiError;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route, post};
use super::{item, list};
use crate::checkout;
use crate::state::{Kind, Work};

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("customer", Shape::Text(255)),
    optional("payment_intent", Shape::Text(255)),
    optional("payment_link", Shape::Text(255)),
    optional("status", Shape::Choice(&["complete", "expired", "open"])),
    optional("subscription", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/checkout/sessions", LIST, list_all),
    get("/v1/checkout/sessions/{}", retrieve),
    list_route("/v1/checkout/sessions/{}/line_items", &[], line_items),
    post("/v1/checkout/sessions/{}/expire", &[], expire),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    const FILTERS: &[&str] = &["payment_intent", "payment_link", "customer", "status"];
    if call.params.contains_key("subscription") {
        // No session here ever sells one.
        return Ok(list::envelope(Vec::new(), false, "/v1/checkout/sessions"));
    }
    let query = call.query(Kind::CheckoutSession, FILTERS);
    list::answer(work, &query, "/v1/checkout/sessions")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::CheckoutSession, id)?
        .ok_or_else(|| ApiError::no_such(Kind::CheckoutSession, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn line_items(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    item::page(work, call, Kind::CheckoutSession)
}

fn expire(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let session = existing(work, call.id())?;
    if session["status"] != "open" {
        return Err(ApiError::invalid(format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout \
             Session has a status of `{}`.",
            session["status"].as_str().unwrap_or_default()
        )));
    }
    Ok(checkout::expire(work, session)?)
}
