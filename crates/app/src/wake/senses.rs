//! What a look sees.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::{Look, Network};

/// Looks at the clocks and at the network; tests bring their own.
pub trait Senses: Send + 'static {
    /// How things are now.
    fn look(&mut self) -> Look;
}

/// This computer's.
#[derive(Clone, Copy, Debug)]
pub struct SystemSenses {
    began: Instant,
}

impl SystemSenses {
    /// Counts from now on.
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
        }
    }
}

impl Default for SystemSenses {
    fn default() -> Self {
        Self::new()
    }
}

impl Senses for SystemSenses {
    fn look(&mut self) -> Look {
        Look {
            wall: wall(),
            running: self.began.elapsed(),
            passed: passed(),
            network: Network::of_this_computer(),
        }
    }
}

/// The clock on the wall: since 1970.
pub(super) fn wall() -> Duration {
    let wall = SystemTime::now().duration_since(UNIX_EPOCH);
    wall.unwrap_or_default()
}

/// The time since the computer was switched on, sleep included.
#[cfg(target_os = "linux")]
fn passed() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};

    clock_gettime(ClockId::Boottime).try_into().ok()
}

/// Not every system tells it.
#[cfg(not(target_os = "linux"))]
fn passed() -> Option<Duration> {
    None
}
