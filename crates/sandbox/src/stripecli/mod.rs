//! The Stripe CLI: its sessions, over which `stripe listen` is told of events.
//!
//! A session is opened by a call of the API. Its socket brings every event, signed, and takes back
//! what the place answered to which the CLI forwards. Source: the CLI's own code, packages `proxy`
//! and `websocket`.

mod message;
mod socket;

use axum::Json;
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, Request, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

use crate::http::Shop;
use crate::state::{Cause, StateError, Work};
use socket::Session;

/// Where sockets are opened; the account's id follows.
pub(crate) const PATH: &str = "/stripecli/subscribe";
/// The protocol that the CLI asks for.
const PROTOCOL: &str = "stripecli-devproxy-v1";

/// The sockets.
pub(crate) fn routes() -> Router<Shop> {
    Router::new().route(&format!("{PATH}/{{account}}"), get(subscribe))
}

async fn subscribe(Shared(shop): Shared<Shop>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let id = parts.headers.get("websocket-id");
    let id = id.and_then(|id| id.to_str().ok()).map(str::to_owned);
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &shop).await {
        Ok(upgrade) => upgrade,
        Err(refused) => return refused.into_response(),
    };
    match connect(&shop, id).await {
        Ok(Some(session)) => upgrade
            .max_message_size(message::LARGEST)
            .protocols([PROTOCOL])
            .on_upgrade(move |socket| socket::serve(shop, session, socket)),
        // The CLI knows these words: it opens a new session.
        Ok(None) => error(StatusCode::NOT_FOUND, "Unknown WebSocket ID."),
        Err(failed) => error(StatusCode::INTERNAL_SERVER_ERROR, &failed.to_string()),
    }
}

fn error(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "error": { "message": message } }))).into_response()
}

async fn connect(shop: &Shop, id: Option<String>) -> Result<Option<Session>, StateError> {
    let Some(id) = id else {
        return Ok(None);
    };
    let connect = move |work: &mut Work<'_>| {
        let connection = work.connect_cli_session(&id)?;
        let secret = work.cli_secret()?;
        Ok(connection.map(|connection| Session::new(id, connection, secret)))
    };
    shop.state.write(Cause::default(), connect).await
}
