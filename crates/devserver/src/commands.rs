//! `POST /ipc/{command}`: the arguments as JSON in, the answer as JSON out.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use countertop_app::ipc::{self, IpcError, IpcErrorCode};
use serde_json::Value;

use crate::answer::{failure, refusal};
use crate::server::Shared;

pub(crate) async fn call(
    State(shared): State<Shared>,
    Path(command): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // A form of another page can send text, but not this.
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    if !is_json {
        let sentence = "Send the arguments with Content-Type: application/json.";
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence);
    }
    let answer = match arguments(&body) {
        Ok(arguments) => ipc::call(&shared.app, &command, arguments).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => failure(error),
    }
}

/// The arguments; an empty body is none.
fn arguments(body: &[u8]) -> Result<Value, IpcError> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|error| {
        let sentence = format!("The arguments are not JSON: {error}.");
        IpcError::new(IpcErrorCode::InvalidInput, sentence)
    })
}
