//! Refunds, by their own path and by the older ones below charges.

use serde_json::Value;

use super::error::ApiError;
use super::params::{Param, Shape, clearable, optional};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::money::refund::{self, Asked, Refused};
use crate::pay::amount as written;
use crate::state::{Kind, PageQuery, Work};

const AMOUNT: Param = optional("amount", Shape::Integer(1, 999_999_999_999));
const EMAIL: Param = optional("instructions_email", Shape::Text(512));
const METADATA: Param = clearable("metadata", Shape::Metadata);
const REASON: Param = optional(
    "reason",
    Shape::Choice(&["duplicate", "fraudulent", "requested_by_customer"]),
);
const FEE: Param = optional("refund_application_fee", Shape::Boolean);
const TRANSFER: Param = optional("reverse_transfer", Shape::Boolean);

const CREATE: &[Param] = &[
    AMOUNT,
    optional("charge", Shape::Text(255)),
    optional("currency", Shape::Currency),
    optional("customer", Shape::Text(255)),
    EMAIL,
    METADATA,
    optional("origin", Shape::Choice(&["customer_balance"])),
    optional("payment_intent", Shape::Text(255)),
    REASON,
    FEE,
    TRANSFER,
];

const OF_CHARGE: &[Param] = &[
    AMOUNT,
    EMAIL,
    METADATA,
    optional("payment_intent", Shape::Text(255)),
    REASON,
    FEE,
    TRANSFER,
];
const UPDATE: &[Param] = &[METADATA];
const LIST: &[Param] = &[
    optional("charge", Shape::Text(255)),
    optional("created", Shape::Range),
    optional("payment_intent", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/refunds", CREATE, create),
    list_route("/v1/refunds", LIST, list_all),
    get("/v1/refunds/{}", retrieve),
    post("/v1/refunds/{}", UPDATE, update),
    post("/v1/refunds/{}/cancel", &[], cancel),
    post("/v1/test_helpers/refunds/{}/expire", &[], expire),
    post("/v1/charges/{}/refund", OF_CHARGE, refund_charge),
    post("/v1/charges/{}/refunds", OF_CHARGE, create_of_charge),
    list_route("/v1/charges/{}/refunds", &[], list_of_charge),
    get("/v1/charges/{}/refunds/{}", retrieve),
    post("/v1/charges/{}/refunds/{}", UPDATE, update),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    for name in ["currency", "customer", "origin"] {
        if call.params.contains_key(name) {
            return Err(ApiError::invalid(format!(
                "Received unexpected parameter: {name}. Refunds of a customer's cash balance are \
                 not part of the practice store."
            ))
            .param(name));
        }
    }
    let charge = match (call.text("charge"), call.text("payment_intent")) {
        (Some(id), None) => charge(work, id, "charge")?,
        (None, Some(id)) => charge_of_intent(work, id)?,
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid(
                "You may only specify one of these parameters: charge, payment_intent.",
            ));
        }
        (None, None) => {
            return Err(ApiError::invalid(
                "One of the following params should be provided for this request: \
                 payment_intent or charge.",
            ));
        }
    };
    make(work, call, &charge)
}

fn charge(work: &Work<'_>, id: &str, param: &str) -> Result<Value, ApiError> {
    work.find(Kind::Charge, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::Charge, id, param))
}

fn charge_of_intent(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    let intent = work
        .find(Kind::PaymentIntent, id)?
        .ok_or_else(|| ApiError::no_such_param(Kind::PaymentIntent, id, "payment_intent"))?;
    let latest = intent["latest_charge"].as_str().unwrap_or_default();
    work.find(Kind::Charge, latest)?
        .ok_or_else(|| no_charge_to_refund(id))
}

fn no_charge_to_refund(intent: &str) -> ApiError {
    ApiError::invalid(format!(
        "This PaymentIntent ({intent}) does not have a successful charge to refund."
    ))
}

