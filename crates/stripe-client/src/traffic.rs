//! Who may send now: what the merchant asks for goes at once, what runs in the background gives way to
//! it and keeps within a number of requests a second.
//!
//! Source: Stripe's documentation, "Rate limits": 100 requests a second in live mode, 25 in test mode,
//! for all that an account does together.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

/// How long a background request gives way at most: somebody who never stops asking must not end
/// catching up.
const LONGEST_WAY: Duration = Duration::from_secs(10);

/// How many of the merchant's own calls are under way.
#[derive(Debug)]
pub(crate) struct Traffic {
    own: watch::Sender<usize>,
}

impl Default for Traffic {
    fn default() -> Self {
        Self {
            own: watch::Sender::new(0),
        }
    }
}

/// Whose call it is.
#[derive(Clone, Debug, Default)]
pub(crate) enum Lane {
    /// The merchant waits for it.
    #[default]
    Own,
    /// Nobody waits for it.
    Background(Arc<Budget>),
}

/// When the next background request may go.
#[derive(Debug)]
pub(crate) struct Budget {
    /// The time from one request to the next.
    apart: Duration,
    next: Mutex<Option<Instant>>,
}

impl Budget {
    pub(crate) fn per_second(requests: Option<u32>) -> Self {
        let apart = requests.map_or(Duration::ZERO, |it| Duration::from_secs(1) / it.max(1));
        Self {
            apart,
            next: Mutex::new(None),
        }
    }

    /// The moment that this request may go at; the next one comes after it.
    fn take(&self, now: Instant) -> Instant {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let at = next.map_or(now, |it| it.max(now));
        *next = Some(at + self.apart);
        at
    }
}

impl Traffic {
    /// Begins a call. Until what is given back is dropped, those in the background give way to it.
    pub(crate) fn begin(self: &Arc<Self>, lane: &Lane) -> Option<OwnCall> {
        match lane {
            Lane::Own => {
                self.own.send_modify(|calls| *calls += 1);
                Some(OwnCall(Arc::clone(self)))
            }
            Lane::Background(_) => None,
        }
    }

    /// Waits until the next request may go.
    pub(crate) async fn wait_for_turn(&self, lane: &Lane) {
        let Lane::Background(budget) = lane else {
            return;
        };
        sleep_until(budget.take(Instant::now())).await;
        let mut own = self.own.subscribe();
        // Neither the end of the wait nor of the client is a reason not to send.
        let _ = timeout(LONGEST_WAY, own.wait_for(|calls| *calls == 0)).await;
    }
}

/// One of the merchant's own calls, under way.
pub(crate) struct OwnCall(Arc<Traffic>);

impl Drop for OwnCall {
    fn drop(&mut self) {
        self.0
            .own
            .send_modify(|calls| *calls = calls.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_spreads_requests_and_keeps_none_for_later() {
        let start = Instant::now();
        let ms = Duration::from_millis;
        let budget = Budget::per_second(Some(10));
        assert_eq!(budget.take(start), start);
        assert_eq!(budget.take(start), start + ms(100));
        assert_eq!(budget.take(start + ms(50)), start + ms(200));
        let later = start + ms(5000);
        assert_eq!(budget.take(later), later);
        assert_eq!(budget.take(later), later + ms(100));
        let free = Budget::per_second(None);
        assert_eq!((free.take(start), free.take(start)), (start, start));
    }
}
