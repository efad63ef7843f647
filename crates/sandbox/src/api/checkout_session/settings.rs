//! What a session asks and says, as it was given with a call of the API.

use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::offer::{self, Mode, field, or};
use super::super::params::below;
use crate::checkout;

/// The settings that are kept as they are given.
const PLAIN: &[&str] = &[
    "allow_promotion_codes",
    "allowed_payment_method_types",
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "customer_creation",
    "customer_email",
    "integration_identifier",
    "locale",
    "origin_context",
    "payment_method_collection",
    "phone_number_collection",
    "shipping_address_collection",
    "submit_type",
    "success_url",
];

/// What this store does not do, in a sentence each, and what has to be there.
pub(super) fn check(given: &Map<String, Value>) -> Result<(), ApiError> {
    offer::refuse_absent(given)?;
    let refused = |message: &str, param: &str| Err(ApiError::invalid(message).param(param));
    if !matches!(
        given.get("ui_mode").and_then(Value::as_str),
        None | Some("hosted" | "hosted_page")
    ) {
        return refused(
            "The practice store has the hosted page only: use the ui_mode `hosted_page`.",
            "ui_mode",
        );
    }
    for name in ["redirect_on_completion", "return_url"] {
        if given.contains_key(name) {
            return refused(
                &format!("You can only pass `{name}` when `ui_mode` is `embedded_page`."),
                name,
            );
        }
    }
    if given.contains_key("setup_intent_data") {
        return refused(
            "You can only pass `setup_intent_data` in `setup` mode.",
            "setup_intent_data",
        );
    }
    if given
        .get("after_expiration")
        .is_some_and(|it| it["recovery"]["enabled"] == true)
    {
        return refused(
            "The practice store does not recover expired sessions.",
            "after_expiration[recovery][enabled]",
        );
    }
    if !given.contains_key("success_url") {
        return Err(ApiError::missing("success_url"));
    }
    check_taxes(given)
}

/// There are no tax rates here.
fn check_taxes(given: &Map<String, Value>) -> Result<(), ApiError> {
    let items = given.get("line_items").and_then(Value::as_array);
    let of_item = items
        .into_iter()
        .flatten()
        .position(|item| !item["tax_rates"].is_null());
    let of_subscription = given
        .get("subscription_data")
        .is_some_and(|data| !data["default_tax_rates"].is_null());
    let param = match (of_item, of_subscription) {
        (Some(index), _) => format!("line_items[{index}][tax_rates]"),
        (None, true) => "subscription_data[default_tax_rates]".to_owned(),
        (None, false) => return Ok(()),
    };
    Err(ApiError::invalid("The practice store has no tax rates.").param(param))
}

/// Puts the settings that were given on a new session.
pub(super) fn apply(
    session: &mut Value,
    given: &Map<String, Value>,
    mode: Mode,
) -> Result<(), ApiError> {
    for name in PLAIN {
        if let Some(value) = given.get(*name) {
            session[*name] = value.clone();
        }
    }
    let setting = |name: &str| given.get(name).unwrap_or(&Value::Null);
    session["_after_completion"] =
        json!({ "type": "redirect", "redirect": { "url": setting("success_url") } });
    session["cancel_url"] = setting("cancel_url").clone();
    session["consent_collection"] = offer::consent(setting("consent_collection"));
    let fields = offer::custom_fields(setting("custom_fields"))?;
    session["custom_fields"] = checkout::questions(&fields);
    session["custom_text"] = offer::custom_text(setting("custom_text"));
    session["name_collection"] = offer::names(setting("name_collection"));
    session["tax_id_collection"] = offer::tax_id(setting("tax_id_collection"));
    checkout::automatic_tax(session, &offer::automatic_tax(setting("automatic_tax")));
    if setting("adaptive_pricing")["enabled"] == true {
        session["adaptive_pricing"]["enabled"] = json!(true);
    }
    match mode {
        Mode::Payment => {
            session["invoice_creation"] = offer::invoice_creation(setting("invoice_creation"));
            session["_intent_data"] = intent_data(setting("payment_intent_data"))?;
            session["payment_method_collection"] = json!("if_required");
        }
        Mode::Subscription => {
            session["_subscription_data"] = subscription_data(setting("subscription_data"))?;
            let usual = json!("always");
            session["payment_method_collection"] = given
                .get("payment_method_collection")
                .cloned()
                .unwrap_or(usual);
        }
    }
    payment_methods(session, given, mode)
}

