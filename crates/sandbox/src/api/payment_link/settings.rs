//! What a payment link asks and says: its settings, as new and as changed.

use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::metadata;
use crate::state::{Kind, Work};

/// The settings that are kept as they are given.
const PLAIN: &[&str] = &[
    "allow_promotion_codes",
    "billing_address_collection",
    "customer_creation",
    "inactive_message",
    "payment_method_collection",
    "payment_method_types",
    "phone_number_collection",
    "shipping_address_collection",
    "submit_type",
];

/// A link that sells nothing yet, with every setting as Stripe has it when nothing is said.
pub(super) fn plain(work: &mut Work<'_>, currency: &str) -> Value {
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
        "customer_creation": "if_required",
        "inactive_message": null,
        "invoice_creation": invoice_creation(&Value::Null),
        "livemode": false,
        "managed_payments": null,
        "metadata": {},
        "name_collection": null,
        "on_behalf_of": null,
        "optional_items": null,
        "payment_intent_data": null,
        "payment_method_collection": "always",
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
pub(super) fn apply(link: &mut Value, given: &Map<String, Value>) -> Result<(), ApiError> {
    for name in PLAIN {
        if let Some(value) = given.get(*name) {
            link[*name] = value.clone();
        }
    }
    for (name, shape) in [
        ("after_completion", after_completion as fn(&Value) -> Value),
        ("automatic_tax", automatic_tax),
        ("consent_collection", consent),
        ("custom_text", custom_text),
        ("invoice_creation", invoice_creation),
        ("name_collection", names),
        ("tax_id_collection", tax_id),
    ] {
        if let Some(value) = given.get(name) {
            link[name] = shape(value);
        }
    }
    if let Some(value) = given.get("after_completion")
        && value["type"] == "redirect"
        && value["redirect"].is_null()
    {
        return Err(ApiError::missing("after_completion[redirect]"));
    }
    if let Some(value) = given.get("custom_fields") {
        link["custom_fields"] = custom_fields(value)?;
    }
    if let Some(value) = given.get("payment_intent_data") {
        link["payment_intent_data"] = intent_data(&link["payment_intent_data"], value);
    }
    if let Some(value) = given.get("subscription_data") {
        link["subscription_data"] = value.clone();
    }
    if let Some(value) = given.get("restrictions") {
        let count = link["restrictions"]["completed_sessions"]["count"]
            .as_i64()
            .unwrap_or(0);
        link["restrictions"] = restrictions(value, count);
    }
    Ok(())
}

/// What belongs to one-off payments is refused for subscriptions, and the other way round.
pub(super) fn check_mode(given: &Map<String, Value>, recurring: bool) -> Result<(), ApiError> {
    let (name, mode) = if recurring {
        ("payment_intent_data", "subscription")
    } else {
        ("subscription_data", "payment")
    };
    if given.contains_key(name) {
        return Err(
            ApiError::invalid(format!("You can not pass `{name}` in `{mode}` mode.")).param(name),
        );
    }
    Ok(())
}

fn field(given: &Value, name: &str) -> Value {
    given.get(name).cloned().unwrap_or(Value::Null)
}

fn or(given: &Value, name: &str, usual: Value) -> Value {
    given.get(name).cloned().unwrap_or(usual)
}

fn after_completion(given: &Value) -> Value {
    if given["type"] == "redirect" {
        return json!({ "type": "redirect", "redirect": field(given, "redirect") });
    }
    let message = given["hosted_confirmation"]["custom_message"].clone();
    json!({ "type": "hosted_confirmation", "hosted_confirmation": { "custom_message": message } })
}

fn automatic_tax(given: &Value) -> Value {
    let enabled = given["enabled"] == true;
    let usual = if enabled {
        json!({ "type": "self" })
    } else {
        Value::Null
    };
    json!({ "enabled": enabled, "liability": or(given, "liability", usual) })
}

fn consent(given: &Value) -> Value {
    if given.is_null() {
        return Value::Null;
    }
    json!({
        "payment_method_reuse_agreement": field(given, "payment_method_reuse_agreement"),
        "promotions": field(given, "promotions"),
        "terms_of_service": field(given, "terms_of_service"),
    })
}

fn custom_text(given: &Value) -> Value {
    json!({
        "after_submit": field(given, "after_submit"),
        "shipping_address": field(given, "shipping_address"),
        "submit": field(given, "submit"),
        "terms_of_service_acceptance": field(given, "terms_of_service_acceptance"),
    })
}

fn names(given: &Value) -> Value {
    if given.is_null() {
        return Value::Null;
    }
    let mut names = json!({});
    for kind in ["business", "individual"] {
        if let Some(asked) = given.get(kind) {
            names[kind] = json!({
                "enabled": asked["enabled"],
                "optional": or(asked, "optional", json!(false)),
            });
        }
    }
    names
}

fn tax_id(given: &Value) -> Value {
    json!({ "enabled": given["enabled"], "required": or(given, "required", json!("never")) })
}

fn invoice_creation(given: &Value) -> Value {
    let data = field(given, "invoice_data");
    json!({
        "enabled": given["enabled"] == true,
        "invoice_data": {
            "account_tax_ids": field(&data, "account_tax_ids"),
            "custom_fields": field(&data, "custom_fields"),
            "description": field(&data, "description"),
            "footer": field(&data, "footer"),
            "issuer": or(&data, "issuer", json!({ "type": "self" })),
            "metadata": or(&data, "metadata", json!({})),
            "rendering_options": field(&data, "rendering_options"),
        },
    })
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
    data["metadata"] = or(before, "metadata", json!({}));
    metadata::merge(&mut data["metadata"], given.get("metadata"));
    data
}

fn custom_fields(given: &Value) -> Result<Value, ApiError> {
    let mut keys: Vec<&str> = Vec::new();
    let mut fields = Vec::new();
    let asked = given.as_array().map(Vec::as_slice).unwrap_or_default();
    for (index, asked) in asked.iter().enumerate() {
        let key = asked["key"].as_str().unwrap_or_default();
        let refused = |message: &str| {
            Err(ApiError::invalid(message).param(format!("custom_fields[{index}][key]")))
        };
        if !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return refused("Custom field keys must be alphanumeric.");
        }
        if keys.contains(&key) {
            return refused("Custom field keys must be unique.");
        }
        keys.push(key);
        fields.push(custom_field(asked, index)?);
    }
    Ok(Value::Array(fields))
}

fn custom_field(asked: &Value, index: usize) -> Result<Value, ApiError> {
    let kind = asked["type"].as_str().unwrap_or_default();
    let options = asked["dropdown"]["options"].as_array().map_or(0, Vec::len);
    if kind == "dropdown" && options == 0 {
        return Err(ApiError::missing(&format!(
            "custom_fields[{index}][dropdown][options]"
        )));
    }
    let details = field(asked, kind);
    let mut shown = json!({
        "key": asked["key"],
        "label": asked["label"],
        "optional": or(asked, "optional", json!(false)),
        "type": kind,
    });
    shown[kind] = match kind {
        "dropdown" => json!({
            "default_value": field(&details, "default_value"),
            "options": details["options"],
        }),
        _ => json!({
            "default_value": field(&details, "default_value"),
            "maximum_length": field(&details, "maximum_length"),
            "minimum_length": field(&details, "minimum_length"),
        }),
    };
    Ok(shown)
}
