//! Charges: attempts to move money.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route};
use crate::state::{Kind, Work};

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("customer", Shape::Text(255)),
    optional("payment_intent", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/charges", LIST, list_all),
    get("/v1/charges/{}", retrieve),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::Charge, &["payment_intent", "customer"]);
    list::answer(work, &query, "/v1/charges")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::Charge, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Charge, id))
}
