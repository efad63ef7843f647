//! `state`: how much there is of everything.

use axum::Json;
use axum::extract::State as Shared;
use serde_json::json;

use super::Answer;
use crate::http::Shop;
use crate::state::{StateError, Work};

pub(super) async fn state(Shared(shop): Shared<Shop>) -> Answer {
    let counts = |work: &mut Work<'_>| {
        let objects = work.counts()?;
        let events = work.event_counts()?;
        let deliveries = work.delivery_counts()?;
        Ok::<_, StateError>(json!({
            "objects": objects,
            "events": events,
            "deliveries": deliveries,
        }))
    };
    Ok(Json(shop.state.read(counts).await?))
}
