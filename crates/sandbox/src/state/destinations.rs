//! Destinations: who is told of which events, and in which form.

use rusqlite::Row;
use serde_json::Value;

use super::{Kind, PageQuery, StateError, Work};

/// What an event is delivered as: with the object, or as a notice that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Payload {
    Snapshot,
    Thin,
}

impl Payload {
    /// Stripe's word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Snapshot => "snapshot",
            Self::Thin => "thin",
        }
    }

    /// The payload that a word stands for.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        [Self::Snapshot, Self::Thin]
            .into_iter()
            .find(|payload| payload.word() == word)
    }
}

/// Somebody who is told of events.
#[derive(Debug, Clone)]
pub(super) struct Destination {
    pub(super) id: String,
    pub(super) payload: Payload,
    wanted: Wanted,
}

/// Which types of events somebody wants.
#[derive(Debug, Clone)]
enum Wanted {
    All,
    Types(Vec<String>),
}

impl Wanted {
    fn of(enabled: &Value) -> Self {
        let types = enabled.as_array().map(Vec::as_slice).unwrap_or_default();
        let types: Vec<_> = types
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        if types.iter().any(|one| one == "*") {
            Self::All
        } else {
            Self::Types(types)
        }
    }

    fn includes(&self, event_type: &str) -> bool {
        match self {
            Self::All => true,
            Self::Types(types) => types.iter().any(|one| one == event_type),
        }
    }
}

impl Work<'_> {
    /// Those who want events of a type.
    pub(super) fn destinations_for(
        &mut self,
        event_type: &str,
    ) -> Result<Vec<(String, Payload)>, StateError> {
        // A piece of work may tell of many changes, and who listens seldom changes within one.
        let all = match self.destinations.take() {
            Some(all) => all,
            None => self.read_destinations()?,
        };
        let wanting = all
            .iter()
            .filter(|it| it.wanted.includes(event_type))
            .map(|it| (it.id.clone(), it.payload))
            .collect();
        self.destinations = Some(all);
        Ok(wanting)
    }

    /// Goes on without telling anybody of what happens.
    pub(crate) fn tell_nobody(&mut self) {
        self.destinations = Some(Vec::new());
    }

    /// Whether anybody is told of events now.
    pub(crate) fn has_listeners(&self) -> Result<bool, StateError> {
        Ok(!self.read_destinations()?.is_empty())
    }

    /// Queues an event that is kept for those who listen now.
    pub(crate) fn tell_again(&mut self, event: &Value) -> Result<(), StateError> {
        let id = event["id"].as_str().unwrap_or_default();
        let event_type = event["type"].as_str().unwrap_or_default();
        for (destination, payload) in self.destinations_for(event_type)? {
            self.queue_delivery(id, &destination, payload)?;
        }
        Ok(())
    }

    /// Has who listens read again where objects of a kind say so.
    pub(super) fn changed_kind(&mut self, kind: Kind) {
        if matches!(kind, Kind::EventDestination | Kind::WebhookEndpoint) {
            self.destinations = None;
        }
    }

    /// What an endpoint is sent; none when there is no such endpoint.
    pub(crate) fn payload_for(&self, endpoint: &str) -> Result<Option<Payload>, StateError> {
        if self.find(Kind::WebhookEndpoint, endpoint)?.is_some() {
            return Ok(Some(Payload::Snapshot));
        }
        let destination = self.find(Kind::EventDestination, endpoint)?;
        let word = |it: &Value| it["event_payload"].as_str().and_then(Payload::of_word);
        Ok(destination.as_ref().and_then(word))
    }

    fn read_destinations(&self) -> Result<Vec<Destination>, StateError> {
        let endpoints = self.all(PageQuery::newest(Kind::WebhookEndpoint))?;
        let enabled = endpoints.iter().filter(|it| it["status"] == "enabled");
        let mut all: Vec<_> = enabled
            .map(|endpoint| Destination {
                id: endpoint["id"].as_str().unwrap_or_default().to_owned(),
                payload: Payload::Snapshot,
                wanted: Wanted::of(&endpoint["enabled_events"]),
            })
            .collect();
        let destinations = self.all(PageQuery::newest(Kind::EventDestination))?;
        let enabled = destinations.iter().filter(|it| it["status"] == "enabled");
        all.extend(enabled.filter_map(event_destination));
        for (id, payloads) in self.cli_sessions()? {
            all.extend(payloads.into_iter().map(|payload| Destination {
                id: id.clone(),
                payload,
                wanted: Wanted::All,
            }));
        }
        Ok(all)
    }
}

/// Whom an event destination stands for; nobody where it takes only what others caused.
fn event_destination(object: &Value) -> Option<Destination> {
    let own = object["events_from"].as_array()?;
    if !own.iter().any(|from| from == "@self" || from == "self") {
        return None;
    }
    let payload = Payload::of_word(object["event_payload"].as_str()?)?;
    let wanted = match (payload, Wanted::of(&object["enabled_events"])) {
        (Payload::Thin, Wanted::Types(types)) => {
            let types = types.iter().filter_map(|one| one.strip_prefix("v1."));
            Wanted::Types(types.map(str::to_owned).collect())
        }
        (_, wanted) => wanted,
    };
    Some(Destination {
        id: object["id"].as_str()?.to_owned(),
        payload,
        wanted,
    })
}

/// Reads a payload's word out of a row.
pub(super) fn payload_of(row: &Row<'_>, column: usize) -> Result<Payload, rusqlite::Error> {
    let word: String = row.get(column)?;
    // The table's own check lets no other word in.
    Ok(Payload::of_word(&word).unwrap_or(Payload::Snapshot))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_event_destination_takes_types_of_its_payload() {
        let destination = |payload: &str, from: &str, enabled: &str| {
            let object = json!({
                "id": "ed_test_1",
                "enabled_events": [enabled],
                "event_payload": payload,
                "events_from": [from],
            });
            event_destination(&object).is_some_and(|it| it.wanted.includes("charge.failed"))
        };
        for (payload, from, enabled, included) in [
            ("thin", "@self", "v1.charge.failed", true),
            ("thin", "@self", "charge.failed", false),
            ("thin", "@self", "v2.core.event_destination.ping", false),
            ("snapshot", "@self", "charge.failed", true),
            ("snapshot", "@self", "v1.charge.failed", false),
            ("snapshot", "@self", "*", true),
            ("thin", "@accounts", "v1.charge.failed", false),
        ] {
            let found = destination(payload, from, enabled);
            assert_eq!(found, included, "{payload} {from} {enabled}");
        }
    }

    #[test]
    fn an_endpoint_gets_the_types_it_names_or_all() {
        for (enabled, included) in [
            (json!(["*"]), true),
            (json!(["charge.failed", "charge.succeeded"]), true),
            (json!(["charge.failed"]), false),
            (json!(["charge.*"]), false),
            (json!(null), false),
        ] {
            let wanted = Wanted::of(&enabled);
            assert_eq!(wanted.includes("charge.succeeded"), included, "{enabled}");
        }
    }
}