/// The ways to pay: as asked for, without those that were excluded.
fn payment_methods(
    session: &mut Value,
    given: &Map<String, Value>,
    mode: Mode,
) -> Result<(), ApiError> {
    let asked = ["payment_method_types", "allowed_payment_method_types"]
        .iter()
        .find_map(|name| given.get(*name));
    let asked = asked.unwrap_or(&Value::Null);
    let currency = session["currency"].as_str().unwrap_or_default();
    offer::check_method_types(asked, currency, mode)?;
    let mut types = checkout::method_types(session, asked);
    let excluded = given
        .get("excluded_payment_method_types")
        .and_then(Value::as_array);
    if let (Some(types), Some(excluded)) = (types.as_array_mut(), excluded) {
        types.retain(|name| !excluded.contains(name));
        session["excluded_payment_method_types"] = json!(excluded);
    }
    session["payment_method_types"] = types;
    if let Some(options) = given.get("payment_method_options") {
        session["payment_method_options"] = options.clone();
        if options["card"]["capture_method"] == "manual" {
            session["_intent_data"]["capture_method"] = json!("manual");
        }
    }
    Ok(())
}

/// What the payment is made with.
fn intent_data(given: &Value) -> Result<Value, ApiError> {
    const PATH: &str = "payment_intent_data";
    offer::check_descriptors(given, PATH)?;
    refuse_connect(given, PATH)?;
    Ok(match given.is_null() {
        true => Value::Null,
        false => given.clone(),
    })
}

fn subscription_data(given: &Value) -> Result<Value, ApiError> {
    const PATH: &str = "subscription_data";
    refuse_connect(given, PATH)?;
    if given.is_null() {
        return Ok(Value::Null);
    }
    if !given["billing_cycle_anchor"].is_null() {
        return Err(ApiError::invalid(
            "The practice store bills a subscription from the day on which it begins.",
        )
        .param(below(PATH, "billing_cycle_anchor")));
    }
    if !given["trial_end"].is_null() && !given["trial_period_days"].is_null() {
        return Err(ApiError::invalid(
            "You may only specify one of these parameters: trial_end, trial_period_days.",
        )
        .param(below(PATH, "trial_end")));
    }
    let mut data = offer::subscription_data(&Value::Null, given);
    data["trial_end"] = field(given, "trial_end");
    data["billing_mode"] = or(given, "billing_mode", Value::Null);
    Ok(data)
}

fn refuse_connect(given: &Value, path: &str) -> Result<(), ApiError> {
    for name in [
        "application_fee_amount",
        "application_fee_percent",
        "on_behalf_of",
        "transfer_data",
    ] {
        if !given[name].is_null() {
            return Err(ApiError::invalid(format!(
                "The practice store is one account without connected ones, so `{name}` cannot be \
                 used."
            ))
            .param(below(path, name)));
        }
    }
    Ok(())
}

/// What a session has from its customer, who is known or yet to come.
pub(super) fn of_customer(
    session: &mut Value,
    given: &Map<String, Value>,
    customer: Option<&Value>,
    mode: Mode,
) {
    let email = match customer {
        Some(customer) => {
            session["customer"] = customer["id"].clone();
            session["_customer_update"] =
                given.get("customer_update").cloned().unwrap_or(Value::Null);
            customer["email"].clone()
        }
        None => {
            let usual = match mode {
                Mode::Payment => "if_required",
                Mode::Subscription => "always",
            };
            let asked = given.get("customer_creation").cloned();
            session["customer_creation"] = asked.unwrap_or(json!(usual));
            session["customer_email"].clone()
        }
    };
    // What the shop knows, its customer need not type and may not change.
    session["_email_is_locked"] = json!(!email.is_null());
    session["_known_email"] = email.clone();
    if customer.is_some() || !email.is_null() {
        let of_customer = |name: &str| customer.map_or(&Value::Null, |it| &it[name]);
        session["customer_details"] = json!({
            "address": of_customer("address"),
            "business_name": null,
            "email": email,
            "individual_name": null,
            "name": of_customer("name"),
            "phone": of_customer("phone"),
            "tax_exempt": "none",
            "tax_ids": null,
        });
    }
}
