//! What a client needs to know before its first call.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use secrecy::SecretString;

use crate::base::{ApiBase, ApiBaseError};
use crate::key::ApiKeyError;

/// Tries of one call, the first included.
const TRIES: u32 = 4;
/// The longest wait before the second try; it doubles with each further one.
const FIRST_BACKOFF: Duration = Duration::from_millis(500);
/// Where the doubling ends.
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);
/// The longest `Retry-After` that a call sits out; beyond it the caller is told instead.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60);
/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long one try may take, from connecting to the last byte.
const WHOLE_TRY: Duration = Duration::from_secs(30);
/// The largest reply that is read.
const REPLY_LIMIT: usize = 32 * 1024 * 1024;

/// How a client is set up. [`ClientConfig::new`] fills in what rarely changes.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// A secret or restricted key.
    pub api_key: SecretString,
    /// Where the API is.
    pub api_base: ApiBase,
    /// Where idempotency keys and the jitter between tries come from.
    pub randomness: Randomness,
    /// When and how often a failed try is repeated.
    pub retry: RetryPolicy,
    /// How long things may take.
    pub timeouts: Timeouts,
    /// The largest reply that is read, in bytes.
    pub reply_limit: usize,
    /// Who is told the time that the API's clock shows.
    pub dates: Dates,
}

impl ClientConfig {
    /// The usual settings.
    pub fn new(api_key: SecretString, api_base: ApiBase, randomness: Randomness) -> Self {
        Self {
            api_key,
            api_base,
            randomness,
            retry: RetryPolicy::default(),
            timeouts: Timeouts::default(),
            reply_limit: REPLY_LIMIT,
            dates: Dates::default(),
        }
    }
}

/// When and how often a failed try is repeated: exponential backoff with full jitter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries of one call, the first included; zero counts as one.
    pub tries: u32,
    /// The longest wait before the second try; it doubles with each further one.
    pub first_backoff: Duration,
    /// Where the doubling ends.
    pub longest_backoff: Duration,
    /// The longest `Retry-After` that a call sits out.
    pub longest_retry_after: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: TRIES,
            first_backoff: FIRST_BACKOFF,
            longest_backoff: LONGEST_BACKOFF,
            longest_retry_after: LONGEST_RETRY_AFTER,
        }
    }
}

/// How long things may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Opening a connection.
    pub connect: Duration,
    /// One try, from connecting to the last byte of the reply.
    pub whole_try: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: CONNECT,
            whole_try: WHOLE_TRY,
        }
    }
}

type Tell = dyn Fn(UnixSeconds, Duration) + Send + Sync;

/// Who is told the `Date` of each answer, and how long that answer took to begin; nobody at first.
#[derive(Clone, Default)]
pub struct Dates(Option<Arc<Tell>>);

impl Dates {
    /// Tells this function.
    pub fn to(tell: impl Fn(UnixSeconds, Duration) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }

    pub(crate) fn tell(&self, date: UnixSeconds, round_trip: Duration) {
        if let Some(tell) = &self.0 {
            tell(date, round_trip);
        }
    }
}

impl std::fmt::Debug for Dates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dates")
    }
}

type Fill = dyn Fn(&mut [u8]) + Send + Sync;

/// A source of random bytes, passed in by the program; tests pass a counter.
#[derive(Clone)]
pub struct Randomness(Arc<Fill>);

impl Randomness {
    /// Wraps a function that fills a buffer with random bytes.
    pub fn new(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    pub(crate) fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }
}

impl std::fmt::Debug for Randomness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Randomness")
    }
}

/// Why a client cannot be set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The key cannot be one.
    #[error(transparent)]
    Key(#[from] ApiKeyError),
    /// The address cannot be one.
    #[error(transparent)]
    Base(#[from] ApiBaseError),
    /// A live key for another host than Stripe's own.
    #[error(
        "a live key goes only to https://api.stripe.com, not to {base}: use a test key there, or \
         leave the API address at its default"
    )]
    LiveKeyElsewhere {
        /// The address that was configured.
        base: String,
    },
    /// The system's root certificates cannot be used.
    #[error(
        "the system's root certificates cannot be used ({0}): without them no secure connection \
         is possible; on Linux install the package ca-certificates"
    )]
    Certificates(String),
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be set up: {0}")]
    Transport(String),
}
