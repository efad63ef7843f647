//! Who records what the door lets in, and which clock it goes by.

use std::time::{SystemTime, UNIX_EPOCH};

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::{Aside, RecordedEvent};

/// What became of an event that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Whether nothing of this id was known before.
    pub first_seen: bool,
    /// Whether it is the first of this id that counts.
    pub first_counted: bool,
    /// Why it is kept aside, if it is.
    pub aside: Option<Aside>,
}

/// The event could not be durably recorded now. The reason was logged where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

/// Records events durably.
pub trait Recorder: Send + Sync + 'static {
    /// Returns once the event is durably committed, or could not be.
    fn record(
        &self,
        event: RecordedEvent,
    ) -> impl Future<Output = Result<Receipt, Unavailable>> + Send;
}

/// Tells the time, so that tests can set it.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> UnixSeconds;
}

/// This computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> UnixSeconds {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        UnixSeconds(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    }
}
