//! `faults`: what goes wrong from now on, and what did.

use axum::Json;
use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde_json::json;

use super::{Answer, Refusal, read};
use crate::faults::Settings;
use crate::http::Shop;

/// Sets the faults, in place of all that were set before. Nothing given ends them.
pub(super) async fn set(Shared(shop): Shared<Shop>, body: Body) -> Answer {
    let settings: Settings = read(body).await?;
    if let Some(problem) = settings.problem() {
        return Err(Refusal::new(StatusCode::BAD_REQUEST, problem));
    }
    shop.faults.set(settings);
    tell(Shared(shop)).await
}

/// The faults in force, and how often each happened since they were set.
pub(super) async fn tell(Shared(shop): Shared<Shop>) -> Answer {
    let (settings, happened) = shop.faults.tell();
    Ok(Json(json!({ "faults": settings, "happened": happened })))
}
