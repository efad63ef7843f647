//! The sandbox's one clock: the system's, moved by an offset.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use countertop_domain::UnixSeconds;

/// Tells the time in the practice store.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    /// How far the store's time is ahead of the system's, in seconds.
    ahead: AtomicI64,
}

impl Clock {
    /// The time in the practice store, in milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> i64 {
        let ahead = self.ahead.load(Ordering::Relaxed);
        system_ms().saturating_add(ahead.saturating_mul(1000))
    }

    /// Moves the store's time.
    #[cfg(test)]
    pub(crate) fn set_ahead(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::Relaxed);
    }

    /// The system's own time. Signatures carry it: whoever checks them has no other clock.
    pub(crate) fn system(&self) -> UnixSeconds {
        UnixSeconds(system_ms().div_euclid(1000))
    }
}

/// Milliseconds since 1970; a clock set before that reads 0.
fn system_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}
