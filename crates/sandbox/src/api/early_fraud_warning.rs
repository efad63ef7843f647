//! Early fraud warnings of banks.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route};
use crate::state::{Kind, Work};

const LIST: &[Param] = &[
    optional("charge", Shape::Text(255)),
    optional("created", Shape::Range),
    optional("payment_intent", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/radar/early_fraud_warnings", LIST, list_all),
    get("/v1/radar/early_fraud_warnings/{}", retrieve),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::EarlyFraudWarning, &["charge", "payment_intent"]);
    list::answer(work, &query, "/v1/radar/early_fraud_warnings")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::EarlyFraudWarning, id)?
        .ok_or_else(|| ApiError::no_such(Kind::EarlyFraudWarning, id))
}
