//! `webhook_endpoints/ID/roll`: a new secret for an endpoint, as the Dashboard gives one.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, read};
use crate::api::new_secret;
use crate::http::Shop;
use crate::state::{Cause, StateError, Work};

/// Longest that the old secret may stay valid, in seconds: Stripe's 24 hours.
const LONGEST: i64 = 24 * 3600;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Roll {
    /// For how many seconds the old secret signs as well; 0 is not at all.
    expires_in: i64,
}

pub(super) async fn roll(Shared(shop): Shared<Shop>, Path(id): Path<String>, body: Body) -> Answer {
    let Roll { expires_in } = read(body).await?;
    if !(0..=LONGEST).contains(&expires_in) {
        let sentence = format!("An old secret is valid for 0 to {LONGEST} seconds more.");
        return Err(Refusal::new(StatusCode::BAD_REQUEST, sentence));
    }
    let secret = new_secret();
    let shown = secret.expose_secret().to_owned();
    let work = move |work: &mut Work<'_>| {
        let until = work.now().0 + expires_in;
        let rolled = work.roll_secret(&id, &secret, until)?;
        Ok::<_, StateError>(rolled.then_some(until))
    };
    match shop.state.write(Cause::default(), work).await? {
        Some(until) => Ok(Json(json!({ "secret": shown, "old_expires_at": until }))),
        None => {
            let sentence = "There is no such webhook endpoint.";
            Err(Refusal::new(StatusCode::NOT_FOUND, sentence))
        }
    }
}
