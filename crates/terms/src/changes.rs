//! From terms to other terms: the parameters of the update call.
//!
//! Source: Stripe's API reference, "Update a payment link".

use serde_json::{Map, Value, json};

use crate::rules::Problem;
use crate::sent::without_empty;
use crate::usual::USUAL_QUANTITIES;
use crate::{AdjustableQuantity, AfterCompletion, LineItem, LinkTerms};

/// Parameters that cannot be changed, and what lies in them; `[]` stands for any index.
const FIXED: &[&str] = &[
    "currency",
    "line_items[][price]",
    "line_items[][price_data]",
    "line_items[][custom_unit_amount]",
    "managed_payments",
    "payment_intent_data[capture_method]",
    "subscription_data[description]",
];

/// What people do about something that cannot be changed.
const INSTEAD: &str = "duplicate the link and replace it";

/// Parameters that cannot be changed once a link exists, and what lies in them; `[]` stands for any
/// index.
pub fn fixed() -> &'static [&'static str] {
    FIXED
}

/// The parameters of the update call that make one link the other: only what differs, an empty text
/// where something is cleared, `{}` where nothing differs. Both are terms of one link: the new ones have
/// the line items of the old ones, by their ids and in their order.
///
/// # Errors
/// What the API does not let change.
pub fn changes(from: &LinkTerms, to: &LinkTerms) -> Result<Value, Vec<Problem>> {
    let (from, to) = (comparable(from), comparable(to));
    let mut change = Change::default();
    change.fixed(&from, &to);
    change.items(&from, &to);
    change.words(&from, &to);
    change.texts(&from, &to);
    change.asked(&from, &to);
    change.shipped(&from, &to);
    change.paid(&from, &to);
    change.keys(&from, &to);
    match change.problems.is_empty() {
        true => Ok(Value::Object(change.params)),
        false => Err(change.problems),
    }
}

/// In the plainest form, with the bounds that Stripe fills in.
fn comparable(terms: &LinkTerms) -> LinkTerms {
    let mut terms = terms.clone().plain();
    let items = terms
        .line_items
        .iter_mut()
        .map(|it| &mut it.adjustable_quantity);
    let optional = terms
        .optional_items
        .iter_mut()
        .map(|it| &mut it.adjustable_quantity);
    for choice in items.chain(optional).filter(|choice| choice.enabled) {
        let (least, most) = USUAL_QUANTITIES;
        choice.minimum.get_or_insert(least);
        choice.maximum.get_or_insert(most.max(least));
    }
    terms
}

#[derive(Default)]
struct Change {
    params: Map<String, Value>,
    problems: Vec<Problem>,
}

impl Change {
    fn set(&mut self, name: &str, value: Value) {
        self.params.insert(name.to_owned(), value);
    }

    fn refuse(&mut self, param: impl Into<String>, what: &str) {
        self.problems.push(Problem {
            param: param.into(),
            sentence: format!("{what} of a link that exists cannot be changed: {INSTEAD}."),
        });
    }

    fn fixed(&mut self, from: &LinkTerms, to: &LinkTerms) {
        if from.currency != to.currency && !from.currency.is_empty() && !to.currency.is_empty() {
            self.refuse("currency", "The currency");
        }
        if from.managed_payments != to.managed_payments {
            self.refuse("managed_payments[enabled]", "Who sells through it");
        }
        if from.payment_intent_data.capture_method != to.payment_intent_data.capture_method {
            self.refuse(
                "payment_intent_data[capture_method]",
                "When the money is taken",
            );
        }
        if from.subscription_data.description != to.subscription_data.description {
            self.refuse(
                "subscription_data[description]",
                "The subscriptions' description",
            );
        }
    }

    fn items(&mut self, from: &LinkTerms, to: &LinkTerms) {
        let (before, after) = (&from.line_items, &to.line_items);
        let ids = |items: &[LineItem]| items.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        if ids(before) != ids(after) {
            self.refuse("line_items", "The list of items");
            return;
        }
        let mut changed = Vec::new();
        for (index, (before, after)) in before.iter().zip(after).enumerate() {
            let path = format!("line_items[{index}]");
            let what = "What is sold and for how much";
            if before.price != after.price {
                self.refuse(format!("{path}[price]"), what);
            } else if before.price_data != after.price_data {
                self.refuse(format!("{path}[price_data]"), what);
            } else if before.custom_unit_amount != after.custom_unit_amount {
                self.refuse(format!("{path}[custom_unit_amount]"), what);
            }
            if let Some(change) = line_item(before, after) {
                if after.id.is_empty() {
                    self.refuse(format!("{path}[id]"), "An item without an id");
                }
                changed.push(change);
            }
        }
        if !changed.is_empty() {
            self.set("line_items", Value::Array(changed));
        }
        if from.optional_items != to.optional_items {
            self.set("optional_items", or_clear(&to.optional_items));
        }
    }

