//! Metadata: up to 50 keys of the merchant's own, each with a text.

use serde_json::{Map, Value, json};

use super::error::ApiError;

const MOST_KEYS: usize = 50;
const LONGEST_KEY: usize = 40;
const LONGEST_VALUE: usize = 500;

/// Checks metadata that was sent; a key with an empty text is to be removed.
pub(super) fn check(value: Value, path: &str) -> Result<Value, ApiError> {
    let refused = |message: String| Err(ApiError::invalid(message).param(path));
    let given: Map<String, Value> = match value {
        Value::Object(given) => given,
        // A form whose keys are all numbers reads as a list.
        Value::Array(items) => {
            let keyed = items.into_iter().enumerate();
            keyed
                .map(|(index, item)| (index.to_string(), item))
                .collect()
        }
        _ => {
            return refused(
                "Invalid metadata: metadata must be a set of key-value pairs".to_owned(),
            );
        }
    };
    if given.len() > MOST_KEYS {
        return refused(format!("Metadata can have up to {MOST_KEYS} keys."));
    }
    for (key, value) in &given {
        let Some(text) = value.as_str() else {
            return refused(format!(
                "Metadata values must be strings. Invalid key: {key}."
            ));
        };
        let length = key.chars().count();
        if length > LONGEST_KEY {
            return refused(format!(
                "Metadata keys can have up to {LONGEST_KEY} characters, but you passed in a key \
                 that is {length} characters. Invalid key: {key}"
            ));
        }
        let length = text.chars().count();
        if length > LONGEST_VALUE {
            return refused(format!(
                "Metadata values can have up to {LONGEST_VALUE} characters, but you passed in a \
                 value that is {length} characters. Invalid value: {text}"
            ));
        }
    }
    Ok(Value::Object(given))
}

/// The metadata of something new.
pub(crate) fn of_new(given: Option<&Value>) -> Value {
    let mut kept = Value::Object(Map::new());
    merge(&mut kept, given);
    kept
}

/// The metadata that payments and subscriptions are made with: what is given replaces what was there.
pub(crate) fn declared(before: &Value, given: &Value) -> Value {
    match given.get("metadata") {
        Some(metadata) => of_new(Some(metadata)),
        None => before.get("metadata").cloned().unwrap_or_else(|| json!({})),
    }
}

/// Puts given metadata over what was there: an empty text removes its key, null removes all.
pub(crate) fn merge(kept: &mut Value, given: Option<&Value>) {
    match given {
        Some(Value::Null) => *kept = Value::Object(Map::new()),
        Some(Value::Object(given)) => {
            if let Value::Object(kept) = kept {
                for (key, value) in given {
                    if value == "" {
                        kept.remove(key);
                    } else {
                        kept.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        _ => {}
    }
}
