//! Version drift: JSON as another version of the API might write it.
//!
//! Objects get fields that nobody knows, words out of lists become words that are on none, and what
//! may be missing is null. Ids, amounts, times, states and types stay: they say what happened.

use serde_json::{Value, json};

use super::dice::Dice;
use crate::state::pretty;

/// Words out of lists that only describe: what they are tells nobody what to do.
const WORDS: &[&str] = &[
    "billing_address_collection",
    "brand",
    "capture_method",
    "confirmation_method",
    "customer_creation",
    "funding",
    "network",
    "network_status",
    "payment_method_collection",
    "reason",
    "risk_level",
    "submit_type",
    "tax_behavior",
    "ui_mode",
];
/// What may be missing.
const MISSING: &[&str] = &[
    "address",
    "automatic_payment_methods",
    "billing_details",
    "checks",
    "customer_details",
    "custom_text",
    "description",
    "outcome",
    "payment_method_details",
    "payment_method_options",
    "receipt_url",
    "shipping",
    "total_details",
];
/// The word that is on no list.
const UNKNOWN: &str = "practice_word_of_tomorrow";
/// The field that nobody knows.
const FIELD: &str = "practice_field_of_tomorrow";

/// A body of JSON, drifted; none where it is no JSON.
pub(super) fn body(text: &str, dice: &Dice) -> Option<String> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    drift(&mut value, dice, "");
    pretty(&value).ok()
}

fn drift(value: &mut Value, dice: &Dice, path: &str) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                drift(item, dice, &format!("{path}/{index}"));
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                let path = format!("{path}/{name}");
                if MISSING.contains(&name.as_str()) && dice.below(&path, 3) == 0 {
                    *field = Value::Null;
                } else if WORDS.contains(&name.as_str())
                    && field.is_string()
                    && dice.below(&path, 2) == 0
                {
                    *field = json!(UNKNOWN);
                } else if name != "metadata" && name != "previous_attributes" {
                    drift(field, dice, &path);
                }
            }
            if fields.contains_key("object") {
                fields.insert(FIELD.to_owned(), unknown(dice, path));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A value of a field that nobody knows: of any kind that JSON has.
fn unknown(dice: &Dice, path: &str) -> Value {
    match dice.below(&format!("{path}/{FIELD}"), 6) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1.5e30),
        3 => json!("\u{1F9C1} \"tomorrow\"\n"),
        4 => json!([[], {}, null]),
        _ => json!({ "object": "practice_object_of_tomorrow", "id": "tmrw_1" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_still_told() {
        let charge = json!({
            "id": "ch_1",
            "object": "charge",
            "amount": 100,
            "billing_details": { "address": { "city": "Berlin" }, "email": "a@example.com" },
            "metadata": { "reason": "a birthday", "description": "cake" },
            "payment_method_details": { "card": { "brand": "visa", "funding": "debit" } },
            "status": "succeeded",
        });
        let event = json!({
            "id": "evt_1",
            "object": "event",
            "created": 1,
            "data": { "object": charge, "previous_attributes": { "description": "old" } },
            "type": "charge.updated",
        });
        let (mut fields, mut words, mut missing) = (0, 0, 0);
        for occasion in 0..50 {
            let dice = Dice::new(1, &[&occasion.to_string()]);
            let text = body(&event.to_string(), &dice).unwrap();
            assert_eq!(Some(&text), body(&event.to_string(), &dice).as_ref());
            let drifted: Value = serde_json::from_str(&text).unwrap();
            for kept in ["/id", "/type", "/created", "/data/previous_attributes"] {
                assert_eq!(drifted.pointer(kept), event.pointer(kept), "{kept}");
            }
            for kept in ["id", "object", "amount", "metadata", "status"] {
                assert_eq!(drifted["data"]["object"][kept], charge[kept], "{kept}");
            }
            fields += text.matches(FIELD).count();
            words += text.matches(UNKNOWN).count();
            missing += usize::from(drifted["data"]["object"]["billing_details"].is_null());
        }
        assert!(
            fields >= 100 && words > 10 && missing > 5,
            "{fields} {words} {missing}"
        );
        assert_eq!(body("no JSON", &Dice::new(1, &[])), None);
    }
}
