//! What a request brings: its parameters and its idempotency key.

use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use countertop_stripe_wire::form;
use serde_json::{Map, Value};

use super::error::ApiError;
use super::{json, multipart};
use crate::http::read_body;

/// Largest body of a call.
pub(super) const LARGEST_BODY: usize = 1024 * 1024;
/// Largest body of an upload: Stripe's 16 MB for a file, and what is around it.
const LARGEST_UPLOAD: usize = 17 * 1024 * 1024;
/// The one call that takes files.
const UPLOAD: &str = "/v1/files";
/// Longest idempotency key, as Stripe's.
const LONGEST_KEY: usize = 255;

/// What was sent: the query of a GET or DELETE, the form of a POST.
pub(super) async fn parameters(parts: &Parts, body: Body) -> Result<Map<String, Value>, ApiError> {
    let query = parts.uri.query().unwrap_or_default();
    if parts.method == Method::POST && json::speaks(parts.uri.path()) {
        return json::read(&parts.headers, body).await;
    }
    if let Some(boundary) = upload(parts) {
        return multipart::read(&whole(body, LARGEST_UPLOAD).await?, &boundary);
    }
    let text = if parts.method == Method::POST {
        let body = form_of(&parts.headers, body).await?;
        if query.is_empty() {
            body
        } else {
            format!("{query}&{body}")
        }
    } else {
        query.to_owned()
    };
    match form::decode(&text) {
        Value::Object(given) => Ok(given),
        // A form whose keys are all numbers; no call has such parameters.
        _ => Err(ApiError::invalid("Received unknown parameters").code("parameter_unknown")),
    }
}

/// The boundary of an upload, where this is one.
fn upload(parts: &Parts) -> Option<String> {
    let kind = parts.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    (parts.method == Method::POST && parts.uri.path() == UPLOAD)
        .then(|| multipart::boundary(kind))
        .flatten()
}

async fn whole(body: Body, largest: usize) -> Result<Bytes, ApiError> {
    read_body(body, largest)
        .await
        .map_err(|error| ApiError::invalid(error.to_string()).status(error.status()))
}

async fn form_of(headers: &HeaderMap, body: Body) -> Result<String, ApiError> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let is_form = |kind: &str| kind.starts_with("application/x-www-form-urlencoded");
    if kind.is_some_and(|kind| !is_form(kind)) {
        return Err(ApiError::invalid(
            "Invalid request (check that your POST content type is \
             application/x-www-form-urlencoded). If you have any questions, we can help at \
             https://support.stripe.com/.",
        ));
    }
    let body = whole(body, LARGEST_BODY).await?;
    String::from_utf8(body.into())
        .map_err(|_| ApiError::invalid("Invalid request: the body is not UTF-8 text."))
}

/// The key under which the answer of a POST is kept. Other calls do the same again anyway.
pub(super) fn idempotency_key(parts: &Parts) -> Result<Option<String>, ApiError> {
    let Some(key) = parts.headers.get("idempotency-key") else {
        return Ok(None);
    };
    if parts.method != Method::POST {
        return Ok(None);
    }
    match key.to_str() {
        Ok("") => Err(ApiError::invalid(
            "Idempotency Key must be a non-empty string.",
        )),
        Ok(key) if key.len() <= LONGEST_KEY => Ok(Some(key.to_owned())),
        _ => Err(ApiError::invalid(format!(
            "Idempotency keys may have up to {LONGEST_KEY} characters."
        ))),
    }
}
