//! Events: what a change is told as, kept as the bytes that deliveries of it send.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::API_VERSION;
use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use super::render::pretty;
use super::thin::as_thin;
use super::{Events, Kind, Payload, StateError, Work};
use crate::past;

impl Work<'_> {
    /// Records that something was made or happened, and queues it for the endpoints that want it.
    pub(crate) fn announce(&mut self, event_type: &str, object: &Value) -> Result<(), StateError> {
        self.record(event_type, object, None)
    }

    /// Records that an object changed; nothing when it did not.
    pub(crate) fn announce_change(
        &mut self,
        event_type: &str,
        before: &Value,
        after: &Value,
    ) -> Result<(), StateError> {
        if self.counts_events() {
            return match differ(before, after) {
                true => self.record(event_type, after, None),
                false => Ok(()),
            };
        }
        let previous = changed(&self.render(before)?, &self.render(after)?);
        if previous.as_object().is_some_and(Map::is_empty) {
            return Ok(());
        }
        self.record(event_type, after, Some(previous))
    }

    fn record(
        &mut self,
        event_type: &str,
        object: &Value,
        previous: Option<Value>,
    ) -> Result<(), StateError> {
        if self.counts_events() {
            let id = self.new_id(Kind::Event);
            self.insert_in_memory(Kind::Event, json!({ "id": id }));
            return Ok(());
        }
        let told = self.destinations_for(event_type)?;
        let whole = told.iter().filter(|(_, it)| *it == Payload::Snapshot);
        // Put in by moving: json! would make them anew.
        let mut data = Map::from_iter([("object".to_owned(), self.render(object)?)]);
        data.extend(previous.map(|previous| ("previous_attributes".to_owned(), previous)));
        let mut event = json!({
            "id": self.new_id(Kind::Event),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.now(),
            "data": null,
            "livemode": false,
            "pending_webhooks": whole.count(),
            "request": { "id": self.request_id, "idempotency_key": self.idempotency_key },
            "type": event_type,
        });
        event["data"] = Value::Object(data);
        if self.overlay.is_some() {
            self.insert_in_memory(Kind::Event, event);
            return Ok(());
        }
        self.insert_text(Kind::Event, &event, &pretty(&event)?)?;
        self.told = self.told.max(self.now());
        let id = event["id"].as_str().unwrap_or_default();
        for (destination, payload) in told {
            self.queue_delivery(id, &destination, payload)?;
        }
        Ok(())
    }

    /// The time of the newest event that is kept.
    pub(super) fn newest_event(sql: &rusqlite::Connection) -> Result<UnixSeconds, StateError> {
        let newest: Option<i64> = sql
            .prepare_cached("SELECT max(created) FROM object WHERE kind = ?1")?
            .query_row([Kind::Event.object()], |row| row.get(0))?;
        Ok(UnixSeconds(newest.unwrap_or(0)))
    }

    /// An event as it is delivered: in the form and, where an endpoint has one of its own, at the
    /// API version that were asked for.
    pub(super) fn event_bytes(
        &self,
        id: &str,
        payload: Payload,
        version: Option<&str>,
    ) -> Result<String, StateError> {
        let kept = self.kept_event(id)?;
        let version = version.filter(|version| *version != API_VERSION);
        match (payload, version) {
            (Payload::Snapshot, None) => Ok(kept),
            (Payload::Snapshot, Some(version)) => {
                let mut event: Value = serde_json::from_str(&kept)?;
                event["api_version"] = json!(version);
                pretty(&event)
            }
            (Payload::Thin, _) => Ok(as_thin(serde_json::from_str(&kept)?).to_string()),
        }
    }

    /// The bytes of an event as they are kept; those of the past are made.
    fn kept_event(&self, id: &str) -> Result<String, StateError> {
        let written = self
            .sql
            .prepare_cached("SELECT body FROM object WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        if let Some(body) = written {
            return Ok(body);
        }
        let Some(mut event) = past::find(self, Kind::Event, id)? else {
            return Err(rusqlite::Error::QueryReturnedNoRows.into());
        };
        event.object["pending_webhooks"] = json!(self.deliveries_of(id)?);
        pretty(&event.object)
    }

    /// Whether this work's events are only counted, since nobody is to see them.
    fn counts_events(&self) -> bool {
        let overlay = self.overlay.as_ref();
        overlay.is_some_and(|it| it.events == Events::Counted)
    }
}

/// Whether something differs in what is shown of two states of an object.
fn differ(before: &Value, after: &Value) -> bool {
    let (Value::Object(old), Value::Object(new)) = (before, after) else {
        return before != after;
    };
    let shown = |(key, _): &(&String, &Value)| !key.starts_with('_');
    !old.iter().filter(shown).eq(new.iter().filter(shown))
}

/// What `previous_attributes` says: the old values of what differs, hashes by their own fields. A
/// field that was not there is null.
fn changed(before: &Value, after: &Value) -> Value {
    let (Value::Object(old), Value::Object(new)) = (before, after) else {
        return before.clone();
    };
    let mut previous = Map::new();
    for (key, value) in new {
        match old.get(key) {
            Some(was) if was == value => {}
            Some(was @ Value::Object(_)) if value.is_object() => {
                previous.insert(key.clone(), changed(was, value));
            }
            was => {
                previous.insert(key.clone(), was.cloned().unwrap_or(Value::Null));
            }
        }
    }
    for (key, was) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        previous.insert(key.clone(), was.clone());
    }
    Value::Object(previous)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn previous_attributes_hold_the_old_values_of_what_differs() {
        let before = json!({"a": 1, "b": {"x": 1, "y": 2}, "c": [1], "d": null, "m": {"k": "v"}});
        let after = json!({"a": 1, "b": {"x": 1, "y": 3}, "c": [2], "d": "z", "m": {"n": "w"}});
        let previous = json!({"b": {"y": 2}, "c": [1], "d": null, "m": {"k": "v", "n": null}});
        assert_eq!(changed(&before, &after), previous);
        assert_eq!(changed(&before, &before), json!({}));
        assert!(differ(&before, &after));
        assert!(!differ(&before, &before));
        assert!(!differ(
            &json!({"a": 1, "_b": 2}),
            &json!({"_c": 3, "a": 1})
        ));
        assert!(differ(&json!({"a": 1}), &json!({"a": 1, "b": null})));
    }
}
