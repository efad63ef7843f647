//! A successful reply: its bytes as they came, and what its headers say.

use bytes::Bytes;
use countertop_domain::UnixSeconds;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::ApiError;
use crate::idempotency::IdempotencyKey;

/// What Stripe answered. Its Debug shows the body's length alone: it may name customers.
#[derive(Clone)]
pub struct Reply {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The exact bytes of the body.
    pub body: Bytes,
    /// The id by which Stripe's support finds the request.
    pub request_id: Option<String>,
    /// Stripe's clock when it answered.
    pub date: Option<UnixSeconds>,
    /// The key that a write went under.
    pub idempotency_key: Option<IdempotencyKey>,
    /// How many tries it took.
    pub tries: u32,
    pub(crate) attempted: String,
}

impl Reply {
    /// The body as JSON.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn json(&self) -> Result<Value, ApiError> {
        self.parse()
    }

    /// The body as a type that reads what it needs and ignores the rest.
    ///
    /// # Errors
    /// When the body does not have the expected shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        serde_json::from_slice(&self.body).map_err(|error| {
            // serde's own message may quote what it read.
            self.unreadable(format!(
                "unexpected JSON at line {}, column {}",
                error.line(),
                error.column()
            ))
        })
    }

    pub(crate) fn unreadable(&self, reason: String) -> ApiError {
        ApiError::Unreadable {
            attempted: self.attempted.clone(),
            status: self.status,
            reason,
            request_id: self.request_id.clone(),
        }
    }
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply")
            .field("attempted", &self.attempted)
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .field("request_id", &self.request_id)
            .field("date", &self.date)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}
