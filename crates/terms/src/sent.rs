//! Terms as they are sent: the API's parameters, nothing empty among them.

use serde_json::{Map, Value, json};

use crate::LinkTerms;

impl LinkTerms {
    /// The API's parameters of a new link. What is empty or off is left out, and so is what is no
    /// parameter of a link: an item's own id, an amount that the customer chooses and a new shipping
    /// rate. For the last two see [`LinkTerms::to_make_first`].
    pub fn parameters(&self) -> Value {
        let mut said = json(self);
        for item in entries(&mut said, "line_items") {
            item.remove("id");
            item.remove("custom_unit_amount");
        }
        for option in entries(&mut said, "shipping_options") {
            option.remove("new_rate");
        }
        without_empty(said).unwrap_or_else(|| json!({}))
    }
}

/// The terms in their plainest form, as JSON; what is empty is still there.
pub(crate) fn json(terms: &LinkTerms) -> Value {
    // Plain data with names for keys: it can always be written.
    serde_json::to_value(terms.clone().plain()).unwrap_or_default()
}

fn entries<'a>(
    said: &'a mut Value,
    list: &str,
) -> impl Iterator<Item = &'a mut Map<String, Value>> {
    let entries = said.get_mut(list).and_then(Value::as_array_mut);
    entries
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
}

/// Without what is empty: texts, lists, objects, what is off or none. Stripe reads an empty text as
/// the wish to clear something, and refuses it where there is nothing to clear.
pub(crate) fn without_empty(value: Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.is_empty() => None,
        Value::Array(items) => {
            let kept: Vec<Value> = items.into_iter().filter_map(without_empty).collect();
            (!kept.is_empty()).then_some(Value::Array(kept))
        }
        Value::Object(fields) => {
            let kept: Map<String, Value> = fields
                .into_iter()
                .filter_map(|(name, value)| Some((name, without_empty(value)?)))
                .collect();
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        given => Some(given),
    }
}
