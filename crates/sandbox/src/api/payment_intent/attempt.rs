//! An attempt that a call makes: with which method, and how.

use serde_json::{Value, json};

use super::super::error::ApiError;
use super::super::payment_method::{existing_or_test, of_data};
use super::super::route::Call;
use super::super::{confirmation_token, source};
use super::refusal::{about, declined, unexpected};
use crate::payment::{self, Ended, How, Presence, ReturnTo};
use crate::state::{Kind, Work};

const REUSED: &str = "The provided PaymentMethod was previously used with a PaymentIntent without \
                      Customer attachment, shared with a connected account without Customer \
                      attachment, or was detached from a Customer. It may not be used again. To \
                      use a PaymentMethod multiple times, you must attach it to a Customer first.";
const REDIRECTS: &str = "This PaymentIntent is configured to accept payment methods enabled in your \
                         Dashboard. Because some of these payment methods might redirect your \
                         customer off of your page, you must provide a `return_url`. If you don't \
                         want to accept redirect-based payment methods, set \
                         `automatic_payment_methods[enabled]` to `true` and \
                         `automatic_payment_methods[allow_redirects]` to `never` when creating \
                         Setup Intents and Payment Intents.";
const NO_MANDATE: &str = "This PaymentIntent requires a mandate, but no existing mandate was found. \
                          Collect mandate acceptance from the customer and try again, providing \
                          acceptance data in the mandate_data parameter.";

/// The method that a call names or describes; new ones are not kept yet.
pub(super) fn given_method(
    work: &mut Work<'_>,
    intent: &Value,
    call: &Call,
) -> Result<Option<Value>, ApiError> {
    let method = if let Some(id) = call.text("payment_method") {
        named(work, id)?
    } else if let Some(data) = call.params.get("payment_method_data") {
        let mut data = data.as_object().cloned().unwrap_or_default();
        // A card may be described with its number alone, as some older programs do.
        data.entry("type").or_insert_with(|| json!("card"));
        of_data(work, &data)?
    } else {
        return Ok(None);
    };
    usable(work, intent, &method, call)?;
    Ok(Some(method))
}

fn named(work: &mut Work<'_>, id: &str) -> Result<Value, ApiError> {
    if let Some(method) = existing_or_test(work, id)? {
        return Ok(method);
    }
    if let Some(method) = source::as_method(work, id)? {
        return Ok(method);
    }
    Err(ApiError::no_such_param(
        Kind::PaymentMethod,
        id,
        "payment_method",
    ))
}

/// Whether an intent can be paid with a method.
fn usable(work: &Work<'_>, intent: &Value, method: &Value, call: &Call) -> Result<(), ApiError> {
    let customer = match call.params.get("customer") {
        Some(customer) => customer,
        None => &intent["customer"],
    };
    let id = method["id"].as_str().unwrap_or_default();
    let error = match (method["customer"].as_str(), customer.as_str()) {
        (None, _) if method["_used"] == true => ApiError::invalid(REUSED),
        (Some(owner), None) => ApiError::invalid(format!(
            "The `payment_method` parameter supplied {id} belongs to the Customer {owner}. Please \
             include the Customer in the `customer` parameter on the PaymentIntent."
        ))
        .code("parameter_missing")
        .param("source"),
        (Some(owner), Some(customer)) if owner != customer => ApiError::invalid(format!(
            "The PaymentMethod {id} does not belong to the Customer you supplied {customer}. Please \
             use this PaymentMethod with the Customer that it belongs to instead."
        ))
        .param("payment_method"),
        _ => return fits(work, intent, method),
    };
    Err(about(work, intent, error)?)
}

/// Whether an intent takes methods of the type.
fn fits(work: &Work<'_>, intent: &Value, method: &Value) -> Result<(), ApiError> {
    let kinds = intent["payment_method_types"].as_array();
    if kinds.is_some_and(|kinds| kinds.contains(&method["type"])) {
        return Ok(());
    }
    let kinds: Vec<_> = kinds
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let kind = method["type"].as_str().unwrap_or_default();
    let error = ApiError::invalid(format!(
        "The PaymentMethod provided ({kind}) is not allowed for this PaymentIntent. Please attach a \
         PaymentMethod of one of the following types: {} OR update the allowed \
         payment_method_types for this PaymentIntent to include \"{kind}\".",
        kinds.join(", ")
    ))
    .code("payment_intent_incompatible_payment_method")
    .param("payment_method");
    Err(about(work, intent, error)?)
}

