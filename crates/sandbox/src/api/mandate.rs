//! Mandates: a customer's leave to debit their account.

use serde_json::Value;

use super::error::ApiError;
use super::route::{Call, Route, get};
use crate::state::{Kind, Work};

pub(super) const ROUTES: &[Route] = &[get("/v1/mandates/{}", retrieve)];

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.id();
    work.find(Kind::Mandate, id)?.ok_or_else(|| {
        ApiError::no_such_param(Kind::Mandate, id, "mandate")
            .status(axum::http::StatusCode::NOT_FOUND)
    })
}
