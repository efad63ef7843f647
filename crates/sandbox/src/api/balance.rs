//! The balance, and the balance transactions that it is the sum of.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route};
use crate::money;
use crate::state::{Kind, Work};

const LIST: &[Param] = &[
    optional("created", Shape::Range),
    optional("currency", Shape::Currency),
    optional("payout", Shape::Text(255)),
    optional("source", Shape::Text(255)),
    optional("type", Shape::Text(50)),
];

pub(super) const ROUTES: &[Route] = &[
    get("/v1/balance", now),
    list_route("/v1/balance_transactions", LIST, list_all),
    get("/v1/balance_transactions/{}", retrieve),
    // What it was called before.
    list_route("/v1/balance/history", LIST, list_all),
    get("/v1/balance/history/{}", retrieve),
];

fn now(work: &mut Work<'_>, _call: &Call) -> Result<Value, ApiError> {
    Ok(money::balance(work)?)
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut query = call.query(Kind::BalanceTransaction, &["source", "type", "currency"]);
    if let Some(id) = call.text("payout") {
        let payout = work
            .find(Kind::Payout, id)?
            .ok_or_else(|| ApiError::no_such_param(Kind::Payout, id, "payout"))?;
        if payout["automatic"] != true {
            return Err(ApiError::invalid(
                "Balance transaction history can only be filtered on automatic transfers, not \
                 manual.",
            ));
        }
        // First, because the first filter leads.
        query.filters.insert(0, ("_payout", vec![id.to_owned()]));
    }
    list::answer(work, &query, "/v1/balance_transactions")
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    let found = work.find(Kind::BalanceTransaction, id)?;
    found.ok_or_else(|| ApiError::no_such(Kind::BalanceTransaction, id))
}
