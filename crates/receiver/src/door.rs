//! The webhook route: what is looked at, in which order, and what is answered.
//!
//! The order is a contract: path, method, encoding, type, signature header, length, body, check,
//! commit. What can be refused from the head is refused without reading the body.

use std::sync::{Arc, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use bytes::Bytes;
use countertop_stripe_wire::signature::{Header, Refusal, Verifier};
use countertop_stripe_wire::{Aside, UnverifiedEvent};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::journal::{Journal, Note};
use crate::limits::{BODIES_IN_FLIGHT_BYTES, BODY_BYTES, REQUEST_TIMEOUT, RETRY_AFTER_SECONDS};
use crate::{Clock, Receipt, Recorder, Unavailable, WEBHOOK_PATH};

const SIGNATURE: HeaderName = HeaderName::from_static("stripe-signature");

/// Everything that a request needs.
pub(crate) struct Door<R> {
    pub(crate) recorder: R,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) verifier: RwLock<Arc<Verifier>>,
    pub(crate) journal: Journal,
    bodies: Semaphore,
}

impl<R> Door<R> {
    pub(crate) fn new(recorder: R, clock: Box<dyn Clock>, verifier: Verifier) -> Self {
        Self {
            recorder,
            clock,
            verifier: RwLock::new(Arc::new(verifier)),
            journal: Journal::new(),
            bodies: Semaphore::new(BODIES_IN_FLIGHT_BYTES),
        }
    }

    fn verifier(&self) -> Arc<Verifier> {
        Arc::clone(
            &self
                .verifier
                .read()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }
}

pub(crate) fn router<R: Recorder>(door: Arc<Door<R>>) -> Router {
    Router::new()
        .route(WEBHOOK_PATH, any(webhook::<R>))
        .with_state(door)
}

async fn webhook<R: Recorder>(State(door): State<Arc<Door<R>>>, request: Request) -> Response {
    match receive(&door, request).await {
        Ok(()) => received(),
        Err(refused) => {
            if let Refused::Webhook(refusal) = refused {
                door.journal.refused(refusal);
            }
            refused.into_response()
        }
    }
}

fn received() -> Response {
    (
        [(header::CONTENT_TYPE, "application/json")],
        r#"{"received":true}"#,
    )
        .into_response()
}

async fn receive<R: Recorder>(door: &Door<R>, request: Request) -> Result<(), Refused> {
    let (head, body) = request.into_parts();
    let (signature, expected) = check_head(&head.method, &head.headers)?;
    let body = read(door, body, expected).await?;
    if body.is_empty() {
        return Err(Refusal::EmptyBody.into());
    }
    let verifier = door.verifier();
    if verifier.is_empty() {
        return Err(Refused::Unavailable);
    }
    let (event, _) = UnverifiedEvent::new(body).verify(&verifier, &signature, door.clock.now())?;
    let kept_aside = event.aside();
    let note = Note::of(&event);
    let receipt: Receipt = door.recorder.record(event).await?;
    note.write(receipt);
    match kept_aside {
        // It is kept, but it may be a replay: the sender is told no.
        Some(Aside::Clock) => Err(Refusal::TimestampOutOfTolerance.into()),
        Some(Aside::Mode | Aside::Account) | None => Ok(()),
    }
}

/// What the head alone can tell: the signature header, and how long the body says it is.
fn check_head(method: &Method, headers: &HeaderMap) -> Result<(Header, Option<usize>), Refused> {
    if method != Method::POST {
        return Err(Refused::Method);
    }
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Refused::MediaType);
    }
    if !headers.get_all(header::CONTENT_TYPE).iter().all(is_json) {
        return Err(Refused::MediaType);
    }
    let mut signatures = headers.get_all(SIGNATURE).iter();
    let signature = signatures.next().ok_or(Refusal::MissingSignature)?;
    if signatures.next().is_some() {
        return Err(Refusal::MalformedSignature.into());
    }
    let signature = Header::parse(signature.as_bytes())?;
    let expected = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if expected.is_some_and(|length| length > BODY_BYTES) {
        return Err(Refused::TooLarge);
    }
    Ok((signature, expected))
}

/// `application/json` in any case, with or without parameters.
fn is_json(value: &HeaderValue) -> bool {
    let essence = value
        .to_str()
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// Reads the body within its limits of length, time and memory.
async fn read<R>(door: &Door<R>, body: Body, expected: Option<usize>) -> Result<Vec<u8>, Refused> {
    let reserved = u32::try_from(expected.unwrap_or(BODY_BYTES)).unwrap_or(u32::MAX);
    let _in_flight = door
        .bodies
        .try_acquire_many(reserved)
        .map_err(|_| Refused::Unavailable)?;
    let collected = timeout(REQUEST_TIMEOUT, Limited::new(body, BODY_BYTES).collect());
    match collected.await {
        Err(_) => Err(Refused::Late),
        Ok(Ok(body)) => Ok(Bytes::into(body.to_bytes())),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Refused::TooLarge),
        // The connection broke, or sent less than it said: nobody is there to be answered.
        Ok(Err(_)) => Err(Refused::Late),
    }
}

/// Why a request gets no 200.
enum Refused {
    Method,
    MediaType,
    TooLarge,
    Late,
    Webhook(Refusal),
    Unavailable,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Webhook(refusal)
    }
}

impl From<Unavailable> for Refused {
    fn from(_: Unavailable) -> Self {
        Self::Unavailable
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        const TEXT: &str = "text/plain; charset=utf-8";
        match self {
            Self::Method => {
                (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")]).into_response()
            }
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response(),
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Late => {
                (StatusCode::REQUEST_TIMEOUT, [(header::CONNECTION, "close")]).into_response()
            }
            Self::Webhook(refusal) => (
                StatusCode::BAD_REQUEST,
                [(header::CONTENT_TYPE, TEXT)],
                format!("Webhook Error: {refusal}"),
            )
                .into_response(),
            Self::Unavailable => {
                let again = [(header::RETRY_AFTER, RETRY_AFTER_SECONDS)];
                (StatusCode::SERVICE_UNAVAILABLE, again).into_response()
            }
        }
    }
}
