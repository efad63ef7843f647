//! Payment intents: sales, over all attempts to pay them.

mod amount;
mod apply;
mod attempt;
mod params;
mod refusal;

use serde_json::{Value, json};

use super::error::ApiError;
use super::route::{Call, Route, get_with, list as list_route, post};
use super::{list, metadata};
use crate::checkout;
use crate::payment::{self, Release};
use crate::state::{Kind, Work};

pub(super) use amount::check as check_amount;
pub(super) use refusal::check_descriptors;

pub(super) const ROUTES: &[Route] = &[
    post("/v1/payment_intents", params::CREATE, create),
    list_route("/v1/payment_intents", params::LIST, list_all),
    get_with("/v1/payment_intents/{}", params::RETRIEVE, retrieve),
    post("/v1/payment_intents/{}", params::UPDATE, update),
    post("/v1/payment_intents/{}/cancel", params::CANCEL, cancel),
    post("/v1/payment_intents/{}/capture", params::CAPTURE, capture),
    post("/v1/payment_intents/{}/confirm", params::CONFIRM, confirm),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::PaymentIntent, &["customer"]);
    list::answer(work, &query, "/v1/payment_intents")
}

/// The intent in a path. Whoever gives its secret too has to give the right one.
fn existing(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    let intent = work.find(Kind::PaymentIntent, id)?.ok_or_else(|| {
        ApiError::no_such_param(Kind::PaymentIntent, id, "intent")
            .status(axum::http::StatusCode::NOT_FOUND)
    })?;
    if let Some(secret) = call.text("client_secret")
        && intent["client_secret"] != secret
    {
        return Err(ApiError::invalid(format!(
            "The client_secret provided does not match any associated PaymentIntent for the ID \
             {id}."
        ))
        .code("payment_intent_invalid_parameter")
        .param("client_secret"));
    }
    Ok(intent)
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call)
}

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut intent = payment::blank_intent(work);
    apply::kinds_of_new(&mut intent, call)?;
    apply::fields(work, &mut intent, call)?;
    amount::check(&intent["amount"], &intent["currency"])?;
    let method = attempt::given_method(work, &intent, call)?;
    if let Some(method) = &method {
        payment::keep_method(work, method)?;
        intent["payment_method"] = method["id"].clone();
        intent["status"] = json!("requires_confirmation");
    }
    payment::keep_intent(work, &intent)?;
    if call.params.get("confirm") == Some(&json!(true)) {
        // The intent is there, whatever becomes of the attempt.
        return attempt::confirm(work, intent, method, call).map_err(ApiError::kept);
    }
    refuse_confirm_only(call)?;
    Ok(intent)
}

/// Some parameters mean nothing before an attempt is made.
fn refuse_confirm_only(call: &Call) -> Result<(), ApiError> {
    for name in [
        "confirmation_token",
        "error_on_requires_action",
        "mandate",
        "mandate_data",
        "off_session",
        "return_url",
    ] {
        if call.params.contains_key(name) {
            return Err(ApiError::invalid(format!(
                "You cannot provide `{name}` without setting `confirm` to `true`."
            ))
            .param(name));
        }
    }
    Ok(())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut intent = existing(work, call)?;
    apply::may_be_changed(work, &intent, call)?;
    apply::fields(work, &mut intent, call)?;
    amount::check(&intent["amount"], &intent["currency"])?;
    if let Some(method) = attempt::given_method(work, &intent, call)? {
        payment::keep_method(work, &method)?;
        intent["payment_method"] = method["id"].clone();
        intent["next_action"] = Value::Null;
        intent["status"] = json!("requires_confirmation");
    }
    work.replace(Kind::PaymentIntent, &intent)?;
    Ok(intent)
}

fn confirm(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut intent = existing(work, call)?;
    refusal::may_be_confirmed(work, &intent)?;
    let before = intent.clone();
    apply::fields(work, &mut intent, call)?;
    let method = attempt::given_method(work, &before, call)?;
    attempt::confirm(work, intent, method, call)
}

fn capture(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut intent = existing(work, call)?;
    let amount = refusal::amount_to_capture(work, &intent, call)?;
    check_descriptors(&call.params)?;
    for name in ["statement_descriptor", "statement_descriptor_suffix"] {
        if let Some(value) = call.params.get(name) {
            intent[name] = value.clone();
        }
    }
    metadata::merge(&mut intent["metadata"], call.params.get("metadata"));
    let intent = payment::capture(work, intent, amount)?;
    checkout::captured(work, &intent)?;
    Ok(intent)
}

fn cancel(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let intent = existing(work, call)?;
    refusal::may_be_canceled(work, &intent)?;
    let reason = Release::Merchant(call.text("cancellation_reason"));
    Ok(payment::cancel(work, intent, reason)?)
}
