//! Event destinations: where events are delivered, as API v2 keeps them.
//!
//! Those of the type `webhook_endpoint` are taken. The clouds that Stripe also delivers to are
//! nothing that an offline store could reach.

use countertop_stripe_wire::API_VERSION;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::error::ApiError;
use super::event_types::{EVENT_TYPES, THIN_EVENT_TYPES};
use super::metadata;
use super::params::{Param, Shape, clearable, optional, required};
use super::route::{Call, Route, delete, get_with, post};
use super::webhook_endpoint::{check_events, check_version, may_have_another, new_secret};
use crate::state::{FAILING_SINCE, Kind, PageQuery, Payload, Work, v2_time};

const EVENTS: Shape = Shape::List(&Shape::Text(100), 400);
const INCLUDED: Shape = Shape::List(&Shape::Text(100), 10);
const WEBHOOK: Shape = Shape::Object(&[required("url", Shape::Address)]);

const CREATE: &[Param] = &[
    required("enabled_events", EVENTS),
    required("event_payload", Shape::Choice(&["snapshot", "thin"])),
    required("name", Shape::Text(255)),
    required("type", Shape::Choice(&["webhook_endpoint"])),
    clearable("description", Shape::Text(5000)),
    optional("events_from", Shape::List(&Shape::Text(100), 4)),
    optional("include", INCLUDED),
    optional("metadata", Shape::Metadata),
    optional("snapshot_api_version", Shape::Text(40)),
    optional("webhook_endpoint", WEBHOOK),
];

const READ: &[Param] = &[optional("include", INCLUDED)];

const LIST: &[Param] = &[
    optional("include", INCLUDED),
    optional("limit", Shape::Integer(1, 100)),
    optional("page", Shape::Text(255)),
];

const UPDATE: &[Param] = &[
    clearable("description", Shape::Text(5000)),
    optional("enabled_events", EVENTS),
    optional("include", INCLUDED),
    clearable("metadata", Shape::Metadata),
    optional("name", Shape::Text(255)),
    optional("webhook_endpoint", WEBHOOK),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v2/core/event_destinations", CREATE, create),
    get_with("/v2/core/event_destinations", LIST, list_all),
    get_with("/v2/core/event_destinations/{}", READ, retrieve),
    post("/v2/core/event_destinations/{}", UPDATE, update),
    delete("/v2/core/event_destinations/{}", remove),
    post("/v2/core/event_destinations/{}/disable", &[], disable),
    post("/v2/core/event_destinations/{}/enable", &[], enable),
    post("/v2/core/event_destinations/{}/ping", &[], ping),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let payload = payload_of(&call.params["event_payload"]);
    check(call, payload)?;
    let webhook = call.params.get("webhook_endpoint");
    let webhook = webhook.ok_or_else(|| ApiError::missing("webhook_endpoint"))?;
    may_have_another(work)?;
    let mut destination = build(work, call, payload);
    destination["webhook_endpoint"] = webhook.clone();
    let secret = new_secret();
    work.insert(Kind::EventDestination, &destination)?;
    work.set_secret(destination["id"].as_str().unwrap_or_default(), &secret)?;
    let mut shown = shown(destination, call);
    if includes(call, "webhook_endpoint.signing_secret") {
        shown["webhook_endpoint"]["signing_secret"] = json!(secret.expose_secret());
    }
    Ok(shown)
}

fn build(work: &mut Work<'_>, call: &Call, payload: Payload) -> Value {
    let given = |name: &str| call.params.get(name).cloned();
    let version = match payload {
        Payload::Snapshot => given("snapshot_api_version").or(Some(json!(API_VERSION))),
        Payload::Thin => None,
    };
    let now = v2_time(work.now().0);
    json!({
        "id": work.new_id(Kind::EventDestination),
        "object": "v2.core.event_destination",
        "created": now,
        "description": call.text("description").unwrap_or_default(),
        "enabled_events": given("enabled_events"),
        "event_payload": payload.word(),
        "events_from": given("events_from").unwrap_or_else(|| json!(["@self"])),
        "livemode": false,
        "metadata": metadata::of_new(call.params.get("metadata")),
        "name": given("name"),
        "snapshot_api_version": version,
        "status": "enabled",
        "status_details": null,
        "type": "webhook_endpoint",
        "updated": now,
    })
}

fn payload_of(word: &Value) -> Payload {
    let payload = word.as_str().and_then(Payload::of_word);
    payload.unwrap_or(Payload::Snapshot)
}

/// Refuses what does not go with a payload.
fn check(call: &Call, payload: Payload) -> Result<(), ApiError> {
    let types = call.params.get("enabled_events");
    match payload {
        Payload::Snapshot => {
            check_events(types, "enabled_events")?;
            check_version(call.text("snapshot_api_version"), "snapshot_api_version")
        }
        Payload::Thin => {
            if call.params.contains_key("snapshot_api_version") {
                let message = "Thin events have no snapshot_api_version.";
                return Err(ApiError::invalid(message).param("snapshot_api_version"));
            }
            check_thin(types)
        }
    }
}

