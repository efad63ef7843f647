//! An answer on its way out: status, body and Stripe's headers.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use super::error::ApiError;
use crate::chance::secret_letters;
use crate::state::{StateError, pretty};

/// An answer, and what the headers tell of it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: String,
    pub(super) request_id: String,
    pub(super) under: Under,
}

/// What an idempotency key has to do with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Under {
    /// There is none, or nothing was begun under it.
    NoKey,
    /// This is what the key stands for from now on.
    Key,
    /// The answer of that earlier request, again.
    Repeated(String),
    /// Another request with the key is under way.
    Busy,
}

impl Answer {
    pub(super) fn of(shown: &Value, request_id: Option<String>) -> Result<Self, StateError> {
        Ok(Self {
            status: StatusCode::OK,
            body: pretty(shown)?,
            request_id: request_id.unwrap_or_else(new_request_id),
            under: Under::NoKey,
        })
    }

    /// A refusal. `account` is whose log would tell of it, where that is known.
    pub(super) fn refusal(
        error: &ApiError,
        request_id: Option<String>,
        account: Option<&str>,
    ) -> Self {
        let request_id = request_id.unwrap_or_else(new_request_id);
        let mut body = error.body();
        if let Some(account) = account
            && error.status != StatusCode::UNAUTHORIZED
        {
            body["error"]["request_log_url"] = json!(format!(
                "https://dashboard.stripe.com/{account}/test/workbench/logs?object={request_id}"
            ));
        }
        Self {
            status: error.status,
            body: pretty(&body).unwrap_or_default(),
            request_id,
            under: if error.is_key_in_use() {
                Under::Busy
            } else {
                Under::NoKey
            },
        }
    }

    /// The response to a request with those headers, in that version.
    pub(super) fn response(self, asked: &HeaderMap, version: &str) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let mut set = |name: &'static str, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        };
        set("request-id", &self.request_id);
        set("stripe-version", version);
        match &self.under {
            Under::NoKey => {}
            // What a key stands for stays: to try again brings the same.
            Under::Key => {
                set("original-request", &self.request_id);
                set("stripe-should-retry", "false");
            }
            Under::Repeated(original) => {
                set("original-request", original);
                set("idempotent-replayed", "true");
            }
            Under::Busy => set("stripe-should-retry", "true"),
        }
        if let Some(key) = asked.get("idempotency-key") {
            headers.insert("idempotency-key", key.clone());
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let private = HeaderValue::from_static("no-cache, no-store");
        headers.insert(CACHE_CONTROL, private);
        if self.status == StatusCode::UNAUTHORIZED {
            let realm = HeaderValue::from_static("Bearer realm=\"Stripe\"");
            headers.insert(WWW_AUTHENTICATE, realm);
        }
        response
    }
}

fn new_request_id() -> String {
    format!("req_{}", secret_letters(14))
}
