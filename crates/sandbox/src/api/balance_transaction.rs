//! Balance transactions: what a charge leaves on the Stripe balance.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route};
use crate::state::{Kind, Work};

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("currency", Shape::Currency),
    optional("source", Shape::Text(255)),
    optional("type", Shape::Text(50)),
];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/balance_transactions", LIST, list_all),
    get("/v1/balance_transactions/{}", retrieve),
];

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::BalanceTransaction, &["source", "type", "currency"]);
    list::answer(work, &query, "/v1/balance_transactions")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    let found = work.find(Kind::BalanceTransaction, id)?;
    found.ok_or_else(|| ApiError::no_such(Kind::BalanceTransaction, id))
}
