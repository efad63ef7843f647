//! What is asked and said: settings as they are shown, from what was given.

use serde_json::{Value, json};

use super::super::metadata;

/// A field of what was given; null where it was not.
pub(crate) fn field(given: &Value, name: &str) -> Value {
    given.get(name).cloned().unwrap_or(Value::Null)
}

/// A field of what was given, or what is usual.
pub(crate) fn or(given: &Value, name: &str, usual: Value) -> Value {
    given.get(name).cloned().unwrap_or(usual)
}

pub(crate) fn after_completion(given: &Value) -> Value {
    if given["type"] == "redirect" {
        return json!({ "type": "redirect", "redirect": field(given, "redirect") });
    }
    let message = given["hosted_confirmation"]["custom_message"].clone();
    json!({ "type": "hosted_confirmation", "hosted_confirmation": { "custom_message": message } })
}

pub(crate) fn automatic_tax(given: &Value) -> Value {
    let enabled = given["enabled"] == true;
    let usual = if enabled {
        json!({ "type": "self" })
    } else {
        Value::Null
    };
    json!({ "enabled": enabled, "liability": or(given, "liability", usual) })
}

pub(crate) fn consent(given: &Value) -> Value {
    if given.is_null() {
        return Value::Null;
    }
    json!({
        "payment_method_reuse_agreement": field(given, "payment_method_reuse_agreement"),
        "promotions": field(given, "promotions"),
        "terms_of_service": field(given, "terms_of_service"),
    })
}

pub(crate) fn custom_text(given: &Value) -> Value {
    json!({
        "after_submit": field(given, "after_submit"),
        "shipping_address": field(given, "shipping_address"),
        "submit": field(given, "submit"),
        "terms_of_service_acceptance": field(given, "terms_of_service_acceptance"),
    })
}

/// The names that are asked for: only those that were named.
pub(crate) fn names(given: &Value) -> Value {
    let mut names = json!({});
    for kind in ["business", "individual"] {
        if let Some(asked) = given.get(kind) {
            names[kind] = json!({
                "enabled": asked["enabled"],
                "optional": or(asked, "optional", json!(false)),
            });
        }
    }
    match given.is_null() {
        true => Value::Null,
        false => names,
    }
}

pub(crate) fn tax_id(given: &Value) -> Value {
    json!({
        "enabled": given["enabled"] == true,
        "required": or(given, "required", json!("never")),
    })
}

pub(crate) fn invoice_creation(given: &Value) -> Value {
    let data = field(given, "invoice_data");
    json!({
        "enabled": given["enabled"] == true,
        "invoice_data": {
            "account_tax_ids": field(&data, "account_tax_ids"),
            "custom_fields": field(&data, "custom_fields"),
            "description": field(&data, "description"),
            "footer": field(&data, "footer"),
            "issuer": or(&data, "issuer", json!({ "type": "self" })),
            "metadata": metadata::of_new(data.get("metadata")),
            "rendering_options": rendering(&data["rendering_options"]),
        },
    })
}

fn rendering(given: &Value) -> Value {
    match given.is_null() {
        true => Value::Null,
        false => json!({
            "amount_tax_display": field(given, "amount_tax_display"),
            "template": field(given, "template"),
        }),
    }
}

/// What each subscription is made with; a change leaves alone what it does not name.
pub(crate) fn subscription_data(before: &Value, given: &Value) -> Value {
    let settings = or(given, "invoice_settings", field(before, "invoice_settings"));
    json!({
        "description": or(given, "description", field(before, "description")),
        "invoice_settings": {
            "account_tax_ids": field(&settings, "account_tax_ids"),
            "custom_fields": field(&settings, "custom_fields"),
            "description": field(&settings, "description"),
            "footer": field(&settings, "footer"),
            "issuer": or(&settings, "issuer", json!({ "type": "self" })),
        },
        "metadata": metadata::declared(before, given),
        "trial_period_days":
            or(given, "trial_period_days", field(before, "trial_period_days")),
        "trial_settings": or(given, "trial_settings", field(before, "trial_settings")),
    })
}
