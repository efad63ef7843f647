//! Thin events: an event without its object, as API v2 tells it.
//!
//! Every event has a thin one. Nothing of it is kept: it is the event in another form, with an id
//! that follows from the event's own.

use serde_json::{Map, Value, json};

use super::Kind;

/// What the ids of events begin with, and those of thin ones.
const PREFIX: &str = "evt_";
const THIN_PREFIX: &str = "evt_test_";

/// The id of an event's thin form.
pub(crate) fn thin_id(event: &str) -> String {
    format!(
        "{THIN_PREFIX}{}",
        event.strip_prefix(PREFIX).unwrap_or(event)
    )
}

/// The event whose thin form has an id.
pub(crate) fn event_of_thin(id: &str) -> Option<String> {
    let rest = id.strip_prefix(THIN_PREFIX)?;
    Some(format!("{PREFIX}{rest}"))
}

/// An event as it is told thin. Some are kept so, as the ping of an event destination.
pub(super) fn as_thin(event: Value) -> Value {
    match event["object"].as_str().and_then(Kind::of_object) {
        Some(Kind::ThinEvent) => event,
        _ => thin(&event),
    }
}

/// An event's thin form.
pub(crate) fn thin(event: &Value) -> Value {
    let id = event["id"].as_str().unwrap_or_default();
    let event_type = event["type"].as_str().unwrap_or_default();
    let mut thin = json!({
        "id": thin_id(id),
        "object": "v2.core.event",
        "created": time(event["created"].as_i64().unwrap_or(0)),
        "livemode": event["livemode"],
        "related_object": related(&event["data"]["object"]),
        "snapshot_event": id,
        "type": format!("v1.{event_type}"),
    });
    if !event["request"]["id"].is_null() {
        thin["reason"] = json!({ "type": "request", "request": event["request"] });
    }
    thin
}

/// Where the object of an event is found. One that has no id, as the balance, is named without.
fn related(object: &Value) -> Value {
    let name = object["object"].as_str().unwrap_or_default();
    let mut related = Map::from_iter([("type".to_owned(), json!(name))]);
    let url = match object["id"].as_str() {
        Some(id) => {
            related.insert("id".to_owned(), json!(id));
            format!("/v1/{}/{id}", several(&name.replace('.', "/")))
        }
        None => format!("/v1/{name}"),
    };
    related.insert("url".to_owned(), json!(url));
    Value::Object(related)
}

/// The plural with which a path names a kind of object.
fn several(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{name}s"),
    }
}

/// A time as API v2 writes it.
pub(crate) fn time(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    time.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thin_event_names_its_object_and_its_event() {
        let event = json!({
            "id": "evt_1abc",
            "object": "event",
            "created": 1_790_000_000,
            "data": { "object": { "id": "cs_test_1", "object": "checkout.session" } },
            "livemode": false,
            "request": { "id": "req_1", "idempotency_key": null },
            "type": "checkout.session.completed",
        });
        let thin = thin(&event);
        assert_eq!(
            thin,
            json!({
                "id": "evt_test_1abc",
                "object": "v2.core.event",
                "created": "2026-09-21T14:13:20.000Z",
                "livemode": false,
                "reason": {
                    "type": "request",
                    "request": { "id": "req_1", "idempotency_key": null },
                },
                "related_object": {
                    "id": "cs_test_1",
                    "type": "checkout.session",
                    "url": "/v1/checkout/sessions/cs_test_1",
                },
                "snapshot_event": "evt_1abc",
                "type": "v1.checkout.session.completed",
            })
        );
        assert_eq!(event_of_thin("evt_test_1abc").as_deref(), Some("evt_1abc"));
        assert_eq!(event_of_thin("evt_1abc"), None);
    }

    #[test]
    fn what_has_no_id_is_named_without() {
        let balance = json!({ "object": "balance", "available": [] });
        assert_eq!(
            related(&balance),
            json!({ "type": "balance", "url": "/v1/balance" })
        );
        let warning = json!({ "id": "issfr_1", "object": "radar.early_fraud_warning" });
        assert_eq!(
            related(&warning)["url"],
            "/v1/radar/early_fraud_warnings/issfr_1"
        );
    }
}