/// Refuses types that no thin event has. A star is none of them: there is none for all.
fn check_thin(types: Option<&Value>) -> Result<(), ApiError> {
    let types = types.and_then(Value::as_array);
    let types = types.map(Vec::as_slice).unwrap_or_default();
    for (index, asked) in types.iter().enumerate() {
        let asked = asked.as_str().unwrap_or_default();
        let known = THIN_EVENT_TYPES.contains(&asked)
            || asked
                .strip_prefix("v1.")
                .is_some_and(|event_type| EVENT_TYPES.binary_search(&event_type).is_ok());
        if !known {
            let message = format!("{asked} is not the type of a thin event.");
            let param = format!("enabled_events[{index}]");
            return Err(ApiError::invalid(message).param(param));
        }
    }
    Ok(())
}

fn includes(call: &Call, field: &str) -> bool {
    let included = call.params.get("include").and_then(Value::as_array);
    included.is_some_and(|fields| fields.iter().any(|one| one == field))
}

/// A destination as it is shown: its address only where that is asked for, its secret never.
fn shown(mut destination: Value, call: &Call) -> Value {
    let webhook = &mut destination["webhook_endpoint"];
    webhook["signing_secret"] = Value::Null;
    if !includes(call, "webhook_endpoint.url") {
        webhook["url"] = Value::Null;
    }
    destination
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    const PATH: &str = "/v2/core/event_destinations";
    let all = work.all(PageQuery::newest(Kind::EventDestination))?;
    // There are few: a page is named by how many come before it.
    let from = call.text("page").map_or(Some(0), |page| page.parse().ok());
    let from: usize = from.ok_or_else(|| ApiError::invalid("Invalid page").param("page"))?;
    let limit = limit(call);
    let url = |from: usize| json!(format!("{PATH}?limit={limit}&page={from}"));
    let data = all.iter().skip(from).take(limit);
    Ok(json!({
        "data": data.map(|one| shown(one.clone(), call)).collect::<Vec<_>>(),
        "next_page_url": (from + limit < all.len()).then(|| url(from + limit)),
        "previous_page_url": (from > 0).then(|| url(from.saturating_sub(limit))),
    }))
}

/// How many objects a page of API v2 has.
pub(super) fn limit(call: &Call) -> usize {
    let limit = call.params.get("limit").and_then(Value::as_u64);
    limit
        .and_then(|limit| usize::try_from(limit).ok())
        .unwrap_or(20)
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::EventDestination, id)?
        .ok_or_else(|| ApiError::no_such(Kind::EventDestination, id).code("not_found"))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    Ok(shown(existing(work, call.id())?, call))
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut destination = existing(work, call.id())?;
    let payload = destination["event_payload"]
        .as_str()
        .and_then(Payload::of_word);
    check(call, payload.unwrap_or(Payload::Snapshot))?;
    for name in ["enabled_events", "name", "webhook_endpoint"] {
        if let Some(value) = call.params.get(name) {
            destination[name] = value.clone();
        }
    }
    if let Some(description) = call.params.get("description") {
        destination["description"] = json!(description.as_str().unwrap_or_default());
    }
    metadata::merge(&mut destination["metadata"], call.params.get("metadata"));
    keep(work, destination, call)
}

/// Keeps a destination that was changed, and shows it.
fn keep(work: &mut Work<'_>, mut destination: Value, call: &Call) -> Result<Value, ApiError> {
    destination["updated"] = json!(v2_time(work.now().0));
    work.replace(Kind::EventDestination, &destination)?;
    Ok(shown(destination, call))
}

fn disable(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut destination = existing(work, call.id())?;
    destination["status"] = json!("disabled");
    destination["status_details"] = json!({ "disabled": { "reason": "user" } });
    work.give_up_deliveries(call.id())?;
    keep(work, destination, call)
}

fn enable(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut destination = existing(work, call.id())?;
    destination["status"] = json!("enabled");
    destination["status_details"] = Value::Null;
    destination[FAILING_SINCE] = Value::Null;
    keep(work, destination, call)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())?;
    work.remove(Kind::EventDestination, call.id())?;
    work.forget_deliveries(call.id())?;
    Ok(json!({ "id": call.id(), "object": "v2.core.event_destination" }))
}

/// Sends the one event that asks nothing of anybody.
fn ping(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let destination = existing(work, call.id())?;
    let event = json!({
        "id": work.new_id(Kind::ThinEvent),
        "object": "v2.core.event",
        "created": v2_time(work.now().0),
        "livemode": false,
        "reason": {
            "type": "request",
            "request": { "id": work.request_id(), "idempotency_key": work.idempotency_key() },
        },
        "related_object": {
            "id": destination["id"],
            "type": "v2.core.event_destination",
            "url": format!("/v2/core/event_destinations/{}", call.id()),
        },
        "type": "v2.core.event_destination.ping",
    });
    work.insert(Kind::ThinEvent, &event)?;
    let id = event["id"].as_str().unwrap_or_default();
    work.queue_delivery(id, call.id(), Payload::Thin)?;
    Ok(event)
}
