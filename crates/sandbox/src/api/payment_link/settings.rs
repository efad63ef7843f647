//! What a payment link asks and says: its settings, as new and as changed.

use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::metadata;
use super::super::offer::{self, Mode, after_completion, custom_text, field, or};
use crate::state::{Kind, Work};

/// The settings that are kept as they are given.
const PLAIN: &[&str] = &[
    "allow_promotion_codes",
    "billing_address_collection",
    "customer_creation",
    "inactive_message",
    "payment_method_collection",
    "payment_method_options",
    "payment_method_types",
    "phone_number_collection",
    "shipping_address_collection",
    "submit_type",
];

/// A link that sells nothing yet, with every setting as Stripe has it when nothing is said.
pub(super) fn plain(work: &mut Work<'_>, currency: &str, mode: Mode) -> Value {
    let (creation, collection, invoice) = match mode {
        Mode::Payment => (
            "if_required",
            "if_required",
            offer::invoice_creation(&Value::Null),
        ),
        Mode::Subscription => ("always", "always", Value::Null),
    };
    let slug = format!("test_{}", work.chance().word(18));
    json!({
        "id": work.new_id(Kind::PaymentLink),
        "object": "payment_link",
        "_slug": slug,
        "active": true,
        "after_completion": after_completion(&Value::Null),
        "allow_promotion_codes": false,
        "application": null,
        "application_fee_amount": null,
        "application_fee_percent": null,
        "automatic_tax": { "enabled": false, "liability": null },
        "billing_address_collection": "auto",
        "consent_collection": null,
        "currency": currency,
        "custom_fields": [],
        "custom_text": custom_text(&Value::Null),
        "customer_creation": creation,
        "inactive_message": null,
        "invoice_creation": invoice,
        "livemode": false,
        "managed_payments": null,
        "metadata": {},
        "name_collection": null,
        "on_behalf_of": null,
        "optional_items": null,
        "payment_intent_data": null,
        "payment_method_collection": collection,
        "payment_method_options": null,
        "payment_method_types": null,
        "phone_number_collection": { "enabled": false },
        "restrictions": null,
        "shipping_address_collection": null,
        "shipping_options": [],
        "submit_type": "auto",
        "subscription_data": null,
        "tax_id_collection": { "enabled": false, "required": "never" },
        "transfer_data": null,
        "url": format!("/pay/{slug}"),
    })
}

/// Puts given settings over those of a link.
pub(super) fn apply(
    work: &mut Work<'_>,
    link: &mut Value,
    given: &Map<String, Value>,
    mode: Mode,
) -> Result<(), ApiError> {
    for name in PLAIN {
        if let Some(value) = given.get(*name) {
            link[*name] = value.clone();
        }
    }
    for (name, shape) in SHAPED {
        if let Some(value) = given.get(name) {
            link[name] = shape(value);
        }
    }
    if link["after_completion"]["type"] == "redirect"
        && link["after_completion"]["redirect"].is_null()
    {
        return Err(ApiError::missing("after_completion[redirect]"));
    }
    if let Some(value) = given.get("custom_fields") {
        link["custom_fields"] = offer::custom_fields(value)?;
    }
    payment(link, given, mode)?;
    if let Some(value) = given.get("restrictions") {
        let count = link["restrictions"]["completed_sessions"]["count"].as_i64();
        link["restrictions"] = restrictions(value, count.unwrap_or(0));
    }
    if let Some(value) = given.get("shipping_options") {
        let currency = link["currency"].as_str().unwrap_or_default();
        link["shipping_options"] = offer::shipping::options(work, value, currency)?;
    }
    Ok(())
}

/// How a setting is shown, from what was given.
type Shown = fn(&Value) -> Value;

/// The settings that are shown in a shape of their own.
const SHAPED: [(&str, Shown); 7] = [
    ("after_completion", after_completion),
    ("automatic_tax", offer::automatic_tax),
    ("consent_collection", offer::consent),
    ("custom_text", custom_text),
    ("invoice_creation", offer::invoice_creation),
    ("name_collection", offer::names),
    ("tax_id_collection", offer::tax_id),
];

/// How each sale of the link is paid.
fn payment(link: &mut Value, given: &Map<String, Value>, mode: Mode) -> Result<(), ApiError> {
    if let Some(value) = given.get("payment_intent_data") {
        offer::check_descriptors(value, "payment_intent_data")?;
        link["payment_intent_data"] = intent_data(&link["payment_intent_data"], value);
    }
    if let Some(value) = given.get("subscription_data") {
        link["subscription_data"] = offer::subscription_data(&link["subscription_data"], value);
    }
    let currency = link["currency"].as_str().unwrap_or_default();
    offer::check_method_types(&link["payment_method_types"], currency, mode)
}

fn restrictions(given: &Value, count: i64) -> Value {
    if given.is_null() {
        return Value::Null;
    }
    let limit = &given["completed_sessions"]["limit"];
    json!({ "completed_sessions": { "count": count, "limit": limit } })
}

/// What each payment of the link is made with; a change leaves alone what it does not name.
fn intent_data(before: &Value, given: &Value) -> Value {
    const FIELDS: [&str; 6] = [
        "capture_method",
        "description",
        "setup_future_usage",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
    ];
    let mut data = json!({});
    for name in FIELDS {
        data[name] = or(given, name, field(before, name));
    }
    data["metadata"] = metadata::declared(before, given);
    data
}
