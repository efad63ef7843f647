//! Charges: attempts to move money. The older calls make them without an intent.

use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional};
use super::people::{self, SHIPPING};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata, payment_intent, source, token};
use crate::payment;
use crate::state::{Kind, Work};

const ID: Shape = Shape::Text(255);
const DESCRIPTOR: Shape = Shape::Text(22);
const AMOUNT: Shape = Shape::Integer(i64::MIN, i64::MAX);

const CREATE: &[Param] = &[
    optional("amount", AMOUNT),
    optional("capture", Shape::Boolean),
    optional("currency", Shape::Currency),
    optional("customer", ID),
    optional("description", Shape::Text(40_000)),
    clearable("metadata", Shape::Metadata),
    optional("receipt_email", Shape::Text(512)),
    optional("shipping", SHIPPING),
    optional("source", ID),
    optional("statement_descriptor", DESCRIPTOR),
    optional("statement_descriptor_suffix", DESCRIPTOR),
    optional("transfer_group", ID),
];

const UPDATE: &[Param] = &[
    optional("customer", ID),
    clearable("description", Shape::Text(40_000)),
    optional(
        "fraud_details",
        Shape::Object(&[clearable(
            "user_report",
            Shape::Choice(&["fraudulent", "safe"]),
        )]),
    ),
    clearable("metadata", Shape::Metadata),
    clearable("receipt_email", Shape::Text(512)),
    optional("shipping", SHIPPING),
    optional("transfer_group", ID),
];

const CAPTURE: &[Param] = &[
    optional("amount", AMOUNT),
    optional("receipt_email", Shape::Text(512)),
    optional("statement_descriptor", DESCRIPTOR),
    optional("statement_descriptor_suffix", DESCRIPTOR),
];

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("customer", ID),
    optional("payment_intent", ID),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/charges", CREATE, create),
    list_route("/v1/charges", LIST, list_all),
    get("/v1/charges/{}", retrieve),
    post("/v1/charges/{}", UPDATE, update),
    post("/v1/charges/{}/capture", CAPTURE, capture),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::Charge, &["payment_intent", "customer"]);
    list::answer(work, &query, "/v1/charges")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Charge, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Charge, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    for name in ["amount", "currency"] {
        if !call.params.contains_key(name) {
            return Err(ApiError::missing(name));
        }
    }
    let given = |name: &str| call.params.get(name).cloned().unwrap_or_default();
    payment_intent::check_amount(&given("amount"), &given("currency"))?;
    payment_intent::check_descriptors(&call.params)?;
    let card = card(work, call)?;
    let mut of = json!({
        "id": null,
        "capture_method": if given("capture") == false { "manual" } else { "automatic" },
        "metadata": metadata::of_new(call.params.get("metadata")),
    });
    for name in [
        "amount",
        "currency",
        "customer",
        "description",
        "receipt_email",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
    ] {
        of[name] = given(name);
    }
    of["shipping"] = people::shipping(&given("shipping"));
    let (charge, declined) = payment::charge_source(work, &of, &card)?;
    match declined {
        // It is on the balance by now.
        None => existing(work, charge["id"].as_str().unwrap_or_default()),
        Some(decline) => Err(ApiError::card(&decline)
            .with("charge", charge["id"].clone())
            .kept()),
    }
}

/// The card that is charged: a token's, or one of the customer's.
fn card(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let owner = match call.text("customer") {
        None => None,
        Some(id) => Some(
            work.find(Kind::Customer, id)?
                .ok_or_else(|| ApiError::no_such_param(Kind::Customer, id, "customer"))?,
        ),
    };
    let default = owner
        .as_ref()
        .and_then(|owner| owner["default_source"].as_str());
    match call.text("source").or(default) {
        Some(id) if id.starts_with(Kind::Card.prefix()) => {
            source::of_customer(work, id, owner.as_ref().unwrap_or(&Value::Null))
        }
        Some(id) => token::take_card(work, id, "source"),
        None if owner.is_some() => Err(ApiError::invalid(
            "Cannot charge a customer that has no active card",
        )
        .code("missing")
        .param("card")),
        None => {
            Err(ApiError::invalid("Must provide source or customer.").code("parameter_missing"))
        }
    }
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let mut after = before.clone();
    if let Some(id) = call.text("customer") {
        if work.find(Kind::Customer, id)?.is_none() {
            return Err(ApiError::no_such_param(Kind::Customer, id, "customer"));
        }
        if before["customer"].is_string() && before["customer"] != id {
            return Err(ApiError::invalid(
                "This charge already has a customer, which cannot be changed.",
            )
            .param("customer"));
        }
    }
    if let Some(shipping) = call.params.get("shipping") {
        after["shipping"] = people::shipping(shipping);
    }
    for name in ["customer", "description", "receipt_email", "transfer_group"] {
        if let Some(value) = call.params.get(name) {
            after[name] = value.clone();
        }
    }
    if let Some(report) = call
        .params
        .get("fraud_details")
        .map(|it| &it["user_report"])
        && !report.is_null()
    {
        after["fraud_details"]["user_report"] = report.clone();
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    work.replace(Kind::Charge, &after)?;
    work.announce_change("charge.updated", &before, &after)?;
    Ok(after)
}

fn capture(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut charge = existing(work, call.id())?;
    let refused = |message: String, code| Err(ApiError::invalid(message).code(code));
    if charge["captured"] == true {
        let message = format!("Charge {} has already been captured.", call.id());
        return refused(message, "charge_already_captured");
    }
    if charge["refunded"] == true || charge["paid"] != true {
        let message = format!("Charge {} cannot be captured any more.", call.id());
        return refused(message, "charge_expired_for_capture");
    }
    if charge["payment_intent"].is_string() {
        let message =
            "This Charge belongs to a PaymentIntent: capture it using the PaymentIntents \
                       API instead, see https://docs.stripe.com/api/payment_intents/capture."
                .to_owned();
        return refused(message, "payment_intent_unexpected_state");
    }
    let most = charge["amount"].as_i64().unwrap_or(0);
    let amount = call.params.get("amount").and_then(Value::as_i64);
    let amount = amount.unwrap_or(most);
    if amount > most {
        let message = "The payment could not be captured because the requested capture amount is \
                       greater than the amount you can capture for this charge."
            .to_owned();
        return refused(message, "amount_too_large");
    }
    if amount < 1 {
        return refused(
            "Invalid positive integer".to_owned(),
            "parameter_invalid_integer",
        );
    }
    payment_intent::check_descriptors(&call.params)?;
    for (name, value) in call.params.iter().filter(|(name, _)| *name != "amount") {
        charge[name] = value.clone();
    }
    payment::capture_charge(work, charge, amount)?;
    existing(work, call.id())
}
