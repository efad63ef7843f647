//! What Stripe's calls take, as its descriptions say it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Description;

/// Nested deeper than any parameter of Stripe's.
const DEEPEST: usize = 12;

/// Parameters by their names from the top, with the words that each takes; none where any will do.
pub type Taken = BTreeMap<String, BTreeSet<String>>;

/// What a call takes; none when the description does not have the call.
pub fn taken(description: &Description, call: &str) -> Option<Taken> {
    let document = &description.document;
    let described = &document["paths"][description.call(call)?]["parameters"];
    let mut taken = Taken::new();
    for (name, schema) in described.as_object().unwrap() {
        walk(document, name, schema, &mut taken);
    }
    taken.remove("expand");
    taken.remove("expand[]");
    Some(taken)
}

fn walk(document: &Value, name: &str, schema: &Value, taken: &mut Taken) {
    let words = taken.entry(name.to_owned()).or_default();
    if let Some(listed) = schema["enum"].as_array() {
        words.extend(listed.iter().filter_map(Value::as_str).map(str::to_owned));
    }
    // True or false, or one of several words.
    if schema["type"] == "boolean" {
        words.extend(["true", "false"].map(str::to_owned));
    }
    if name.matches('[').count() > DEEPEST || name == "metadata" || name.ends_with("[metadata]") {
        return;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        walk(document, name, document.pointer(pointer).unwrap(), taken);
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        walk(document, name, one, taken);
    }
    for (inner, schema) in schema["properties"].as_object().into_iter().flatten() {
        walk(document, &format!("{name}[{inner}]"), schema, taken);
    }
    // Named by the caller, such as prices by their currencies.
    if schema["additionalProperties"].is_object() {
        walk(
            document,
            &format!("{name}[*]"),
            &schema["additionalProperties"],
            taken,
        );
    }
    if schema["items"].is_object() {
        walk(document, &format!("{name}[]"), &schema["items"], taken);
    }
}
