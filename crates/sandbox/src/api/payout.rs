//! Payouts: money sent to the merchant's bank.

use serde_json::Value;

use super::error::ApiError;
use super::params::{self, Param, Shape, clearable, optional, required};
use super::route::{Call, Route, get, list as list_route, post};
use super::{list, metadata};
use crate::money::payout::{self, Asked, Method, Refused};
use crate::state::{Kind, Work};

const METADATA: Param = clearable("metadata", Shape::Metadata);

const CREATE: &[Param] = &[
    required("amount", Shape::Integer(1, 999_999_999_999)),
    required("currency", Shape::Currency),
    optional("description", Shape::Text(5000)),
    optional("destination", Shape::Text(255)),
    METADATA,
    optional("method", Shape::Choice(&["instant", "standard"])),
    optional("payout_method", Shape::Text(255)),
    optional(
        "source_type",
        Shape::Choice(&["bank_account", "card", "fpx"]),
    ),
    optional("statement_descriptor", Shape::Text(22)),
];

const LIST: &[Param] = &[
    optional("arrival_date", Shape::Range),
    optional("created", Shape::Range),
    optional("destination", Shape::Text(255)),
    optional(
        "status",
        Shape::Choice(&["canceled", "failed", "in_transit", "paid", "pending"]),
    ),
];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/payouts", CREATE, create),
    list_route("/v1/payouts", LIST, list_all),
    get("/v1/payouts/{}", retrieve),
    post("/v1/payouts/{}", &[METADATA], update),
    post("/v1/payouts/{}/cancel", &[], cancel),
    post("/v1/payouts/{}/reverse", &[METADATA], reverse),
    post("/v1/test_helpers/payouts/{}/reconcile", &[], reconcile),
];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    if let Some(method) = call.text("payout_method") {
        let message = format!("No such payout method: '{method}'");
        return Err(ApiError::invalid(message)
            .code("resource_missing")
            .param("payout_method"));
    }
    // All of the practice store's money came by cards, as Stripe counts it.
    let source = call.text("source_type").unwrap_or("card");
    if source != "card" {
        return Err(too_little(source));
    }
    let asked = Asked {
        amount: call.params["amount"].as_i64().unwrap_or(0),
        currency: call.text("currency").unwrap_or_default(),
        method: match call.text("method") {
            Some("instant") => Method::Instant,
            _ => Method::Standard,
        },
        destination: call.text("destination"),
        description: call.params.get("description"),
        statement_descriptor: call.params.get("statement_descriptor"),
        metadata: metadata::of_new(call.params.get("metadata")),
    };
    payout::make(work, &asked).map_err(|refused| refusal(refused, ""))
}

fn too_little(source: &str) -> ApiError {
    ApiError::invalid(format!(
        "You have insufficient funds in your Stripe account for this transfer. Your {source} \
         balance is too low. You can use the the /v1/balance endpoint to view your Stripe balance \
         (for more details, see stripe.com/docs/api#balance)."
    ))
    .code("balance_insufficient")
}

fn refusal(refused: Refused, id: &str) -> ApiError {
    match refused {
        Refused::TooLittle => too_little("card"),
        Refused::NoAccount(currency) => ApiError::invalid(format!(
            "Sorry, you don't have any external accounts in that currency ({currency})."
        ))
        .param("currency"),
        Refused::NoSuchAccount(account) => {
            ApiError::invalid(format!("No such external account: '{account}'"))
                .code("resource_missing")
                .param("destination")
        }
        Refused::NotWhole(currency) => ApiError::invalid(format!(
            "Invalid amount: payouts in {currency} must be in whole units, so the amount must be \
             evenly divisible by 100."
        ))
        .param("amount"),
        Refused::Automatic => ApiError::invalid(format!(
            "Payout {id} was created automatically by Stripe and cannot be canceled."
        ))
        .code("payouts_not_allowed"),
        Refused::Status(status) => ApiError::invalid(format!(
            "Payouts can only be canceled while they are pending. Payout {id} has a status of \
             {status}."
        )),
        Refused::State(error) => error.into(),
    }
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::Payout, &["status", "destination"]);
    if let Some(range) = call.params.get("arrival_date") {
        query
            .ranges
            .push(("arrival_date", params::bounds(Some(range))));
    }
    list::answer(work, &query, "/v1/payouts")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Payout, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Payout, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn update(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let before = existing(work, call.id())?;
    let mut after = before.clone();
    metadata::merge(&mut after["metadata"], call.params.get("metadata"));
    work.replace(Kind::Payout, &after)?;
    work.announce_change("payout.updated", &before, &after)?;
    Ok(after)
}

fn cancel(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let payout = existing(work, call.id())?;
    payout::cancel(work, payout).map_err(|refused| refusal(refused, call.id()))
}

/// Stripe debits a bank account for a reversal in two countries only, and ours is in neither.
fn reverse(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())?;
    Err(ApiError::invalid(
        "Payouts can only be reversed if they were sent to a bank account in the US or Canada.",
    ))
}

fn reconcile(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let payout = existing(work, call.id())?;
    Ok(payout::reconcile(work, payout)?)
}
