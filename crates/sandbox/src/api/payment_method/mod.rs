//! Payment methods: what a payment is made with.

mod data;

use serde_json::{Value, json};

pub(super) use data::{KINDS, METHOD_DATA, attach_decline, of_data, typed};

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional, required};
use super::people::BILLING_DETAILS;
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::payment;
use crate::state::{Kind, Work};

const ID: Shape = Shape::Text(255);
const REUSED: &str = "This PaymentMethod was previously used without being attached to a Customer or \
                      was detached from a Customer, and may not be used again.";

const CREATE: &[Param] = &[
    required("type", Shape::Choice(KINDS)),
    optional("allow_redisplay", data::ALLOW_REDISPLAY),
    optional("billing_details", BILLING_DETAILS),
    optional("card", data::CARD),
    optional("customer", ID),
    clearable("metadata", Shape::Metadata),
    clearable("multibanco", Shape::Object(&[])),
    optional("radar_options", data::RADAR),
    optional("sepa_debit", data::SEPA_DEBIT),
];

const UPDATE: &[Param] = &[
    optional("allow_redisplay", data::ALLOW_REDISPLAY),
    optional("billing_details", BILLING_DETAILS),
    optional(
        "card",
        Shape::Object(&[
            optional("exp_month", Shape::Integer(1, 12)),
            optional("exp_year", Shape::Integer(1970, 9999)),
            optional(
                "networks",
                Shape::Object(&[clearable("preferred", Shape::Text(40))]),
            ),
        ]),
    ),
    clearable("metadata", Shape::Metadata),
];

const LIST: &[Param] = &[
    optional("customer", ID),
    optional("type", Shape::Choice(KINDS)),
];

const LIST_OF_CUSTOMER: &[Param] = &[optional("type", Shape::Choice(KINDS))];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/payment_methods", CREATE, create),
    list_route("/v1/payment_methods", LIST, list_all),
    get("/v1/payment_methods/{}", retrieve),
    post("/v1/payment_methods/{}", UPDATE, update),
    post(
        "/v1/payment_methods/{}/attach",
        &[optional("customer", ID)],
        attach,
    ),
    post("/v1/payment_methods/{}/detach", &[], detach),
    list_route(
        "/v1/customers/{}/payment_methods",
        LIST_OF_CUSTOMER,
        list_of_customer,
    ),
    get("/v1/customers/{}/payment_methods/{}", retrieve_of_customer),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    if call.params.contains_key("customer") {
        return Err(ApiError::invalid(
            "You cannot attach a PaymentMethod to a Customer during PaymentMethod creation. Please \
             instead create the PaymentMethod and then attach it using the attachment method of \
             the PaymentMethods API.",
        ));
    }
    let method = of_data(work, &call.params)?;
    payment::keep_method(work, &method)?;
    Ok(method)
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let Some(customer) = call.text("customer") else {
        return Ok(list::envelope(Vec::new(), false, "/v1/payment_methods"));
    };
    if work.find(Kind::Customer, customer)?.is_none() {
        return Err(ApiError::no_such_param(
            Kind::Customer,
            customer,
            "customer",
        ));
    }
    let query = call.query(Kind::PaymentMethod, &["customer", "type"]);
    list::answer(work, &query, "/v1/payment_methods")
}

fn list_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let customer = call.id();
    if work.find(Kind::Customer, customer)?.is_none() {
        return Err(ApiError::no_such(Kind::Customer, customer));
    }
    let mut query = call.query(Kind::PaymentMethod, &["type"]);
    query
        .filters
        .insert(0, ("customer", vec![customer.to_owned()]));
    let url = format!("/v1/customers/{customer}/payment_methods");
    list::answer(work, &query, &url)
}

fn retrieve_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let customer = call.id();
    let id = call.ids.get(1).map(String::as_str).unwrap_or_default();
    let method = existing(work, id)?;
    if method["customer"] != customer {
        return Err(no_such(id));
    }
    Ok(method)
}

