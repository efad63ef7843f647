//! `POST /ipc/{command}`: the arguments as JSON in, the answer as JSON out.

use std::path::PathBuf;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use countertop_app::ipc::{self, IpcError, IpcErrorCode, PlacePurpose};
use serde::Deserialize;
use serde_json::Value;

use crate::answer::{failure, refusal};
use crate::server::Shared;

/// The command of a host with dialogs.
const CHOOSE_PLACE: &str = "choose_place";

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
        Ok(arguments) if command == CHOOSE_PLACE => typed_in(&shared, arguments),
        Ok(arguments) => ipc::call(&shared.app, &command, arguments).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => failure(error),
    }
}

/// What the window asks in a dialog is typed in here. Whoever can ask this server can type, so it stands
/// for the dialog in tests and for its author, and in nothing that is shipped.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedIn {
    purpose: PlacePurpose,
    path: PathBuf,
}

fn typed_in(shared: &Shared, arguments: Value) -> Result<Value, IpcError> {
    let refused =
        |error: serde_json::Error| IpcError::new(IpcErrorCode::InvalidInput, format!("{error}."));
    shared.app.admit(CHOOSE_PLACE)?;
    let typed: TypedIn = serde_json::from_value(arguments).map_err(refused)?;
    let chosen = shared.app.chosen(typed.purpose, &typed.path)?;
    serde_json::to_value(chosen).map_err(refused)
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
