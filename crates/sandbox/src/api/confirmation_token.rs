//! Confirmation tokens: what a customer filled in on a shop's page, kept until the shop confirms.

use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional};
use super::payment_method::{METHOD_DATA, existing_or_test, of_data};
use super::people::{self, RECIPIENT};
use super::route::{Call, Route, get, post};
use crate::state::{Kind, StateError, Work};

/// How long one can be used, in seconds: Stripe's twelve hours.
const VALID: i64 = 12 * 3600;

const CREATE: &[Param] = &[
    optional("payment_method", Shape::Text(255)),
    optional("payment_method_data", METHOD_DATA),
    optional(
        "payment_method_options",
        Shape::Object(&[clearable("card", Shape::Object(&[]))]),
    ),
    optional("return_url", Shape::Address),
    optional(
        "setup_future_usage",
        Shape::Choice(&["off_session", "on_session"]),
    ),
    clearable("shipping", RECIPIENT),
];

pub(super) const ROUTES: &[Route] = &[
    get("/v1/confirmation_tokens/{}", retrieve),
    post("/v1/test_helpers/confirmation_tokens", CREATE, create),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let method = match (
        call.text("payment_method"),
        call.params.get("payment_method_data"),
    ) {
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid(
                "You may only specify one of these parameters: payment_method, \
                 payment_method_data.",
            ));
        }
        (Some(id), None) => existing_or_test(work, id)?
            .ok_or_else(|| ApiError::no_such_param(Kind::PaymentMethod, id, "payment_method"))?,
        (None, Some(data)) => of_data(work, &data.as_object().cloned().unwrap_or_default())?,
        (None, None) => return Err(ApiError::missing("payment_method_data")),
    };
    let now = work.now().0;
    let given = |name: &str| call.params.get(name).cloned().unwrap_or_default();
    let token = json!({
        "id": work.new_id(Kind::ConfirmationToken),
        "object": "confirmation_token",
        "_method": method,
        "created": now,
        "expires_at": now + VALID,
        "livemode": false,
        "mandate_data": null,
        "metadata": null,
        "payment_intent": null,
        "payment_method_options": { "card": { "cvc_token": null } },
        "payment_method_preview": preview(work, &method)?,
        "return_url": given("return_url"),
        "setup_future_usage": given("setup_future_usage"),
        "setup_intent": null,
        "shipping": people::recipient(&given("shipping")),
        "use_stripe_sdk": true,
    });
    work.insert(Kind::ConfirmationToken, &token)?;
    Ok(token)
}

/// What a token shows of its method: all but what only a kept one has.
fn preview(work: &Work<'_>, method: &Value) -> Result<Value, StateError> {
    let mut shown = work.render(method)?;
    if let Some(shown) = shown.as_object_mut() {
        for name in ["created", "id", "livemode", "metadata", "object"] {
            shown.remove(name);
        }
    }
    Ok(shown)
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::ConfirmationToken, id)?
        .ok_or_else(|| ApiError::no_such(Kind::ConfirmationToken, id))
}

/// The token that a confirmation names, where it can still be used.
pub(super) fn given(work: &Work<'_>, call: &Call) -> Result<Option<Value>, ApiError> {
    let Some(id) = call.text("confirmation_token") else {
        return Ok(None);
    };
    let param = "confirmation_token";
    for other in ["payment_method", "payment_method_data"] {
        if call.params.contains_key(other) {
            return Err(ApiError::invalid(format!(
                "You may only specify one of these parameters: {param}, {other}."
            )));
        }
    }
    let token = work
        .find(Kind::ConfirmationToken, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::ConfirmationToken, id, param))?;
    if !token["payment_intent"].is_null() {
        return Err(ApiError::invalid(format!(
            "The ConfirmationToken {id} has already been used. It may not be used again."
        ))
        .param(param));
    }
    if token["expires_at"]
        .as_i64()
        .is_some_and(|end| end <= work.now().0)
    {
        return Err(
            ApiError::invalid(format!("The ConfirmationToken {id} has expired.")).param(param),
        );
    }
    Ok(Some(token))
}

/// Writes on an intent what the customer filled in.
pub(super) fn apply(intent: &mut Value, token: &Value) {
    if !token["setup_future_usage"].is_null() {
        intent["setup_future_usage"] = token["setup_future_usage"].clone();
    }
    if !token["shipping"].is_null() {
        intent["shipping"] = people::shipping(&token["shipping"]);
    }
}

/// The method that a token stands for.
pub(super) fn method_of(work: &Work<'_>, token: &Value) -> Result<Value, StateError> {
    let method = &token["_method"];
    let id = method["id"].as_str().unwrap_or_default();
    let kept = work.find(Kind::PaymentMethod, id)?;
    Ok(kept.unwrap_or_else(|| method.clone()))
}

/// Marks a token as used by an intent.
pub(super) fn used(
    work: &mut Work<'_>,
    mut token: Value,
    intent: &Value,
) -> Result<(), StateError> {
    token["payment_intent"] = intent["id"].clone();
    token["expires_at"] = Value::Null;
    work.replace(Kind::ConfirmationToken, &token)
}
