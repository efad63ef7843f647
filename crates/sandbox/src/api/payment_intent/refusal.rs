//! Why something cannot be done with an intent, in Stripe's words.

use serde_json::{Map, Value};

use super::super::error::ApiError;
use super::super::route::Call;
use crate::payment::{DESCRIPTOR_PREFIX, Decline, LONGEST_DESCRIPTOR};
use crate::state::{StateError, Work};

/// A refusal that tells the intent as it is.
pub(super) fn unexpected(
    work: &Work<'_>,
    intent: &Value,
    message: impl Into<String>,
) -> Result<ApiError, StateError> {
    let error = ApiError::invalid(message).code("payment_intent_unexpected_state");
    about(work, intent, error)
}

/// Puts the intent into a refusal.
pub(super) fn about(
    work: &Work<'_>,
    intent: &Value,
    error: ApiError,
) -> Result<ApiError, StateError> {
    Ok(error.with("payment_intent", work.render(intent)?))
}

/// An attempt that failed: it stays made.
pub(super) fn declined(
    work: &Work<'_>,
    intent: &Value,
    decline: &Decline,
) -> Result<ApiError, StateError> {
    let mut error = ApiError::card(decline).kept();
    let last = &intent["last_payment_error"];
    for name in ["charge", "network_decline_code", "payment_method"] {
        if !last[name].is_null() {
            error = error.with(name, last[name].clone());
        }
    }
    about(work, intent, error)
}

fn status(intent: &Value) -> &str {
    intent["status"].as_str().unwrap_or_default()
}

/// Whether an attempt can be made.
pub(super) fn may_be_confirmed(work: &Work<'_>, intent: &Value) -> Result<(), ApiError> {
    let message = match status(intent) {
        "requires_payment_method" | "requires_confirmation" | "requires_action" => return Ok(()),
        "succeeded" => {
            "You cannot confirm this PaymentIntent because it has already succeeded after \
                        being previously confirmed."
                .to_owned()
        }
        other => format!(
            "You cannot confirm this PaymentIntent because it has a status of {other}. Only a \
             PaymentIntent with one of the following statuses may be confirmed: \
             requires_confirmation, requires_action."
        ),
    };
    Err(unexpected(work, intent, message)?)
}

/// Whether it can be canceled. A debit that is on its way cannot be called back.
pub(super) fn may_be_canceled(work: &Work<'_>, intent: &Value) -> Result<(), ApiError> {
    match status(intent) {
        "requires_payment_method"
        | "requires_capture"
        | "requires_confirmation"
        | "requires_action" => Ok(()),
        other => Err(unexpected(
            work,
            intent,
            format!(
                "You cannot cancel this PaymentIntent because it has a status of {other}. Only a \
                 PaymentIntent with one of the following statuses may be canceled: \
                 requires_payment_method, requires_capture, requires_reauthorization, \
                 requires_confirmation, requires_action, expired, processing."
            ),
        )?),
    }
}

/// How much is to be captured, where that can be.
pub(super) fn amount_to_capture(
    work: &Work<'_>,
    intent: &Value,
    call: &Call,
) -> Result<i64, ApiError> {
    match status(intent) {
        "requires_capture" => {}
        "succeeded" => {
            let message = if intent["capture_method"] == "manual" {
                "The remaining amount on this PaymentIntent could not be captured because the \
                 remainder of the authorized amount has been released."
            } else {
                "This PaymentIntent could not be captured because it has already been captured."
            };
            return Err(unexpected(work, intent, message)?);
        }
        other => {
            let message = format!(
                "This PaymentIntent could not be captured because it has a status of {other}. Only \
                 a PaymentIntent with one of the following statuses may be captured: \
                 requires_capture."
            );
            return Err(unexpected(work, intent, message)?);
        }
    }
    let most = intent["amount_capturable"].as_i64().unwrap_or(0);
    let amount = call.params.get("amount_to_capture").and_then(Value::as_i64);
    let error = match amount.unwrap_or(most) {
        amount if amount < 0 => {
            ApiError::invalid("Invalid non-negative integer").param("amount_to_capture")
        }
        0 => ApiError::invalid("This value must be greater than or equal to 1.")
            .code("parameter_invalid_integer")
            .param("amount"),
        amount if amount > most => ApiError::invalid(
            "The payment could not be captured because the requested capture amount is greater \
             than the amount you can capture for this charge.",
        )
        .code("amount_too_large"),
        amount => return Ok(amount),
    };
    Err(about(work, intent, error)?)
}

/// Checks what a bank statement is to say.
pub(in crate::api) fn check_descriptors(given: &Map<String, Value>) -> Result<(), ApiError> {
    for name in ["statement_descriptor", "statement_descriptor_suffix"] {
        let Some(text) = given.get(name).and_then(Value::as_str) else {
            continue;
        };
        let refused = |message: String| Err(ApiError::invalid(message).param(name));
        if text.chars().any(|it| "<>\\'\"*".contains(it)) {
            return refused(format!(
                "The {name} may not contain any of the following characters: <, >, \\, ', \", *."
            ));
        }
        if !text.chars().any(|it| it.is_ascii_alphabetic()) {
            return refused(format!(
                "The {name} must contain at least one alphabetic character."
            ));
        }
        if name == "statement_descriptor" && text.chars().count() < 5 {
            return refused(format!("The {name} must be at least 5 characters."));
        }
        let whole = DESCRIPTOR_PREFIX.len() + 2 + text.chars().count();
        if name == "statement_descriptor_suffix" && whole > LONGEST_DESCRIPTOR {
            return refused(format!(
                "The {name} is too long: with the prefix '{DESCRIPTOR_PREFIX}* ' it must be at most \
                 {LONGEST_DESCRIPTOR} characters."
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_bank_statement_takes_some_texts_only() {
        for (name, text, good) in [
            ("statement_descriptor", "Harbour Bakery", true),
            ("statement_descriptor", "Cake", false),
            ("statement_descriptor", "12345", false),
            ("statement_descriptor", "Cakes*", false),
            ("statement_descriptor_suffix", "Cake", true),
            ("statement_descriptor_suffix", "A", true),
            ("statement_descriptor_suffix", "123", false),
            ("statement_descriptor_suffix", "A cake too long", false),
            ("statement_descriptor_suffix", "Cake \"x\"", false),
        ] {
            let given = json!({ name: text });
            let answer = check_descriptors(given.as_object().unwrap());
            assert_eq!(answer.is_ok(), good, "{name} {text}");
        }
    }
}