fn make(work: &mut Work<'_>, call: &Call, charge: &Value) -> Result<Value, ApiError> {
    let id = charge["id"].as_str().unwrap_or_default();
    if call.params.get("refund_application_fee") == Some(&Value::Bool(true)) {
        return Err(ApiError::invalid(format!(
            "Attempting to refund_application_fee on charge {id}, but it has no application fee"
        )));
    }
    if call.params.get("reverse_transfer") == Some(&Value::Bool(true)) {
        return Err(ApiError::invalid(format!(
            "Cannot reverse transfer on charge {id} because it does not have an associated transfer"
        )));
    }
    let asked = Asked {
        amount: call.params.get("amount").and_then(Value::as_i64),
        reason: call.params.get("reason").cloned().unwrap_or_default(),
        metadata: metadata::of_new(call.params.get("metadata")),
        instructions_email: call.text("instructions_email"),
    };
    refund::create(work, charge, &asked).map_err(|refused| refusal(refused, charge))
}

fn refusal(refused: Refused, charge: &Value) -> ApiError {
    let id = charge["id"].as_str().unwrap_or_default();
    match refused {
        Refused::NoMoney => match charge["payment_intent"].as_str() {
            Some(intent) => no_charge_to_refund(intent),
            None => ApiError::invalid(format!("Charge {id} is not refundable."))
                .code("charge_not_refundable"),
        },
        Refused::AlreadyRefunded => {
            ApiError::invalid(format!("Charge {id} has already been refunded."))
                .code("charge_already_refunded")
        }
        Refused::Disputed => ApiError::invalid(format!(
            "Charge {id} has been charged back; cannot issue a refund."
        ))
        .code("charge_disputed"),
        Refused::TooMuch { asked, left } => {
            let currency = charge["currency"].as_str().unwrap_or_default();
            let asked = written(asked, currency);
            let left = written(left, currency);
            let of = if charge["amount_refunded"] == 0 {
                "charge amount"
            } else {
                "unrefunded amount on charge"
            };
            ApiError::invalid(format!(
                "Refund amount ({asked}) is greater than {of} ({left})"
            ))
            .param("amount")
        }
        Refused::NoEmail => ApiError::missing("instructions_email"),
        Refused::State(error) => error.into(),
    }
}

fn of_charge(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::Charge, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Charge, id))
}

fn create_of_charge(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let charge = of_charge(work, call)?;
    if let Some(intent) = call.text("payment_intent")
        && charge["payment_intent"] != intent
    {
        return Err(ApiError::invalid(format!(
            "Charge {} does not belong to the PaymentIntent {intent}.",
            call.id()
        ))
        .param("payment_intent"));
    }
    make(work, call, &charge)
}

/// The oldest way: it answers with the charge.
fn refund_charge(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    create_of_charge(work, call)?;
    of_charge(work, call)
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::Refund, &["charge", "payment_intent"]);
    list::answer(work, &query, "/v1/refunds")
}

fn list_of_charge(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    of_charge(work, call)?;
    let id = call.id();
    let query = call.paged(PageQuery::newest(Kind::Refund).with("charge", id));
    list::answer(work, &query, &format!("/v1/charges/{id}/refunds"))
}

/// The refunds of a charge, as they are included in it: the newest ten.
pub(super) fn included(work: &Work<'_>, charge: &str) -> Result<Value, ApiError> {
    let query = PageQuery {
        limit: 10,
        ..PageQuery::newest(Kind::Refund).with("charge", charge)
    };
    list::answer(work, &query, &format!("/v1/charges/{charge}/refunds"))
}

/// The refund that the path names last.
fn existing(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.ids.last().map(String::as_str).unwrap_or_default();
    let found = work.find(Kind::Refund, id)?;
    let right = |refund: &Value| call.ids.len() == 1 || refund["charge"] == call.id();
    found
        .filter(right)
        .ok_or_else(|| ApiError::no_such(Kind::Refund, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call)
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call)?;
    let mut after = before.clone();
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    refund::touch(work, &before, &after)?;
    Ok(after)
}

fn cancel(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let refund = existing(work, call)?;
    let status = refund["status"].clone();
    refund::cancel(work, refund)?.ok_or_else(|| wrong_status(call.id(), &status))
}

fn expire(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let refund = existing(work, call)?;
    let status = refund["status"].clone();
    refund::expire(work, refund)?.ok_or_else(|| wrong_status(call.id(), &status))
}

fn wrong_status(id: &str, status: &Value) -> ApiError {
    let status = status.as_str().unwrap_or_default();
    ApiError::invalid(format!(
        "You cannot cancel this refund ({id}) because it has a status of {status}. Only a refund \
         with one of the following statuses may be canceled: pending, requires_action."
    ))
}
