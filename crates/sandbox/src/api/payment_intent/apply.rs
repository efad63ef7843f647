//! Writing what was given on an intent, where that can still be.

use serde_json::{Value, json};

use super::super::error::ApiError;
use super::super::metadata;
use super::super::payment_method::KINDS;
use super::super::people;
use super::super::route::Call;
use super::refusal::{about, check_descriptors};
use crate::payment;
use crate::state::{Kind, Work};

/// The parameters that are fields of an intent.
const FIELDS: [&str; 11] = [
    "amount",
    "capture_method",
    "confirmation_method",
    "currency",
    "customer",
    "description",
    "excluded_payment_method_types",
    "receipt_email",
    "setup_future_usage",
    "statement_descriptor",
    "statement_descriptor_suffix",
];

/// Those that may be changed as long as nothing is paid.
const BEFORE_PAYMENT: [&str; 7] = [
    "amount",
    "capture_method",
    "currency",
    "customer",
    "payment_method",
    "payment_method_types",
    "setup_future_usage",
];

/// Refuses to change what is settled by now.
pub(super) fn may_be_changed(work: &Work<'_>, intent: &Value, call: &Call) -> Result<(), ApiError> {
    let status = intent["status"].as_str().unwrap_or_default();
    let open = matches!(
        status,
        "requires_payment_method" | "requires_confirmation" | "requires_action"
    );
    let changed = BEFORE_PAYMENT
        .iter()
        .find(|name| call.params.contains_key(**name));
    if let (false, Some(name)) = (open, changed) {
        let error = ApiError::invalid(format!(
            "This PaymentIntent's {name} could not be updated because it has a status of {status}. \
             You may only update the {name} of a PaymentIntent with one of the following statuses: \
             requires_payment_method, requires_confirmation, requires_action."
        ))
        .code("payment_intent_unexpected_state")
        .param(*name);
        return Err(about(work, intent, error)?);
    }
    Ok(())
}

/// Which types of payment methods a new intent takes: those that are named, else all that the
/// practice store has for the currency.
pub(super) fn kinds_of_new(intent: &mut Value, call: &Call) -> Result<(), ApiError> {
    let automatic = call.params.get("automatic_payment_methods");
    let named = call.params.contains_key("payment_method_types");
    if let (Some(automatic), true) = (automatic, named)
        && automatic["enabled"] == true
    {
        return Err(ApiError::invalid(
            "You may only specify one of these parameters: automatic_payment_methods, \
             payment_method_types.",
        ));
    }
    if !named && automatic.is_none_or(|automatic| automatic["enabled"] == true) {
        let redirects = automatic.and_then(|automatic| automatic["allow_redirects"].as_str());
        intent["automatic_payment_methods"] =
            json!({ "allow_redirects": redirects.unwrap_or("always"), "enabled": true });
        let kinds = json!(kinds_for(call.text("currency").unwrap_or_default()));
        intent["payment_method_options"] = payment::options(&kinds);
        intent["payment_method_types"] = kinds;
    }
    Ok(())
}

/// The types for a currency.
fn kinds_for(currency: &str) -> Vec<&'static str> {
    let kinds = KINDS.iter().copied();
    kinds
        .filter(|kind| *kind == "card" || currency == "eur")
        .collect()
}

/// Writes what was given.
pub(super) fn fields(work: &Work<'_>, intent: &mut Value, call: &Call) -> Result<(), ApiError> {
    check_descriptors(&call.params)?;
    check_customer(work, call)?;
    check_email(call)?;
    for name in FIELDS {
        if let Some(value) = call.params.get(name) {
            intent[name] = value.clone();
        }
    }
    if let Some(shipping) = call.params.get("shipping") {
        intent["shipping"] = people::shipping(shipping);
    }
    if let Some(group) = call.params.get("transfer_group") {
        intent["transfer_group"] = group.clone();
    }
    kinds(intent, call)?;
    options(intent, call);
    metadata::merge(&mut intent["metadata"], call.params.get("metadata"));
    Ok(())
}

fn check_customer(work: &Work<'_>, call: &Call) -> Result<(), ApiError> {
    match call.text("customer") {
        Some(id) if work.find(Kind::Customer, id)?.is_none() => {
            Err(ApiError::no_such_param(Kind::Customer, id, "customer"))
        }
        _ => Ok(()),
    }
}

fn check_email(call: &Call) -> Result<(), ApiError> {
    match call.text("receipt_email") {
        Some(email) if !email.contains('@') => {
            Err(ApiError::invalid(format!("Invalid email address: {email}"))
                .code("email_invalid")
                .param("receipt_email"))
        }
        _ => Ok(()),
    }
}

fn kinds(intent: &mut Value, call: &Call) -> Result<(), ApiError> {
    let Some(given) = call.params.get("payment_method_types") else {
        return only_with_euros(intent);
    };
    let named: Vec<&str> = given
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if let Some(unknown) = named.iter().find(|kind| !KINDS.contains(kind)) {
        return Err(ApiError::invalid(format!(
            "The payment method type provided: {unknown} is invalid. Please ensure the provided \
             type is activated in your dashboard \
             (https://dashboard.stripe.com/account/payments/settings) and your account is enabled \
             for any preview features that you are trying to use."
        ))
        .code("payment_intent_invalid_parameter")
        .param("payment_method_types"));
    }
    intent["automatic_payment_methods"] = Value::Null;
    intent["payment_method_options"] = payment::options(given);
    intent["payment_method_types"] = json!(named);
    only_with_euros(intent)
}

/// Debits and vouchers are in euros.
fn only_with_euros(intent: &mut Value) -> Result<(), ApiError> {
    let currency = intent["currency"].as_str().unwrap_or_default().to_owned();
    if currency == "eur" {
        return Ok(());
    }
    let kinds = intent["payment_method_types"].as_array().cloned();
    let other = kinds
        .iter()
        .flatten()
        .filter_map(Value::as_str)
        .find(|kind| *kind != "card");
    let Some(other) = other else { return Ok(()) };
    if intent["automatic_payment_methods"]["enabled"] == true {
        let kinds = json!(kinds_for(&currency));
        intent["payment_method_options"] = payment::options(&kinds);
        intent["payment_method_types"] = kinds;
        return Ok(());
    }
    Err(ApiError::invalid(format!(
        "The currency provided ({currency}) is invalid for one of the payment_method_types on this \
         PaymentIntent. {other} can only be used with the following currencies: eur."
    ))
    .code("payment_intent_invalid_parameter")
    .param("currency"))
}

fn options(intent: &mut Value, call: &Call) {
    let given = call.params.get("payment_method_options");
    for (kind, values) in given.and_then(Value::as_object).into_iter().flatten() {
        for (name, value) in values.as_object().into_iter().flatten() {
            intent["payment_method_options"][kind][name] = value.clone();
        }
    }
}
