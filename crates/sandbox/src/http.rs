//! What the listener answers: the API, the pay pages, the control door; and who may ask.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State as Shared};
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::sync::watch;

use crate::api::Gate;
use crate::clock::Clock;
use crate::faults::{self, Faults};
use crate::state::State;
use crate::{api, door, pay, stripecli};

/// How long a request may take to send its body.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// What every handler shares.
#[derive(Clone)]
pub(crate) struct Shop {
    pub(crate) state: State,
    pub(crate) clock: Arc<Clock>,
    pub(crate) faults: Faults,
    pub(crate) gate: Gate,
    /// Tells when all is to stop.
    pub(crate) stopped: watch::Receiver<bool>,
    hosts: Arc<[String]>,
}

impl Shop {
    pub(crate) fn new(
        state: State,
        clock: Arc<Clock>,
        faults: Faults,
        gate: Gate,
        address: SocketAddr,
        stopped: watch::Receiver<bool>,
    ) -> Self {
        let port = address.port();
        let own = address.to_string();
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let mut hosts: Vec<_> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if !hosts.contains(&own) {
            hosts.push(own);
        }
        Self {
            state,
            clock,
            faults,
            gate,
            stopped,
            hosts: hosts.into(),
        }
    }
}

/// Everything under one address.
pub(crate) fn router(shop: Shop) -> Router {
    Router::new()
        .merge(pay::routes())
        .merge(stripecli::routes())
        .nest("/_practice", door::routes())
        .route("/v1", any(answer_api))
        .route("/v1/files/{id}/contents", get(file_contents))
        .route("/links/{token}", get(linked_file))
        .route("/v1/{*path}", any(answer_api))
        .route("/v2/{*path}", any(answer_api))
        .fallback(not_found)
        .layer(middleware::from_fn_with_state(shop.clone(), check_host))
        .with_state(shop)
}

async fn answer_api(Shared(shop): Shared<Shop>, request: Request) -> Response {
    let answer = async |request| api::answer(&shop.state, &shop.gate, request).await;
    faults::around(&shop.faults, (&shop.state, &shop.clock), request, answer).await
}

async fn file_contents(
    Shared(shop): Shared<Shop>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    api::file_contents(&shop.state, &shop.gate, &headers, id).await
}

async fn linked_file(Shared(shop): Shared<Shop>, Path(token): Path<String>) -> Response {
    match api::linked_file(&shop.state, token).await {
        Some(file) => file,
        None => not_found().await,
    }
}

async fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "There is no page at this address.\n").into_response()
}

/// Any page in the merchant's browser can reach this port, under a name of its own if it likes:
/// only our own names are answered.
async fn check_host(Shared(shop): Shared<Shop>, request: Request, next: Next) -> Response {
    if is_ours(request.headers(), &shop.hosts) {
        return next.run(request).await;
    }
    let words = "The practice store answers on this computer only, at 127.0.0.1 or localhost.\n";
    (StatusCode::MISDIRECTED_REQUEST, words).into_response()
}

fn is_ours(headers: &HeaderMap, hosts: &[String]) -> bool {
    let mut named = headers.get_all(HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else {
        return false;
    };
    host.to_str()
        .is_ok_and(|host| hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
}

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("The request is too large.")]
    TooLarge,
    #[error("The request took too long to arrive.")]
    Late,
}

impl BodyError {
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Late => StatusCode::REQUEST_TIMEOUT,
        }
    }
}

/// Reads a body of at most `largest` bytes.
pub(crate) async fn read_body(body: Body, largest: usize) -> Result<Bytes, BodyError> {
    match tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, largest)).await {
        Err(_) => Err(BodyError::Late),
        // A body that is cut off is never answered, so the limit is all that is left to tell.
        Ok(read) => read.map_err(|_| BodyError::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_our_own_names_are_answered() {
        let hosts = ["127.0.0.1:4000".to_owned(), "localhost:4000".to_owned()];
        for (host, ours) in [
            ("127.0.0.1:4000", true),
            ("LOCALHOST:4000", true),
            ("127.0.0.1", false),
            ("127.0.0.1:4001", false),
            ("evil.example:4000", false),
            ("127.0.0.1:4000.evil.example", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            assert_eq!(is_ours(&headers, &hosts), ours, "{host}");
            headers.append(HOST, HeaderValue::from_static(host));
            assert!(!is_ours(&headers, &hosts), "two of {host}");
        }
        assert!(!is_ours(&HeaderMap::new(), &hosts));
    }
}