fn no_such(id: &str) -> ApiError {
    ApiError::no_such_param(Kind::PaymentMethod, id, "payment_method")
        .status(axum::http::StatusCode::NOT_FOUND)
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::PaymentMethod, id)?
        .ok_or_else(|| no_such(id))
}

/// A payment method by its id; a new one for a test id such as `pm_card_visa`, not kept yet.
pub(super) fn existing_or_test(work: &mut Work<'_>, id: &str) -> Result<Option<Value>, ApiError> {
    match work.find(Kind::PaymentMethod, id)? {
        Some(method) => Ok(Some(method)),
        None => Ok(payment::test_method(work, id)),
    }
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    if before["customer"].is_null() {
        return Err(ApiError::invalid(
            "You must save this PaymentMethod to a customer before you can update it.",
        ));
    }
    let mut after = before.clone();
    if let Some(given) = call.params.get("billing_details") {
        after["billing_details"] = data::merge_details(&before["billing_details"], given);
    }
    if let Some(card) = call.params.get("card") {
        for name in ["exp_month", "exp_year"] {
            if let Some(value) = card.get(name) {
                after["card"][name] = value.clone();
            }
        }
        if let Some(networks) = card.get("networks") {
            after["card"]["networks"]["preferred"] = networks["preferred"].clone();
        }
    }
    if let Some(allowed) = call.params.get("allow_redisplay") {
        after["allow_redisplay"] = allowed.clone();
    }
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    work.replace(Kind::PaymentMethod, &after)?;
    work.announce_change("payment_method.updated", &before, &after)?;
    Ok(after)
}

fn attach(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    let method = existing_or_test(work, id)?.ok_or_else(|| no_such(id))?;
    let Some(customer) = call.text("customer") else {
        return Err(
            ApiError::invalid("Must provide customer or customer_account.")
                .code("parameter_missing"),
        );
    };
    if work.find(Kind::Customer, customer)?.is_none() {
        return Err(ApiError::no_such_param(
            Kind::Customer,
            customer,
            "customer",
        ));
    }
    save(work, method, customer)
}

/// Saves a payment method with a customer, unless its bank does not want that.
pub(super) fn save(
    work: &mut Work<'_>,
    mut method: Value,
    customer: &str,
) -> Result<Value, ApiError> {
    if method["customer"] == customer {
        return Ok(method);
    }
    if !method["customer"].is_null() {
        return Err(ApiError::invalid(
            "The payment method you provided has already been attached to a customer.",
        ));
    }
    if method["_used"] == true {
        return Err(ApiError::invalid(REUSED));
    }
    if method["type"] == "multibanco" {
        return Err(ApiError::invalid(
            "PaymentMethods of type multibanco cannot be saved to customers.",
        )
        .param("payment_method"));
    }
    if let Some(decline) = attach_decline(&method) {
        return Err(ApiError::card(&decline));
    }
    payment::verify(&mut method);
    method["customer"] = json!(customer);
    payment::keep_method(work, &method)?;
    work.announce("payment_method.attached", &method)?;
    Ok(method)
}

fn detach(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let Some(customer) = before["customer"].as_str() else {
        return Err(ApiError::invalid(
            "The payment method you provided is not attached to a customer so detachment is \
             impossible.",
        ));
    };
    if let Some(mut owner) = work.find(Kind::Customer, customer)?
        && owner["invoice_settings"]["default_payment_method"] == before["id"]
    {
        owner["invoice_settings"]["default_payment_method"] = Value::Null;
        work.replace(Kind::Customer, &owner)?;
    }
    let mut after = before.clone();
    after["customer"] = Value::Null;
    after["_used"] = json!(true);
    work.replace(Kind::PaymentMethod, &after)?;
    work.announce_change("payment_method.detached", &before, &after)?;
    Ok(after)
}
