//! The control door under `/_practice/`: for tests, rehearsals and scripts. A file for each topic.

mod faults;
mod keys;
mod money;
mod pay;
mod roll;
mod state;
mod time;
mod voucher;

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::ORIGIN;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::http::{Shop, read_body};
use crate::state::StateError;

const LARGEST_BODY: usize = 64 * 1024;

/// The door's calls.
pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .route("/advance", post(time::advance))
        .route("/disputes", post(money::open_dispute))
        .route("/disputes/{id}/close", post(money::close_dispute))
        .route("/faults", get(faults::tell).post(faults::set))
        .route("/keys", get(keys::publishable).post(keys::restricted))
        .route("/pay", post(pay::pay))
        .route("/settings", get(money::settings).post(money::set))
        .route("/state", get(state::state))
        .route("/webhook_endpoints/{id}/roll", post(roll::roll))
        .route("/vouchers/{intent}/pay", post(voucher::pay))
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
        .layer(middleware::from_fn(refuse_browsers))
}

/// A call that is not done: the status, and a sentence that says why.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    sentence: String,
}

impl Refusal {
    fn new(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self {
            status,
            sentence: sentence.into(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "error": self.sentence }))).into_response()
    }
}

impl From<StateError> for Refusal {
    fn from(error: StateError) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

/// What a call of the door gives.
type Answer = Result<Json<Value>, Refusal>;

/// A web page that asks sends its origin with it. No page may ask, not even our own.
async fn refuse_browsers(request: Request, next: Next) -> Response {
    if request.headers().contains_key(ORIGIN) {
        let sentence = "Web pages may not use the control door.";
        return Refusal::new(StatusCode::FORBIDDEN, sentence).into_response();
    }
    next.run(request).await
}

async fn unknown() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "The control door has no such call.")
}

/// Reads what a call was given.
async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Refusal> {
    let body = read_body(body, LARGEST_BODY)
        .await
        .map_err(|error| Refusal::new(error.status(), error.to_string()))?;
    // A list would be read as well, field by field.
    if !body.trim_ascii_start().starts_with(b"{") {
        let sentence = "A call is given a JSON object.";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, sentence));
    }
    serde_json::from_slice(&body).map_err(|error| {
        let sentence = format!("The call cannot be read: {error}.");
        Refusal::new(StatusCode::BAD_REQUEST, sentence)
    })
}
