//! Events: what happened in the last 30 days.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route, post};
use crate::state::{Delivered, Kind, Work};

/// How long events are listed, in seconds: Stripe's 30 days.
pub(super) const LISTED: i64 = 30 * 24 * 3600;

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("delivery_success", Shape::Boolean),
    optional("type", Shape::Text(100)),
    optional("types", Shape::List(&Shape::Text(100), 20)),
];

/// What the Stripe CLI sends with `events resend`; Stripe does not describe it.
const RETRY: &[Param] = &[
    optional("account", Shape::Text(255)),
    optional("for_stripecli", Shape::Boolean),
    optional("stripe_account", Shape::Text(255)),
    optional("webhook_endpoint", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/events", LIST, list_all),
    get("/v1/events/{}", retrieve),
    post("/v1/events/{}/retry", RETRY, retry),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::Event, &["type"]);
    if let Some(types) = call.params.get("types").and_then(Value::as_array) {
        if call.params.contains_key("type") {
            return Err(ApiError::invalid(
                "You may only specify one of these parameters: type, types.",
            ));
        }
        let types: Vec<_> = types
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        if !types.is_empty() {
            query.filters.push(("type", types));
        }
    }
    query.delivered = match call.params.get("delivery_success") {
        Some(Value::Bool(true)) => Some(Delivered::ToAll),
        Some(_) => Some(Delivered::NotToAll),
        None => None,
    };
    query.created.from = query.created.from.max(Some(work.now().0 - LISTED));
    list::answer(work, &query, "/v1/events")
}

/// An event of the last 30 days; older ones cannot be had.
fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    let listed = |event: &Value| event["created"].as_i64() >= Some(work.now().0 - LISTED);
    work.find(Kind::Event, id)?
        .filter(listed)
        .ok_or_else(|| ApiError::no_such(Kind::Event, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

/// Sends an event once more: to an endpoint, or to everybody who listens with the Stripe CLI.
fn retry(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let event = existing(work, call.id())?;
    if let Some(account) = call.text("account").or(call.text("stripe_account"))
        && account != work.chance().account_id()
    {
        return Err(ApiError::invalid(format!("No such account: '{account}'")).param("account"));
    }
    match call.text("webhook_endpoint") {
        Some(endpoint) => {
            let payload = work.payload_for(endpoint)?.ok_or_else(|| {
                ApiError::no_such_param(Kind::WebhookEndpoint, endpoint, "webhook_endpoint")
            })?;
            work.queue_delivery(call.id(), endpoint, payload)?;
        }
        None if call.params.get("for_stripecli") == Some(&Value::Bool(true)) => {
            work.send_again_to_cli(call.id())?;
        }
        None => return Err(ApiError::missing("webhook_endpoint")),
    }
    Ok(event)
}
