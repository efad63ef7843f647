//! Objects as they are shown: without the sandbox's own fields, with what depends on now.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value, json};

use super::{Kind, StateError, Work};

/// Fields that Stripe leaves out where there is nothing to tell; all others are null then.
const LEFT_OUT: &[(Kind, &[&str])] = &[
    (Kind::CheckoutSession, &["name_collection"]),
    (Kind::Dispute, &["payment_method_details"]),
    (Kind::PaymentLink, &["name_collection"]),
];

impl Work<'_> {
    /// An object, or a list of them, as Stripe would show it now.
    pub(crate) fn render(&self, stored: &Value) -> Result<Value, StateError> {
        let Value::Object(fields) = stored else {
            return Ok(stored.clone());
        };
        let mut shown = public(fields);
        // Of what is deleted no more is told than that.
        if stored["deleted"] == true {
            return Ok(Value::Object(shown));
        }
        let kind = stored["object"].as_str();
        if kind == Some("list") {
            let items = stored["data"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default();
            let items: Result<Vec<_>, _> = items.iter().map(|item| self.render(item)).collect();
            shown.insert("data".to_owned(), Value::Array(items?));
            return Ok(Value::Object(shown));
        }
        let kind = kind.and_then(Kind::of_object);
        for (_, names) in LEFT_OUT.iter().filter(|(of, _)| Some(*of) == kind) {
            shown.retain(|name, value| !(value.is_null() && names.contains(&name.as_str())));
        }
        self.complete(kind, stored, &mut shown)?;
        Ok(Value::Object(shown))
    }

    /// Adds to what is shown of an object what is not kept with it: addresses, and what follows from
    /// other objects.
    fn complete(
        &self,
        kind: Option<Kind>,
        stored: &Value,
        shown: &mut Map<String, Value>,
    ) -> Result<(), StateError> {
        match kind {
            Some(Kind::PaymentLink | Kind::CheckoutSession) => self.place(shown, "url"),
            Some(Kind::Charge) => self.place(shown, "receipt_url"),
            Some(Kind::PaymentIntent) => self.place_action(shown),
            Some(Kind::Mandate) => {
                let details = shown.get_mut("payment_method_details");
                let debit = details.and_then(|details| details.get_mut("sepa_debit"));
                if let Some(Value::Object(debit)) = debit {
                    self.place(debit, "url");
                }
            }
            Some(Kind::BalanceTransaction) => self.settle(shown),
            Some(Kind::Dispute) => {
                let transactions = shown.get_mut("balance_transactions");
                for transaction in transactions
                    .into_iter()
                    .filter_map(Value::as_array_mut)
                    .flatten()
                {
                    *transaction = self.render(transaction)?;
                }
            }
            Some(Kind::File | Kind::FileLink) => self.place(shown, "url"),
            Some(Kind::Invoice) => self.place(shown, "hosted_invoice_url"),
            Some(Kind::Coupon) if shown.contains_key("valid") => {
                shown.insert("valid".to_owned(), json!(self.coupon_is_valid(stored)));
            }
            Some(Kind::PromotionCode) => {
                shown.insert("active".to_owned(), json!(self.code_is_active(stored)?));
            }
            Some(Kind::Event) => {
                let id = stored["id"].as_str().unwrap_or_default();
                let pending = self.pending_deliveries(id)?;
                shown.insert("pending_webhooks".to_owned(), json!(pending));
            }
            _ => {}
        }
        Ok(())
    }

    /// Our own pages are kept as paths: the port may be another at the next start.
    fn place(&self, shown: &mut Map<String, Value>, field: &str) {
        if let Some(Value::String(url)) = shown.get_mut(field)
            && url.starts_with('/')
        {
            url.insert_str(0, self.base_url());
        }
    }

    /// Where the customer of an intent is to go next.
    fn place_action(&self, shown: &mut Map<String, Value>) {
        let Some(Value::Object(action)) = shown.get_mut("next_action") else {
            return;
        };
        for (kind, fields) in [
            ("multibanco_display_details", &["hosted_voucher_url"][..]),
            ("redirect_to_url", &["url", "return_url"]),
            ("use_stripe_sdk", &["stripe_js"]),
        ] {
            if let Some(Value::Object(details)) = action.get_mut(kind) {
                for field in fields {
                    self.place(details, field);
                }
            }
        }
    }

    /// Money is pending until the day on which it becomes available.
    fn settle(&self, shown: &mut Map<String, Value>) {
        let available = shown.get("available_on").and_then(Value::as_i64);
        if available.is_some_and(|day| day <= self.now().0) {
            shown.insert("status".to_owned(), json!("available"));
        }
    }
}

/// An object without the sandbox's own fields, whatever it holds inside. Metadata is the merchant's.
fn public(fields: &Map<String, Value>) -> Map<String, Value> {
    let shown = fields.iter().filter(|(key, _)| !key.starts_with('_'));
    let shown = shown.map(|(key, value)| match key.as_str() {
        "metadata" => (key.clone(), value.clone()),
        _ => (key.clone(), public_value(value)),
    });
    shown.collect()
}

fn public_value(value: &Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(public(fields)),
        Value::Array(items) => Value::Array(items.iter().map(public_value).collect()),
        leaf => leaf.clone(),
    }
}

/// JSON as Stripe writes it: indented, `id` and `object` first.
pub(crate) fn pretty(value: &Value) -> Result<String, StateError> {
    Ok(serde_json::to_string_pretty(&IdFirst(value))?)
}

struct IdFirst<'a>(&'a Value);

impl Serialize for IdFirst<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(fields) => {
                let first = ["id", "object"];
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for key in first {
                    if let Some(value) = fields.get(key) {
                        map.serialize_entry(key, &IdFirst(value))?;
                    }
                }
                for (key, value) in fields
                    .iter()
                    .filter(|(key, _)| !first.contains(&key.as_str()))
                {
                    map.serialize_entry(key, &IdFirst(value))?;
                }
                map.end()
            }
            Value::Array(items) => serializer.collect_seq(items.iter().map(IdFirst)),
            leaf => leaf.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_and_object_come_first() {
        let text = pretty(&json!({"a": [{"z": 1, "id": "x"}], "object": "o", "id": "i"})).unwrap();
        let compact: String = text.split_whitespace().collect();
        assert_eq!(compact, r#"{"id":"i","object":"o","a":[{"id":"x","z":1}]}"#);
    }
}