    /// Words of Stripe's and switches: what is usual is said by its word.
    fn words(&mut self, from: &LinkTerms, to: &LinkTerms) {
        for (name, before, after, usual) in [
            (
                "billing_address_collection",
                &from.billing_address_collection,
                &to.billing_address_collection,
                "auto",
            ),
            (
                "customer_creation",
                &from.customer_creation,
                &to.customer_creation,
                "if_required",
            ),
            (
                "payment_method_collection",
                &from.payment_method_collection,
                &to.payment_method_collection,
                "always",
            ),
            ("submit_type", &from.submit_type, &to.submit_type, "auto"),
        ] {
            if before != after {
                self.set(name, json!(or(after, usual)));
            }
        }
        if from.allow_promotion_codes != to.allow_promotion_codes {
            self.set("allow_promotion_codes", json!(to.allow_promotion_codes));
        }
        if from.phone_number_collection != to.phone_number_collection {
            self.set("phone_number_collection", json!(to.phone_number_collection));
        }
    }

    fn texts(&mut self, from: &LinkTerms, to: &LinkTerms) {
        if from.inactive_message != to.inactive_message {
            self.set("inactive_message", json!(to.inactive_message));
        }
        if from.after_completion != to.after_completion {
            self.set("after_completion", after_completion(&to.after_completion));
        }
        let (before, after) = (json!(from.custom_text), json!(to.custom_text));
        if before != after {
            // Texts that stay are said again: then it does not matter whether Stripe keeps them.
            let mut texts = Map::new();
            for (place, text) in after.as_object().into_iter().flatten() {
                if text["message"] != "" {
                    texts.insert(place.clone(), text.clone());
                } else if before[place] != *text {
                    texts.insert(place.clone(), json!(""));
                }
            }
            self.set("custom_text", Value::Object(texts));
        }
    }

    fn asked(&mut self, from: &LinkTerms, to: &LinkTerms) {
        if from.consent_collection != to.consent_collection {
            self.set("consent_collection", consent(from, to));
        }
        if from.custom_fields != to.custom_fields {
            self.set("custom_fields", or_clear(&to.custom_fields));
        }
        if from.name_collection != to.name_collection {
            let names = &to.name_collection;
            let is_off = !names.business.enabled && !names.individual.enabled;
            self.set(
                "name_collection",
                if is_off { json!("") } else { json!(names) },
            );
        }
        if from.tax_id_collection != to.tax_id_collection {
            let tax_id = &to.tax_id_collection;
            let required = or(&tax_id.required, "never");
            self.set(
                "tax_id_collection",
                match tax_id.enabled {
                    true => json!({ "enabled": true, "required": required }),
                    false => json!({ "enabled": false }),
                },
            );
        }
    }

    fn shipped(&mut self, from: &LinkTerms, to: &LinkTerms) {
        if from.shipping_address_collection != to.shipping_address_collection {
            let countries = or_clear(&to.shipping_address_collection);
            self.set("shipping_address_collection", countries);
        }
        let rates = |terms: &LinkTerms| -> Vec<Value> {
            let rates = terms.shipping_options.iter().map(|it| &it.shipping_rate);
            rates.map(|id| json!({ "shipping_rate": id })).collect()
        };
        if from.shipping_options != to.shipping_options {
            self.set("shipping_options", or_clear(&rates(to)));
        }
    }

    fn paid(&mut self, from: &LinkTerms, to: &LinkTerms) {
        if from.automatic_tax != to.automatic_tax {
            self.set("automatic_tax", switched(&to.automatic_tax));
        }
        if from.invoice_creation != to.invoice_creation {
            self.set("invoice_creation", invoice(from, to));
        }
        if from.payment_method_options != to.payment_method_options {
            self.set(
                "payment_method_options",
                or_clear(&to.payment_method_options),
            );
        }
        if from.payment_method_types != to.payment_method_types {
            self.set("payment_method_types", or_clear(&to.payment_method_types));
        }
        if from.restrictions != to.restrictions {
            self.set("restrictions", or_clear(&to.restrictions));
        }
        let mut intent = cleared(
            &json!(from.payment_intent_data),
            &json!(to.payment_intent_data),
        );
        intent.remove("capture_method");
        if !intent.is_empty() {
            self.set("payment_intent_data", Value::Object(intent));
        }
        let mut data = cleared(&json!(from.subscription_data), &json!(to.subscription_data));
        data.remove("description");
        data.remove("invoice_settings");
        if !data.is_empty() {
            self.set("subscription_data", Value::Object(data));
        }
    }

