//! What the door has done since it was opened, in numbers that anyone may read at any time.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use countertop_domain::UnixSeconds;

use crate::refused::Refused;

/// The door's numbers at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counters {
    /// How many requests were answered with 200.
    pub accepted: u64,
    /// How many events came that were known already.
    pub redelivered: u64,
    /// How many events were kept aside.
    pub kept_aside: u64,
    /// How many requests were refused, by what they were told.
    pub refused: Vec<RefusedCount>,
    /// How many connections are open.
    pub connections: u64,
    /// How many bytes of bodies are in flight.
    pub bodies_in_flight_bytes: u64,
    /// How many seconds the last accepted event took from when it happened, by this computer's
    /// clock; none before the first.
    pub last_lag_seconds: Option<i64>,
}

/// How many requests got one refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusedCount {
    /// The status of the answer.
    pub status: u16,
    /// Why the signature was not accepted.
    pub code: Option<&'static str>,
    /// How many.
    pub count: u64,
}

/// Stands for no lag yet.
const NO_LAG: i64 = i64::MIN;

/// The numbers, counted.
#[derive(Debug)]
pub(crate) struct Tally {
    accepted: AtomicU64,
    redelivered: AtomicU64,
    kept_aside: AtomicU64,
    refused: [AtomicU64; Refused::ALL.len()],
    lag_seconds: AtomicI64,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self {
            accepted: AtomicU64::new(0),
            redelivered: AtomicU64::new(0),
            kept_aside: AtomicU64::new(0),
            refused: std::array::from_fn(|_| AtomicU64::new(0)),
            lag_seconds: AtomicI64::new(NO_LAG),
        }
    }

    pub(crate) fn accepted(&self, created: Option<UnixSeconds>, now: UnixSeconds) {
        self.accepted.fetch_add(1, Ordering::Relaxed);
        if let Some(created) = created {
            let lag = now.0.saturating_sub(created.0).max(NO_LAG + 1);
            self.lag_seconds.store(lag, Ordering::Relaxed);
        }
    }

    pub(crate) fn redelivered(&self) {
        self.redelivered.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn kept_aside(&self) {
        self.kept_aside.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn refused(&self, refused: Refused) {
        if let Some(count) = self.refused.get(refused.index()) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(crate) fn read(&self, connections: usize, bodies_in_flight: usize) -> Counters {
        let of = |it: &AtomicU64| it.load(Ordering::Relaxed);
        let lag = self.lag_seconds.load(Ordering::Relaxed);
        let refused = Refused::ALL.iter().zip(&self.refused);
        Counters {
            accepted: of(&self.accepted),
            redelivered: of(&self.redelivered),
            kept_aside: of(&self.kept_aside),
            refused: by_answer(refused.map(|(refused, count)| (*refused, of(count)))),
            connections: connections as u64,
            bodies_in_flight_bytes: bodies_in_flight as u64,
            last_lag_seconds: (lag != NO_LAG).then_some(lag),
        }
    }
}

/// Adds up what is told the same.
fn by_answer(counts: impl Iterator<Item = (Refused, u64)>) -> Vec<RefusedCount> {
    let mut told: Vec<RefusedCount> = Vec::new();
    for (refused, count) in counts {
        let (status, code) = (refused.status().as_u16(), refused.code());
        let same = told
            .iter_mut()
            .find(|it| it.status == status && it.code == code);
        match same {
            Some(same) => same.count += count,
            None => told.push(RefusedCount {
                status,
                code,
                count,
            }),
        }
    }
    told
}
