//! Payment intents: sales, over all attempts to pay them.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route};
use crate::state::{Kind, Work};

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("customer", Shape::Text(255)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/payment_intents", LIST, list_all),
    get("/v1/payment_intents/{}", retrieve),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::PaymentIntent, &["customer"]);
    list::answer(work, &query, "/v1/payment_intents")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::PaymentIntent, id)?
        .ok_or_else(|| ApiError::no_such(Kind::PaymentIntent, id))
}
