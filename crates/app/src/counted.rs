//! What the ledger was last counted to hold: with millions of rows counting takes a while, and pages ask
//! every two seconds.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, LedgerInfo, StoreError, Tally, Types};

/// How often at most something is counted.
const COUNT_EVERY: Duration = Duration::from_secs(1);
/// How many times as long as counting takes is waited before it is done again: no more than a twentieth
/// of the time goes into it.
const TIMES_AS_LONG: u32 = 20;
/// After this time it is counted also when this process wrote nothing: another may have.
const COUNT_ANYWAY: Duration = Duration::from_secs(60);

/// What was counted last.
#[derive(Default)]
pub(crate) struct Counted {
    info: Last<LedgerInfo>,
    last_day: Last<Tally>,
}

impl Counted {
    /// What the ledger holds, counted anew if that may give something else by now.
    pub(crate) fn info(&self, ledger: &Ledger) -> Result<LedgerInfo, StoreError> {
        self.info.of(ledger, Ledger::info)
    }

    /// How the events of the last day came, counted anew if that may give something else by now.
    pub(crate) fn last_day(
        &self,
        ledger: &Ledger,
        types: &Types,
        day: [UnixSeconds; 2],
    ) -> Result<Tally, StoreError> {
        self.last_day.of(ledger, |ledger| ledger.tally(types, day))
    }
}

struct Last<T>(Mutex<Option<Count<T>>>);

struct Count<T> {
    at: Instant,
    took: Duration,
    /// How many transactions had been committed before.
    commits: u64,
    found: T,
}

impl<T> Default for Last<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Last<T> {
    fn of(
        &self,
        ledger: &Ledger,
        count: impl FnOnce(&Ledger) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, commits) = (Instant::now(), ledger.health().commits);
        if let Some(count) = last.as_ref()
            && !is_due(at - count.at, count.took, commits - count.commits)
        {
            return Ok(count.found.clone());
        }
        let found = count(ledger)?;
        let count = last.insert(Count {
            at,
            took: at.elapsed(),
            commits,
            found,
        });
        Ok(count.found.clone())
    }
}

/// Whether to count anew, so long and so many commits after the last time, which took so long.
fn is_due(after: Duration, took: Duration, commits: u64) -> bool {
    let pause = COUNT_EVERY.max(took * TIMES_AS_LONG);
    after >= COUNT_ANYWAY.max(pause) || (commits > 0 && after >= pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_to_count_is_counted_less_often() {
        let ms = Duration::from_millis;
        for (after, took, commits, due) in [
            (999, 1, 9, false),
            (1_000, 1, 9, true),
            (1_000, 1, 0, false),
            (60_000, 1, 0, true),
            (19_999, 1_000, 9, false),
            (20_000, 1_000, 9, true),
            (60_000, 4_000, 0, false),
            (80_000, 4_000, 0, true),
        ] {
            assert_eq!(is_due(ms(after), ms(took), commits), due, "{after} {took}");
        }
    }
}
