//! Payment methods out of what a call was told: a card, a token, an account.

use secrecy::SecretString;
use serde_json::{Map, Value, json};

use super::super::error::ApiError;
use super::super::metadata;
use super::super::params::{Shape, clearable, optional, required};
use super::super::people::BILLING_DETAILS;
use super::super::token;
use crate::payment::{self, Account, Bank, Card, CardEntry, Decline, IbanError};
use crate::state::Work;

/// The types that the practice store takes.
pub(crate) const KINDS: &[&str] = &["card", "multibanco", "sepa_debit"];

pub(super) const CARD: Shape = Shape::Object(&[
    optional("cvc", Shape::Text(40)),
    optional("exp_month", Shape::Integer(i64::MIN, i64::MAX)),
    optional("exp_year", Shape::Integer(i64::MIN, i64::MAX)),
    optional(
        "networks",
        Shape::Object(&[clearable("preferred", Shape::Text(40))]),
    ),
    optional("number", Shape::Text(40)),
    optional("token", Shape::Text(255)),
]);

pub(super) const RADAR: Shape = Shape::Object(&[optional("session", Shape::Text(255))]);
pub(super) const SEPA_DEBIT: Shape = Shape::Object(&[required("iban", Shape::Text(60))]);
pub(super) const ALLOW_REDISPLAY: Shape = Shape::Choice(&["always", "limited", "unspecified"]);

/// What a new payment method is made of, within another call.
pub(crate) const METHOD_DATA: Shape = Shape::Object(&[
    required("type", Shape::Choice(KINDS)),
    optional("allow_redisplay", ALLOW_REDISPLAY),
    optional("billing_details", BILLING_DETAILS),
    optional("card", CARD),
    clearable("metadata", Shape::Metadata),
    clearable("multibanco", Shape::Object(&[])),
    optional("radar_options", RADAR),
    optional("sepa_debit", SEPA_DEBIT),
]);

/// A payment method of checked data, not kept yet.
pub(crate) fn of_data(work: &mut Work<'_>, data: &Map<String, Value>) -> Result<Value, ApiError> {
    let details = payment::billing_details(data.get("billing_details"));
    let mut method = match data.get("type").and_then(Value::as_str) {
        Some("sepa_debit") => debit(work, data, details)?,
        Some("multibanco") => voucher(work, details)?,
        _ => card(work, data, details)?,
    };
    if let Some(allowed) = data.get("allow_redisplay") {
        method["allow_redisplay"] = allowed.clone();
    }
    method["metadata"] = metadata::of_new(data.get("metadata"));
    Ok(method)
}

fn card(work: &mut Work<'_>, data: &Map<String, Value>, details: Value) -> Result<Value, ApiError> {
    let given = data.get("card").ok_or_else(|| ApiError::missing("card"))?;
    let mut method = match given["token"].as_str() {
        Some(id) => {
            let source = token::take_card(work, id, "card[token]")?;
            let mut method = payment::method_of_source(work, &source);
            overlay(&mut method["billing_details"], &details);
            method
        }
        None => {
            let card = typed(work, given, "card")?;
            payment::card_method(work, &card, details)
        }
    };
    if let Some(preferred) = given.get("networks").map(|it| &it["preferred"]) {
        method["card"]["networks"]["preferred"] = preferred.clone();
    }
    Ok(method)
}

/// What was told beside a token comes before what the token knows.
fn overlay(known: &mut Value, given: &Value) {
    for (name, value) in given.as_object().into_iter().flatten() {
        match value {
            Value::Null => {}
            Value::Object(_) => overlay(&mut known[name], value),
            value => known[name] = value.clone(),
        }
    }
}

/// A card whose number was given. Only test cards are taken.
pub(crate) fn typed(work: &Work<'_>, given: &Value, at: &str) -> Result<Card, ApiError> {
    let part = |name: &str| {
        let value = &given[name];
        match value.is_null() {
            true => Err(ApiError::missing(&format!("{at}[{name}]"))),
            false => Ok(value.clone()),
        }
    };
    let number = part("number")?;
    let (month, year) = (part("exp_month")?, part("exp_year")?);
    let cvc = given["cvc"].as_str().map(SecretString::from);
    let entry = CardEntry {
        number: SecretString::from(number.as_str().unwrap_or_default()),
        exp: expiry(month.as_i64().unwrap_or(0), year.as_i64().unwrap_or(0)),
        cvc,
    };
    let (year, month) = payment::year_and_month(work.now().0);
    let card = entry
        .read(year, month)
        .map_err(|decline| refused(&decline))?;
    if card.test.is_none() {
        return Err(ApiError::card(&payment::LIVE_CARD));
    }
    Ok(card)
}

/// As it would be typed.
fn expiry(month: i64, year: i64) -> String {
    format!("{month}/{year:02}")
}

/// The API has fewer words for a wrong number than the form.
fn refused(decline: &Decline) -> ApiError {
    match *decline {
        payment::INCOMPLETE_NUMBER => ApiError::card(&payment::INCORRECT_NUMBER),
        payment::INCOMPLETE_EXPIRY => ApiError::card(&payment::INVALID_MONTH),
        decline => ApiError::card(&decline),
    }
}

fn debit(
    work: &mut Work<'_>,
    data: &Map<String, Value>,
    details: Value,
) -> Result<Value, ApiError> {
    let iban = data
        .get("sepa_debit")
        .and_then(|it| it["iban"].as_str())
        .ok_or_else(|| ApiError::missing("sepa_debit"))?;
    for name in ["name", "email"] {
        if details[name].is_null() {
            return Err(ApiError::missing(&format!("billing_details[{name}]")));
        }
    }
    let account = Account::read(iban).map_err(|error| {
        let code = match error {
            IbanError::Invalid | IbanError::Live => "account_number_invalid",
            IbanError::BankNotSupported => "sepa_debit_bank_not_supported",
            IbanError::DebitsNotSupported => "sepa_debit_debits_not_supported",
        };
        ApiError::invalid(error.to_string())
            .code(code)
            .param("sepa_debit[iban]")
    })?;
    Ok(payment::debit_method(work, &account, details))
}

fn voucher(work: &mut Work<'_>, details: Value) -> Result<Value, ApiError> {
    if details["email"].is_null() {
        return Err(ApiError::missing("billing_details[email]"));
    }
    Ok(payment::voucher_method(work, details))
}

/// Why a bank lets no customer keep a card.
pub(crate) fn attach_decline(method: &Value) -> Option<Decline> {
    let has_cvc = !method["card"]["checks"]["cvc_check"].is_null();
    match payment::test_card(method)?.bank {
        Bank::Decline(decline) if decline != payment::INCORRECT_CVC || has_cvc => Some(decline),
        Bank::Decline(_) | Bank::DeclineCharges(_) | Bank::Approve => None,
    }
}

/// Billing details put over those that are there.
pub(crate) fn merge_details(known: &Value, given: &Value) -> Value {
    let mut merged = known.clone();
    for (name, value) in given.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("address", Value::Object(address)) => {
                for (name, value) in address {
                    merged["address"][name] = value.clone();
                }
            }
            ("address", _) => merged["address"] = json!(null),
            (name, value) => merged[name] = value.clone(),
        }
    }
    payment::billing_details(Some(&merged))
}
