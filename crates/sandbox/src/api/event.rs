//! Events: what happened in the last 30 days.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route};
use crate::state::{Kind, Work};

/// How long events are listed, in seconds: Stripe's 30 days.
const LISTED: i64 = 30 * 24 * 3600;

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("delivery_success", Shape::Boolean),
    optional("type", Shape::Text(100)),
    optional("types", Shape::List(&Shape::Text(100), 20)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/events", LIST, list_all),
    get("/v1/events/{}", retrieve),
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
    query.created.from = query.created.from.max(Some(work.now().0 - LISTED));
    list::answer(work, &query, "/v1/events")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::Event, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Event, id))
}
