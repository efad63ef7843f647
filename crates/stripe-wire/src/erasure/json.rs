//! JSON in which every number and text stays as it was written: what is left after an erasure must not
//! be changed by reading it.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// How deep values are taken apart; what lies deeper is one text.
const DEEPEST: usize = 48;

/// A value of which scalars are kept as they were written.
#[derive(Clone, Debug)]
pub(super) enum Json<'a> {
    /// Members in order; of a key that came twice, the last.
    Object(Vec<(String, Json<'a>)>),
    /// Items in order.
    Array(Vec<Json<'a>>),
    /// Anything else, as it was written.
    Scalar(&'a str),
}

impl<'a> Json<'a> {
    /// Takes a text apart; none when it is not JSON.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        Some(Self::of(raw, 0))
    }

    fn of(raw: &'a RawValue, depth: usize) -> Self {
        let text = raw.get();
        if depth == DEEPEST {
            return Self::Scalar(text);
        }
        let inside = |raw| Self::of(raw, depth + 1);
        if let Ok(Members(members)) = serde_json::from_str(text) {
            return Self::Object(members.into_iter().map(|(k, v)| (k, inside(v))).collect());
        }
        match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(items) => Self::Array(items.into_iter().map(inside).collect()),
            Err(_) => Self::Scalar(text),
        }
    }

    /// The member of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(it, _)| it == key).map(|it| &it.1),
            Self::Array(_) | Self::Scalar(_) => None,
        }
    }

    /// The text that a scalar stands for. One that is no valid text, such as half a surrogate pair, is
    /// given as it was written.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Scalar(raw) if raw.starts_with('"') => {
                Some(serde_json::from_str(raw).unwrap_or_else(|_| (*raw).to_owned()))
            }
            Self::Scalar(raw) if raw.starts_with(['{', '[']) => Some((*raw).to_owned()),
            Self::Object(_) | Self::Array(_) | Self::Scalar(_) => None,
        }
    }

    /// Writes it without spaces between.
    pub(super) fn write(&self, to: &mut String) {
        match self {
            Self::Object(members) => {
                to.push('{');
                for (at, (key, value)) in members.iter().enumerate() {
                    if at > 0 {
                        to.push(',');
                    }
                    to.push_str(&quoted(key));
                    to.push(':');
                    value.write(to);
                }
                to.push('}');
            }
            Self::Array(items) => {
                to.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        to.push(',');
                    }
                    item.write(to);
                }
                to.push(']');
            }
            Self::Scalar(raw) => to.push_str(raw),
        }
    }
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The members of an object, unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members: Vec<(String, &RawValue)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    match members.iter_mut().find(|(known, _)| *known == key) {
                        Some(member) => member.1 = value,
                        None => members.push((key, value)),
                    }
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, written: &str) {
        let mut found = String::new();
        Json::parse(text).unwrap().write(&mut found);
        assert_eq!(found, written, "{text}");
    }

    #[test]
    fn numbers_and_texts_stay_as_they_were_written() {
        check(
            "{ \"a\" : 1e400, \"b\":[1.10, -0] }",
            "{\"a\":1e400,\"b\":[1.10,-0]}",
        );
        check("\"\\ud800 \\u0041\"", "\"\\ud800 \\u0041\"");
        check("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}");
        check("{\"\\u0061\\n\":null}", "{\"a\\n\":null}");
        let deep = format!("{}1{}", "[".repeat(60), "]".repeat(60));
        check(&deep, &deep);
    }

    #[test]
    fn what_is_not_json_is_none() {
        for text in ["", "{", "nonsense", "{\"a\":1} {\"b\":2}"] {
            assert!(Json::parse(text).is_none(), "{text}");
        }
    }
}
