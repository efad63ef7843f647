//! What Stripe's types say can be expanded.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Description;

/// Nested deeper than any field that can be expanded.
const DEEPEST: usize = 6;

/// Fields that are no objects of their own and come only when they are asked for. Source: Stripe's API
/// reference, where it calls them includable.
const INCLUDABLE: [(&str, &str); 9] = [
    ("checkout.session", "total_details.breakdown"),
    ("coupon", "applies_to"),
    ("coupon", "currency_options"),
    ("item", "discounts"),
    ("item", "taxes"),
    ("price", "currency_options"),
    ("price", "tiers"),
    ("promotion_code", "restrictions.currency_options"),
    ("shipping_rate", "fixed_amount.currency_options"),
];

/// Lines of an object, a field of it, and what may stand there.
pub fn expandable(description: &Description) -> Vec<String> {
    let document = &description.document;
    let definitions = document["$defs"].as_object().unwrap();
    let mut lines: BTreeSet<String> = INCLUDABLE
        .iter()
        .map(|(object, field)| format!("{object} {field}"))
        .collect();
    for schema in definitions.values() {
        let Some(object) = object_of(schema) else {
            continue;
        };
        let mut fields = BTreeMap::new();
        properties(document, schema, "", &mut fields);
        for (field, targets) in fields {
            let targets: Vec<String> = targets.into_iter().collect();
            lines.insert(
                format!("{object} {field} {}", targets.join(" "))
                    .trim_end()
                    .to_owned(),
            );
        }
    }
    lines.into_iter().collect()
}

type Fields = BTreeMap<String, BTreeSet<String>>;

/// What a schema's object says it is, unless it says that it is deleted.
fn object_of(schema: &Value) -> Option<&str> {
    let deleted = schema["properties"].get("deleted").is_some();
    let [name] = schema["properties"]["object"]["enum"]
        .as_array()?
        .as_slice()
    else {
        return None;
    };
    name.as_str().filter(|_| !deleted)
}

fn properties(document: &Value, schema: &Value, way: &str, fields: &mut Fields) {
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        look(document, &format!("{way}{name}"), schema, fields);
    }
}

fn look(document: &Value, field: &str, schema: &Value, fields: &mut Fields) {
    if field.matches('.').count() > DEEPEST {
        return;
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        look(document, field, one, fields);
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap();
        match object_of(target) {
            Some(object) => {
                fields
                    .entry(field.to_owned())
                    .or_default()
                    .insert(object.to_owned());
            }
            None if target["properties"].get("deleted").is_some() => {}
            None => properties(document, target, &format!("{field}."), fields),
        }
    }
    if object_of(schema) == Some("list") {
        let item = &schema["properties"]["data"]["items"];
        let mut items = Fields::new();
        look(document, "data", item, &mut items);
        let items = items.remove("data").unwrap_or_default();
        let entry = fields.entry(field.to_owned()).or_default();
        entry.extend(items.iter().map(|item| format!("list:{item}")));
        return;
    }
    // What belongs to other products of Stripe's is an id, or an object of which nothing is said.
    let types = schema["type"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if types.iter().any(|it| it == "string") && types.iter().any(|it| it == "object") {
        fields.entry(field.to_owned()).or_default();
    }
    if schema["items"].is_object() {
        look(document, field, &schema["items"], fields);
    }
}
