//! The envelope of an event: what is the same for every type.

use std::borrow::Cow;

use countertop_domain::UnixSeconds;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::lenient;

/// What an event calls itself in `object`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventObject {
    /// `event`: a snapshot event with the object inside.
    Snapshot,
    /// `v2.core.event`: a thin event, which only names the object.
    Thin,
}

/// The fields that every event has. Anything but the id may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Snapshot or thin.
    pub object: EventObject,
    /// The event's id. Any string: it is Stripe's to choose.
    pub id: String,
    /// The type, such as `payment_intent.succeeded`.
    pub event_type: Option<String>,
    /// When it happened.
    pub created: Option<UnixSeconds>,
    /// The version in which it was rendered.
    pub api_version: Option<String>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// The connected account that it came from.
    pub account: Option<String>,
    /// The id of the object that it is about.
    pub subject: Option<String>,
}

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    object: Cow<'a, str>,
    id: String,
    #[serde(default, rename = "type", deserialize_with = "lenient::field")]
    event_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    created: Option<Created>,
    #[serde(default, deserialize_with = "lenient::field")]
    api_version: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    livemode: Option<bool>,
    #[serde(default, deserialize_with = "lenient::field")]
    account: Option<String>,
    #[serde(default, borrow)]
    data: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow)]
    object: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Subject {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
}

/// Unix seconds, or RFC 3339 as thin events write it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Created {
    Seconds(i64),
    Text(String),
}

impl Created {
    fn seconds(self) -> Option<UnixSeconds> {
        match self {
            Self::Seconds(seconds) => Some(UnixSeconds(seconds)),
            Self::Text(text) => text
                .parse::<jiff::Timestamp>()
                .ok()
                .map(|time| UnixSeconds(time.as_second())),
        }
    }
}

impl Envelope {
    /// Reads the envelope of an event; none when the bytes are no event.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let wire = read(body)?;
        let object = match wire.object.as_ref() {
            "event" => EventObject::Snapshot,
            "v2.core.event" => EventObject::Thin,
            _ => return None,
        };
        let subject = inner_object(&wire)
            .and_then(|raw| serde_json::from_str::<Subject>(raw.get()).ok())
            .and_then(|subject| subject.id);
        Some(Self {
            object,
            subject,
            id: wire.id,
            event_type: wire.event_type,
            created: wire.created.and_then(Created::seconds),
            api_version: wire.api_version,
            livemode: wire.livemode,
            account: wire.account,
        })
    }
}

/// The bytes of the object inside a snapshot event.
pub(crate) fn data_object(body: &[u8]) -> Option<&RawValue> {
    inner_object(&read(body)?)
}

fn read(body: &[u8]) -> Option<Wire<'_>> {
    serde_json::from_slice(body).ok()
}

fn inner_object<'a>(wire: &Wire<'a>) -> Option<&'a RawValue> {
    serde_json::from_str::<Data<'a>>(wire.data?.get())
        .ok()?
        .object
}