    /// The link's own keys: those that stay are not named, an empty text removes one.
    fn keys(&mut self, from: &LinkTerms, to: &LinkTerms) {
        let mut keys = Map::new();
        for (key, value) in &to.metadata {
            if from.metadata.get(key) != Some(value) {
                keys.insert(key.clone(), json!(value));
            }
        }
        for key in from.metadata.keys() {
            if !to.metadata.contains_key(key) {
                keys.insert(key.clone(), json!(""));
            }
        }
        if !keys.is_empty() {
            self.set("metadata", Value::Object(keys));
        }
    }
}

fn or<'a>(word: &'a str, usual: &'a str) -> &'a str {
    if word.is_empty() { usual } else { word }
}

/// A whole parameter, or the empty text that clears it.
fn or_clear(value: &impl serde::Serialize) -> Value {
    let value = serde_json::to_value(value).unwrap_or_default();
    without_empty(value).unwrap_or_else(|| json!(""))
}

/// Something with a switch; off is said, too.
fn switched(value: &impl serde::Serialize) -> Value {
    let value = serde_json::to_value(value).unwrap_or_default();
    without_empty(value).unwrap_or_else(|| json!({ "enabled": false }))
}

/// The fields that differ, an empty text for those that are no longer said.
fn cleared(before: &Value, after: &Value) -> Map<String, Value> {
    let mut fields = Map::new();
    for (name, value) in after.as_object().into_iter().flatten() {
        if before[name] != *value {
            fields.insert(name.clone(), or_clear(value));
        }
    }
    fields
}

fn line_item(before: &LineItem, after: &LineItem) -> Option<Value> {
    let mut change = json!({ "id": after.id });
    if before.quantity != after.quantity {
        change["quantity"] = json!(after.quantity);
    }
    if before.adjustable_quantity != after.adjustable_quantity {
        change["adjustable_quantity"] = adjustable(&after.adjustable_quantity);
    }
    change
        .as_object()
        .is_some_and(|it| it.len() > 1)
        .then_some(change)
}

fn adjustable(choice: &AdjustableQuantity) -> Value {
    match choice.enabled {
        true => json!(choice),
        false => json!({ "enabled": false }),
    }
}

/// Stripe's own page is a confirmation without a message of ours; an empty message is refused.
fn after_completion(after: &AfterCompletion) -> Value {
    match after.kind.as_str() {
        "" => json!({ "type": "hosted_confirmation" }),
        _ => or_clear(after),
    }
}

/// All of it, as it is not said whether Stripe keeps what is not named.
fn consent(from: &LinkTerms, to: &LinkTerms) -> Value {
    let (before, after) = (&from.consent_collection, &to.consent_collection);
    let mut consent = json!({
        "promotions": or(&after.promotions, "none"),
        "terms_of_service": or(&after.terms_of_service, "none"),
    });
    let position =
        |it: &crate::ConsentCollection| it.payment_method_reuse_agreement.position.clone();
    let (before, after) = (position(before), position(after));
    if !before.is_empty() || !after.is_empty() {
        consent["payment_method_reuse_agreement"] = json!({ "position": or(&after, "auto") });
    }
    consent
}

/// An invoice's texts are said whole: two of them cannot be cleared by themselves.
fn invoice(from: &LinkTerms, to: &LinkTerms) -> Value {
    let mut invoice = switched(&to.invoice_creation);
    if !to.invoice_creation.enabled {
        return invoice;
    }
    let before = json!(from.invoice_creation.invoice_data);
    let after = json!(to.invoice_creation.invoice_data);
    let differing = cleared(&before, &after);
    for name in [
        "account_tax_ids",
        "custom_fields",
        "metadata",
        "rendering_options",
    ] {
        if differing.get(name) == Some(&json!("")) {
            invoice["invoice_data"][name] = json!("");
        }
    }
    invoice
}
