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

/// One attempt to deliver something, answered. In a flood one of these stands for many refusals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// When it was answered.
    pub at: UnixSeconds,
    /// The status of the HTTP answer.
    pub status: u16,
    /// Why the signature was not accepted, such as `signature_mismatch`.
    pub code: Option<&'static str>,
    /// The event's id, known only of what is Stripe's.
    pub event: Option<String>,
    /// How long the body was: as it came, else as it was announced, else 0.
    pub bytes: u64,
    /// SHA-256 of the body, where it came whole.
    pub digest: Option<[u8; 32]>,
    /// What the body tells, where its signature fits no secret: a name of the signature doctor's.
    pub symptom: Option<&'static str>,
    /// How many attempts it stands for. More than one has neither event, length nor digest.
    pub count: u64,
}

/// Records events durably.
pub trait Recorder: Send + Sync + 'static {
    /// Returns once the event is durably committed, or could not be.
    fn record(
        &self,
        event: RecordedEvent,
    ) -> impl Future<Output = Result<Receipt, Unavailable>> + Send;

    /// Takes note of an attempt, whatever it was answered. It must not wait for anything: the answer
    /// goes out after it. It may lose notes rather than delay an event.
    fn note(&self, delivery: Delivery);
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
