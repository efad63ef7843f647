//! Waiting for something to come true, with a deadline.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything that should happen at once may take.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked at.
const PAUSE: Duration = Duration::from_millis(2);

/// Waits until `look` finds something; gives it back with how long that took.
pub fn until<T>(
    what: &str,
    patience: Duration,
    mut look: impl FnMut() -> Result<Option<T>>,
) -> Result<(T, Duration)> {
    let began = Instant::now();
    loop {
        if let Some(found) = look()? {
            return Ok((found, began.elapsed()));
        }
        if began.elapsed() > patience {
            bail!("{what} did not come true within {}", seconds(patience));
        }
        std::thread::sleep(PAUSE);
    }
}

/// Lets time pass: a fault lasts as long as it lasts.
pub fn last(duration: Duration) {
    std::thread::sleep(duration);
}

/// A duration as it is said: `0.3 s`.
pub fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
