//! An object's JSON in one form, whatever order Stripe, or another API version, writes its keys in.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The JSON with the keys of every object sorted; null where it cannot be read.
pub(crate) fn canonical(raw: &RawValue) -> Value {
    serde_json::from_str(raw.get()).map_or(Value::Null, sorted)
}

/// Whether a map of serde_json keeps the order of insertion is decided by whoever else is built into
/// the same program; sorted before, it is the same in all.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut fields: Vec<_> = map.into_iter().collect();
            fields.sort_by(|one, other| one.0.cmp(&other.0));
            let fields = fields.into_iter().map(|(key, value)| (key, sorted(value)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_keys_is_the_same_whatever_was_written() {
        for (written, expected) in [
            (
                r#"{"b":1,"a":[{"d":null,"c":"x"}]}"#,
                r#"{"a":[{"c":"x","d":null}],"b":1}"#,
            ),
            ("[2,1]", "[2,1]"),
            ("12.50", "12.5"),
        ] {
            let raw = RawValue::from_string(written.to_owned()).unwrap();
            assert_eq!(canonical(&raw).to_string(), expected);
        }
    }
}
