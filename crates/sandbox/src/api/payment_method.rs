//! Payment methods: what a payment was made with.

use serde_json::Value;

use super::error::ApiError;
use super::route::{Call, Route, get};
use crate::state::{Kind, Work};

pub(super) const ROUTES: &[Route] = &[get("/v1/payment_methods/{}", retrieve)];

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::PaymentMethod, id)?
        .ok_or_else(|| ApiError::no_such(Kind::PaymentMethod, id))
}
