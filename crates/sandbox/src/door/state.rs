//! `state`: how much there is of everything.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State as Shared;
use serde_json::json;

use super::Answer;
use crate::http::Shop;
use crate::state::{StateError, Work};

pub(super) async fn state(Shared(shop): Shared<Shop>) -> Answer {
    let counts = |work: &mut Work<'_>| {
        let objects: BTreeMap<_, _> = work.counts()?.into_iter().collect();
        let events: BTreeMap<_, _> = work.event_counts()?.into_iter().collect();
        let deliveries = work.delivery_counts()?;
        Ok::<_, StateError>(json!({
            "objects": objects,
            "events": events,
            "deliveries": deliveries,
        }))
    };
    Ok(Json(shop.state.read(counts).await?))
}
