//! What can go wrong with a call, each as one sentence that says what to do.

use std::time::Duration;

use countertop_stripe_wire::scrub;

use crate::refusal::Refusal;

/// Why a call failed. No text in it holds a key or another secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// No reply came, after all tries. What was asked may have happened all the same: repeat it with
    /// the same idempotency key.
    #[error("{attempted} got no answer from {host}: {failure}{}", in_brackets(.reason))]
    Network {
        /// Method and path.
        attempted: String,
        /// The host that was to answer.
        host: String,
        /// What broke.
        failure: NetworkFailure,
        /// The system's words for it; may be empty.
        reason: String,
        /// Whether any try got so far that it may have been carried out.
        sent: Sent,
    },
    /// 401: the key is not one of Stripe's, or no longer.
    #[error(
        "Stripe does not accept the API key: {}; copy the key again from Stripe's Dashboard, under \
         Developers, API keys", .0.sentence()
    )]
    WrongKey(Box<Refusal>),
    /// 403: the key may not do this.
    #[error("the API key may not do this ({}): {}", .refusal.attempted, permission_advice(.permissions, .refusal))]
    MissingPermission {
        /// The permissions that the message names, such as `charge_read`; may be empty.
        permissions: Vec<String>,
        /// What Stripe said.
        refusal: Box<Refusal>,
    },
    /// 404: no such object in this account and mode.
    #[error(
        "Stripe has no such object ({}): {}; check the id, and that the key belongs to the same \
         account and mode", .0.attempted, .0.sentence()
    )]
    NotFound(Box<Refusal>),
    /// 409, after all tries: something else is at work on the same object, or under the same key.
    #[error(
        "Stripe is busy with another request on the same thing ({}): {}; try again in a moment",
        .0.attempted, .0.sentence()
    )]
    Conflict(Box<Refusal>),
    /// 429, after all tries.
    #[error(
        "Stripe is taking no more requests for now ({}): {}; wait a moment and try again",
        .0.attempted, .0.sentence()
    )]
    RateLimited(Box<Refusal>),
    /// The request is not acceptable: wrong parameters, or a declined card.
    #[error("Stripe refused {}: {}; {}", .0.attempted, .0.sentence(), advice(.0))]
    Refused(Box<Refusal>),
    /// 5xx with an envelope, after all tries. What was asked may have happened all the same.
    #[error(
        "Stripe failed at {} ({}): try again in a moment; status.stripe.com tells of outages",
        .0.attempted, .0.sentence()
    )]
    ServerFault(Box<Refusal>),
    /// A reply that is not what the API sends.
    #[error(
        "the answer to {attempted} cannot be read (status {status}): {reason}; check the API \
         address, and try again"
    )]
    Unreadable {
        /// Method and path.
        attempted: String,
        /// The HTTP status; 0 where it is not known.
        status: u16,
        /// What is wrong with it.
        reason: String,
        /// The id by which Stripe's support finds the request.
        request_id: Option<String>,
    },
    /// Nothing was sent, because the request cannot be made.
    #[error("the request cannot be made: {0}")]
    Unsendable(String),
}

/// Whether a call without an answer may have been carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// No try reached the host: nothing was sent.
    Nothing,
    /// At least one try was under way.
    Perhaps,
}

/// What broke on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkFailure {
    /// The host name has no address.
    #[error("the name cannot be found; check the internet connection and try again")]
    UnknownHost,
    /// No connection could be opened.
    #[error("the connection failed; check the internet connection and try again")]
    Unreachable,
    /// The certificate is not trusted.
    #[error(
        "its certificate is not trusted; check this computer's clock, and whether a proxy or virus \
         scanner looks into the connection"
    )]
    Certificate,
    /// Too slow.
    #[error("it took too long; try again")]
    TimedOut,
    /// Broken off before the reply was complete.
    #[error("the connection broke off; try again")]
    Interrupted,
}

impl ApiError {
    /// What Stripe said, where it said something.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::WrongKey(refusal)
            | Self::MissingPermission { refusal, .. }
            | Self::NotFound(refusal)
            | Self::Conflict(refusal)
            | Self::RateLimited(refusal)
            | Self::Refused(refusal)
            | Self::ServerFault(refusal) => Some(refusal),
            Self::Network { .. } | Self::Unreadable { .. } | Self::Unsendable(_) => None,
        }
    }

    /// Whether the object does not exist in this account and mode.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound(_))
    }

    /// Whether what was asked may have been carried out although it failed here.
    pub fn is_in_doubt(&self) -> bool {
        match self {
            Self::Network { sent, .. } => *sent == Sent::Perhaps,
            Self::ServerFault(_) | Self::Conflict(_) | Self::Unreadable { .. } => true,
            Self::WrongKey(_)
            | Self::MissingPermission { .. }
            | Self::NotFound(_)
            | Self::RateLimited(_)
            | Self::Refused(_)
            | Self::Unsendable(_) => false,
        }
    }

    /// Whether the same call, with the same idempotency key, may succeed later.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Network { .. }
            | Self::Conflict(_)
            | Self::RateLimited(_)
            | Self::ServerFault(_) => true,
            Self::Unreadable { status, .. } => *status >= 500,
            Self::WrongKey(_)
            | Self::MissingPermission { .. }
            | Self::NotFound(_)
            | Self::Refused(_)
            | Self::Unsendable(_) => false,
        }
    }

    /// How long Stripe asks to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        self.refusal().and_then(|refusal| refusal.retry_after)
    }

    /// The id by which Stripe's support finds the request.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Unreadable { request_id, .. } => request_id.as_deref(),
            _ => self.refusal()?.request_id.as_deref(),
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let refusal = Box::new(refusal);
        match refusal.status {
            401 => Self::WrongKey(refusal),
            403 => Self::MissingPermission {
                permissions: refusal.permissions(),
                refusal,
            },
            404 => Self::NotFound(refusal),
            409 => Self::Conflict(refusal),
            429 => Self::RateLimited(refusal),
            500.. => Self::ServerFault(refusal),
            _ => Self::Refused(refusal),
        }
    }
}

impl stripe_client_core::StripeClientErr for ApiError {
    fn deserialize_err(reason: impl std::fmt::Display) -> Self {
        Self::Unreadable {
            attempted: "a typed request".to_owned(),
            status: 0,
            reason: scrub(&reason.to_string()),
            request_id: None,
        }
    }
}

fn in_brackets(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!(" ({reason})")
    }
}

fn advice(refusal: &Refusal) -> &'static str {
    match refusal.error_type.as_deref() {
        Some("card_error") => "try another card or way to pay",
        _ => "correct it and try again",
    }
}

fn permission_advice(permissions: &[String], refusal: &Refusal) -> String {
    if permissions.is_empty() {
        return format!(
            "{}; use a key that may, or change it in Stripe's Dashboard, under Developers, API keys",
            refusal.sentence()
        );
    }
    let (noun, it) = if permissions.len() == 1 {
        ("permission", "it")
    } else {
        ("permissions", "them")
    };
    format!(
        "it lacks the {noun} {}; switch {it} on for this key in Stripe's Dashboard, under \
         Developers, API keys",
        permissions.join(", ")
    )
}
