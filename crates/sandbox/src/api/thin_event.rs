//! Thin events, as API v2 reads them.

use serde_json::{Value, json};

use super::error::ApiError;
use super::event::LISTED;
use super::event_destination::limit;
use super::params::{self, Param, Shape, optional};
use super::route::{Call, Route, get, get_with};
use crate::state::{Kind, ThinQuery, Work, event_of_thin, thin, v2_time};

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("limit", Shape::Integer(1, 100)),
    optional("object_id", Shape::Text(255)),
    optional("page", Shape::Text(255)),
    optional("types", Shape::List(&Shape::Text(100), 20)),
];

pub(super) const ROUTES: &[Route] = &[
    get_with("/v2/core/events", LIST, list_all),
    get("/v2/core/events/{}", retrieve),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let types = call.params.get("types").and_then(Value::as_array);
    let types = types.map(Vec::as_slice).unwrap_or_default();
    let types = types.iter().filter_map(Value::as_str);
    let mut query = ThinQuery {
        object: call.text("object_id").map(str::to_owned),
        types: types.map(str::to_owned).collect(),
        created: params::bounds(call.params.get("created")),
        page: call.text("page").map(str::to_owned),
        limit: limit(call),
    };
    query.created.from = query.created.from.max(Some(work.now().0 - LISTED));
    let page = work.thin_page(&query)?;
    let page = page.ok_or_else(|| ApiError::invalid("Invalid page").param("page"))?;
    let url = |page: Option<String>| page.map(|page| address(call, &page));
    Ok(json!({
        "data": page.events,
        "next_page_url": url(page.next),
        "previous_page_url": url(page.previous),
    }))
}

/// Where another page of the same list is.
fn address(call: &Call, page: &str) -> String {
    let mut given = Value::Object(call.params.clone());
    given["page"] = json!(page);
    let query = countertop_stripe_wire::form::encode(&given);
    format!("/v2/core/events?{query}")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    let known = match work.find(Kind::ThinEvent, id)? {
        Some(event) => Some(event),
        None => match event_of_thin(id) {
            Some(event) => work.find(Kind::Event, &event)?.map(|event| thin(&event)),
            None => None,
        },
    };
    // These times are all of one length, so that they compare as text.
    let first = v2_time(work.now().0 - LISTED);
    let listed = |event: &Value| event["created"].as_str() >= Some(&first);
    known
        .filter(listed)
        .ok_or_else(|| ApiError::no_such(Kind::ThinEvent, id).code("not_found"))
}
