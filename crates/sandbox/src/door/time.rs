//! `advance`: the clock is moved, or runs faster.

use axum::Json;
use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Refusal, read};
use crate::clock::FASTEST;
use crate::due::{self, Turn};
use crate::http::Shop;

/// The furthest that one call moves the clock, in seconds: ten years.
const FURTHEST: i64 = 10 * 366 * 24 * 3600;

/// How the clock is to be moved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    /// By so many seconds; all that falls due in them happens before the answer.
    #[serde(default)]
    seconds: i64,
    /// How many seconds of the store pass in one of the system's from now on.
    speed: Option<i64>,
}

pub(super) async fn advance(Shared(shop): Shared<Shop>, body: Body) -> Answer {
    let Advance { seconds, speed } = read(body).await?;
    if !(0..=FURTHEST).contains(&seconds) {
        return Err(refused(format!(
            "The clock can be moved by 0 to {FURTHEST} seconds, and never back."
        )));
    }
    if speed.is_some_and(|speed| !(1..=FASTEST).contains(&speed)) {
        return Err(refused(format!(
            "The clock runs 1 to {FASTEST} times as fast as the system's."
        )));
    }
    // Whoever asked may leave; what was begun is done all the same.
    let turned = tokio::spawn(async move {
        due::advance(&shop.state, &shop.clock, Turn { seconds, speed })
            .await
            .map(|(now, done)| (now, done, shop.clock.speed()))
    });
    let (now, done, speed) = turned
        .await
        .map_err(|error| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{error}.")))??;
    let done: Value = json!(done);
    Ok(Json(json!({ "now": now, "speed": speed, "done": done })))
}

fn refused(sentence: String) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, sentence)
}
