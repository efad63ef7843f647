//! Sessions of the Stripe CLI, as `stripe listen` opens them. A part of the API that Stripe does
//! not describe.

use axum::http::StatusCode;
use countertop_stripe_wire::API_VERSION;
use serde_json::{Value, json};

use super::error::ApiError;
use super::params::{Param, Shape, optional, required};
use super::route::{Call, Route, post};
use crate::state::{Payload, Work};
use crate::stripecli;

/// Most sessions that may listen at once.
const MOST_SESSIONS: usize = 32;
/// After how many seconds the CLI renews its connection.
const RENEW_AFTER: i64 = 300;

const CREATE: &[Param] = &[
    required("device_name", Shape::Text(5000)),
    required("websocket_features", Shape::List(&Shape::Text(100), 10)),
    optional("filters", Shape::Text(5000)),
    optional("forward_connect_to_url", Shape::Text(5000)),
    optional("forward_thin_connect_to_url", Shape::Text(5000)),
    optional("forward_thin_to_url", Shape::Text(5000)),
    optional("forward_to_url", Shape::Text(5000)),
];

pub(super) const ROUTES: &[Route] = &[post("/v1/stripecli/sessions", CREATE, create)];

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    if work.count_cli_sessions()? >= MOST_SESSIONS {
        return Err(ApiError::invalid("Too many CLI sessions are open.")
            .status(StatusCode::TOO_MANY_REQUESTS));
    }
    let features = call.params["websocket_features"].as_array();
    let features = features.map(Vec::as_slice).unwrap_or_default();
    let payloads: Vec<_> = [
        ("webhooks", Payload::Snapshot),
        ("v2_events", Payload::Thin),
    ]
    .into_iter()
    .filter(|(feature, _)| features.iter().any(|asked| asked == feature))
    .map(|(_, payload)| payload)
    .collect();
    if payloads.is_empty() {
        return Err(ApiError::invalid("Invalid websocket_features").param("websocket_features"));
    }
    let id = work.open_cli_session(&payloads)?;
    let socket = work.base_url().replacen("http", "ws", 1);
    let account = work.chance().account_id();
    Ok(json!({
        "default_version": API_VERSION,
        "device_token": id,
        "display_connect_filter_warning": false,
        "latest_version": API_VERSION,
        "reconnect_delay": RENEW_AFTER,
        "secret": work.cli_secret()?,
        "websocket_authorized_feature": "webhook-payloads",
        "websocket_id": id,
        "websocket_url": format!("{socket}{}/{account}", stripecli::PATH),
    }))
}
