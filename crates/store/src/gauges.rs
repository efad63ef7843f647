//! What the writer is doing, in numbers that anyone may read at any time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The writer's numbers, shared.
#[derive(Debug, Default)]
pub(crate) struct Gauges {
    queue: AtomicU64,
    commits: AtomicU64,
    inputs: AtomicU64,
    largest: AtomicU64,
    syncing_us: AtomicU64,
    slowest_us: AtomicU64,
}

/// The writer's numbers at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriterHealth {
    /// How many inputs wait for their commit.
    pub queue: u64,
    /// How many transactions were committed since the start.
    pub commits: u64,
    /// How many inputs these held.
    pub inputs: u64,
    /// How many inputs the largest one held.
    pub largest_commit: u64,
    /// How long all commits took together: the fsync, for the most part.
    pub syncing: Duration,
    /// How long the slowest took.
    pub slowest_sync: Duration,
}

impl Gauges {
    /// Counts an input as waiting until the guard is dropped.
    pub(crate) fn queued(&self) -> Queued<'_> {
        self.queue.fetch_add(1, Ordering::Relaxed);
        Queued(&self.queue)
    }

    pub(crate) fn committed(&self, inputs: usize, took: Duration) {
        let inputs = inputs as u64;
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.inputs.fetch_add(inputs, Ordering::Relaxed);
        self.largest.fetch_max(inputs, Ordering::Relaxed);
        self.syncing_us.fetch_add(took, Ordering::Relaxed);
        self.slowest_us.fetch_max(took, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> WriterHealth {
        let of = |it: &AtomicU64| it.load(Ordering::Relaxed);
        WriterHealth {
            queue: of(&self.queue),
            commits: of(&self.commits),
            inputs: of(&self.inputs),
            largest_commit: of(&self.largest),
            syncing: Duration::from_micros(of(&self.syncing_us)),
            slowest_sync: Duration::from_micros(of(&self.slowest_us)),
        }
    }
}

/// One waiting input.
pub(crate) struct Queued<'a>(&'a AtomicU64);

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
