//! When the next backup is due, from the times of those that are there.

use countertop_domain::UnixSeconds;
use serde::{Deserialize, Serialize};

const DAY: i64 = 24 * 3600;
/// How long after a failure it is tried again.
const TRY_AGAIN_AFTER: i64 = 3600;

/// How backups are made by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How often.
    pub pace: Pace,
    /// How many are kept; at least one.
    pub keep: u16,
}

/// How often backups are made by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// Never.
    Off,
    /// Once a day.
    Daily,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            pace: Pace::Off,
            keep: 7,
        }
    }
}

impl Plan {
    /// When the next is due, after the newest that is there and the last failure; none when never. A time
    /// that is yet to come was told by a wrong clock, and counts for nothing.
    pub fn due(
        self,
        newest: Option<UnixSeconds>,
        failed: Option<UnixSeconds>,
        now: UnixSeconds,
    ) -> Option<UnixSeconds> {
        let Pace::Daily = self.pace else {
            return None;
        };
        let past = |it: &UnixSeconds| it.0 <= now.0;
        let after_the_newest = newest.filter(past).map_or(now.0, |it| it.0 + DAY);
        let after_a_failure = failed
            .filter(past)
            .map_or(now.0, |it| it.0 + TRY_AGAIN_AFTER);
        Some(UnixSeconds(after_the_newest.max(after_a_failure)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_a_day_after_the_last_and_an_hour_after_a_failure() {
        let now = 1_000_000;
        for (newest, failed, due) in [
            (None, None, now),
            (Some(now), None, now + DAY),
            (Some(now - 10), None, now - 10 + DAY),
            (Some(now - 3 * DAY), None, now),
            (Some(now + 5), None, now),
            (None, Some(now), now + 3600),
            (Some(now - DAY), Some(now - 60), now + 3540),
            (Some(now), Some(now - 60), now + DAY),
            (None, Some(now + 99), now),
        ] {
            let plan = Plan {
                pace: Pace::Daily,
                keep: 7,
            };
            let found = plan.due(
                newest.map(UnixSeconds),
                failed.map(UnixSeconds),
                UnixSeconds(now),
            );
            assert_eq!(found, Some(UnixSeconds(due)), "{newest:?} {failed:?}");
            assert_eq!(
                Plan::default().due(newest.map(UnixSeconds), None, UnixSeconds(now)),
                None
            );
        }
    }
}
