//! The envelope of an event: what is the same for every type.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use countertop_domain::UnixSeconds;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
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
    data: Data<'a>,
}

impl<'a> Wire<'a> {
    /// For what the fast way stumbles over, such as a key that comes twice, of which the last counts,
    /// or a number beyond every range.
    fn field_by_field(body: &'a str) -> Option<Self> {
        let fields: Fields<'a> = serde_json::from_str(body).ok()?;
        let data = read::<Fields<'a>>(&fields, "data");
        Some(Self {
            object: Cow::Owned(read(&fields, "object")?),
            id: read(&fields, "id")?,
            event_type: read(&fields, "type"),
            created: read(&fields, "created"),
            api_version: read(&fields, "api_version"),
            livemode: read(&fields, "livemode"),
            account: read(&fields, "account"),
            data: Data {
                object: data.and_then(|it| it.get("object").copied()),
            },
        })
    }
}

type Fields<'a> = BTreeMap<String, &'a RawValue>;

fn read<'a, T: Deserialize<'a>>(fields: &Fields<'a>, key: &str) -> Option<T> {
    serde_json::from_str(fields.get(key)?.get()).ok()
}

/// The `data` of an event; whatever is no JSON object holds no object.
#[derive(Default)]
struct Data<'a> {
    object: Option<&'a RawValue>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Data<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

/// Finds the object in the same pass that reads the envelope: bodies are long.
struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data<'de>, A::Error> {
        let mut data = Data::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "object" {
                data.object = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(data)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Data<'de>, A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| Data::default())
    }

    fn visit_unit<E>(self) -> Result<Data<'de>, E> {
        Ok(Data::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Data<'de>, E> {
        Ok(Data::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Data<'de>, E> {
        Ok(Data::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Data<'de>, E> {
        Ok(Data::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Data<'de>, E> {
        Ok(Data::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Data<'de>, E> {
        Ok(Data::default())
    }
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
        Self::open(body).map(|(envelope, _)| envelope)
    }

    /// Reads the envelope, and gives the bytes of the object inside with it.
    pub(crate) fn open(body: &[u8]) -> Option<(Self, Option<&RawValue>)> {
        // JSON is UTF-8, also in the parts that nobody looks at.
        let text = std::str::from_utf8(body).ok()?;
        let wire = serde_json::from_str(text).ok();
        let wire = wire.or_else(|| Wire::field_by_field(text))?;
        let object = match wire.object.as_ref() {
            "event" => EventObject::Snapshot,
            "v2.core.event" => EventObject::Thin,
            _ => return None,
        };
        let inner = wire.data.object;
        let envelope = Self {
            object,
            subject: inner.and_then(subject),
            id: wire.id,
            event_type: wire.event_type,
            created: wire.created.and_then(Created::seconds),
            api_version: wire.api_version,
            livemode: wire.livemode,
            account: wire.account,
        };
        Some((envelope, inner))
    }
}

/// The id of an object. Stripe writes it first, where it is found without reading all the rest.
fn subject(object: &RawValue) -> Option<String> {
    leading_id(object.get()).map_or_else(
        || serde_json::from_str::<Subject>(object.get()).ok()?.id,
        |id| Some(id.to_owned()),
    )
}

/// The value of `id` where that is an object's first key and its value needs no unescaping.
fn leading_id(json: &str) -> Option<&str> {
    let rest = json.strip_prefix('{')?.trim_ascii_start();
    let rest = rest.strip_prefix("\"id\"")?.trim_ascii_start();
    let rest = rest.strip_prefix(':')?.trim_ascii_start();
    let (id, _) = rest.strip_prefix('"')?.split_once('"')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    id.bytes().all(plain).then_some(id)
}
