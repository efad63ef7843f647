//! Events: what Stripe told, and what came to the door.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DeliveryRow;

/// Which events, newest first.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct EventsQuery {
    /// Only this type.
    pub event_type: Option<String>,
    /// Continue after this cursor.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// A page of events.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventPage {
    /// The rows, newest first.
    pub rows: Vec<EventRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

/// An event in a list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventRow {
    /// Its id; `sha256:HEX` of a signed body that is no event.
    pub id: String,
    /// Its type, where it has one.
    pub event_type: Option<String>,
    /// When it happened, in Unix seconds.
    pub created: i64,
    /// When we learned it, in Unix seconds.
    pub received_at: i64,
    /// How: `webhook`, `api` or `import`.
    pub source: String,
    /// The version in which it was rendered.
    pub api_version: Option<String>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// Whether its type says something about a payment.
    pub handled: bool,
    /// Whether the bytes are an event.
    pub parsed: bool,
    /// Why it is kept aside: `clock`, `mode` or `account`.
    pub aside: Option<String>,
    /// Whether it is left out because taking it up failed again and again.
    pub parked: bool,
    /// Whether a customer was erased from it.
    pub erased: bool,
}

/// Which event.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventQuery {
    /// Its id.
    pub id: String,
}

/// An event with its bytes.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventDetail {
    /// What the list shows.
    pub row: EventRow,
    /// How long it is.
    pub bytes: u64,
    /// What came, as text; bytes that are none are replaced by a mark.
    pub text: String,
}

/// Which deliveries, newest first.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DeliveriesQuery {
    /// Only those that were refused.
    pub is_refused: bool,
    /// Continue after this cursor.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// A page of deliveries.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryPage {
    /// The rows, newest first.
    pub rows: Vec<DeliveryRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

/// What the signature doctor found in a body whose signature fits no secret. What was changed is proven, the
/// rest is what the body says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SymptomKind {
    /// Line ends were changed on the way.
    LineEndsChanged,
    /// Something was added to its end or cut off.
    EndChanged,
    /// Its JSON was read and written anew on the way.
    JsonRewritten,
    /// It says that it is of live mode.
    LiveMode,
    /// It says that it is of test mode.
    TestMode,
    /// It is no event at all.
    NoEvent,
}