/// Makes an attempt; one that fails is an error that stays made.
pub(super) fn confirm(
    work: &mut Work<'_>,
    mut intent: Value,
    given: Option<Value>,
    call: &Call,
) -> Result<Value, ApiError> {
    let token = confirmation_token::given(work, call)?;
    if let Some(token) = &token {
        confirmation_token::apply(&mut intent, token);
    }
    let method = match (given, &token) {
        (Some(method), _) => method,
        (None, Some(token)) => {
            let method = confirmation_token::method_of(work, token)?;
            usable(work, &intent, &method, call)?;
            method
        }
        (None, None) => own_method(work, &intent)?,
    };
    let told = call.text("return_url").map(str::to_owned);
    let of_token = token
        .as_ref()
        .and_then(|token| token["return_url"].as_str());
    let return_url = told.or(of_token.map(str::to_owned));
    needs_return_url(work, &intent, return_url.as_deref(), call)?;
    mandate(work, &mut intent, &method, call)?;
    card_statement(&intent, &method)?;
    let how = How {
        presence: presence(call),
        return_to: match &return_url {
            Some(address) => ReturnTo::Address(address),
            None => ReturnTo::Sdk,
        },
    };
    let attempt = payment::confirm(work, intent, method, how)?;
    if let Some(token) = token {
        confirmation_token::used(work, token, &attempt.intent)?;
    }
    payment::settle(work, &attempt)?;
    match attempt.ended {
        Ended::Declined(decline) => Err(declined(work, &attempt.intent, &decline)?),
        Ended::Succeeded | Ended::RequiresAction | Ended::Processing | Ended::Voucher => {
            Ok(attempt.intent)
        }
    }
}

/// The method that an intent has, or its customer's default source.
fn own_method(work: &mut Work<'_>, intent: &Value) -> Result<Value, ApiError> {
    if intent["payment_method"].is_string() {
        return Ok(payment::method_of(work, intent)?);
    }
    let Some(customer) = intent["customer"].as_str() else {
        return Err(unexpected(
            work,
            intent,
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can \
             either update the PaymentIntent with a payment method and then confirm it again, or \
             confirm it again directly with a payment method or ConfirmationToken.",
        )?);
    };
    let owner = work.find(Kind::Customer, customer)?.unwrap_or_default();
    let source = owner["default_source"].as_str().unwrap_or_default();
    if let Some(method) = source::as_method(work, source)? {
        return Ok(method);
    }
    let message = format!(
        "You cannot confirm this PaymentIntent because it's missing a payment method. To confirm \
         the PaymentIntent with {customer}, specify a payment method attached to this customer \
         along with the customer ID."
    );
    Err(unexpected(work, intent, message)?)
}

fn presence(call: &Call) -> Presence {
    let away = call.text("off_session").is_some_and(|it| it != "false");
    let no_action = call.params.get("error_on_requires_action") == Some(&json!(true));
    if away || no_action {
        Presence::OffSession
    } else {
        Presence::OnSession
    }
}

/// Methods of the Dashboard may send the customer elsewhere, and back.
fn needs_return_url(
    work: &Work<'_>,
    intent: &Value,
    return_url: Option<&str>,
    call: &Call,
) -> Result<(), ApiError> {
    let automatic = &intent["automatic_payment_methods"];
    let may_redirect = automatic["enabled"] == true && automatic["allow_redirects"] != "never";
    let by_sdk = call.params.get("use_stripe_sdk") == Some(&json!(true));
    if may_redirect && return_url.is_none() && !by_sdk {
        return Err(about(work, intent, ApiError::invalid(REDIRECTS))?);
    }
    Ok(())
}

/// A debit needs the customer's leave, given now or before.
fn mandate(
    work: &Work<'_>,
    intent: &mut Value,
    method: &Value,
    call: &Call,
) -> Result<(), ApiError> {
    if method["type"] != "sepa_debit" {
        return Ok(());
    }
    let acceptance = call
        .params
        .get("mandate_data")
        .map(|data| data["customer_acceptance"].clone());
    match acceptance {
        Some(acceptance) => intent["_acceptance"] = acceptance,
        None if method["_mandate"].is_string() => intent["_acceptance"] = Value::Null,
        None => {
            let error = ApiError::invalid(NO_MANDATE).code("payment_intent_mandate_invalid");
            return Err(about(work, intent, error)?);
        }
    }
    Ok(())
}

/// Of a card's statement only the end is the shop's.
fn card_statement(intent: &Value, method: &Value) -> Result<(), ApiError> {
    if method["type"] == "card" && intent["statement_descriptor"].is_string() {
        return Err(ApiError::invalid(
            "You cannot use `statement_descriptor` for card charges. Use \
             `statement_descriptor_suffix` instead.",
        )
        .param("statement_descriptor"));
    }
    Ok(())
}
