//! Reviews of payments whose risk is elevated.

use serde_json::Value;

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional};
use super::route::{Call, Route, get, list as list_route, post};
use crate::money::review::{self, Closed};
use crate::state::{Kind, Work};

const LIST: &[Param] = &[optional("created", Shape::Range)];

pub(super) const ROUTES: &[Route] = &[
    list_route("/v1/reviews", LIST, list_open),
    get("/v1/reviews/{}", retrieve),
    post("/v1/reviews/{}/approve", &[], approve),
];

fn list_open(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let query = call.query(Kind::Review, &[]).with("open", "true");
    list::answer(work, &query, "/v1/reviews")
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::Review, id)?
        .ok_or_else(|| ApiError::no_such(Kind::Review, id))
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn approve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let review = existing(work, call.id())?;
    if review["open"] != true {
        return Err(ApiError::invalid("This review has already been closed."));
    }
    Ok(review::close(work, review, Closed::Approved)?)
}
