//! When the next backup is due, from the times of those that are there.

use countertop_domain::UnixSeconds;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
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
    /// At which minute of the day; none a day after the last.
    #[serde(default)]
    pub at_minute: Option<u16>,
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
            at_minute: None,
        }
    }
}

impl Plan {
    /// When the next is due, after the newest that is there and the last failure; none when never. A time
    /// that is yet to come was told by a wrong clock, and counts for nothing. The minute of the day is one of
    /// this zone.
    pub fn due(
        self,
        newest: Option<UnixSeconds>,
        failed: Option<UnixSeconds>,
        now: UnixSeconds,
        zone: &TimeZone,
    ) -> Option<UnixSeconds> {
        let Pace::Daily = self.pace else {
            return None;
        };
        let past = |it: &UnixSeconds| it.0 <= now.0;
        let after_the_newest = newest.filter(past).map_or(now.0, |it| self.after(it, zone));
        let after_a_failure = failed
            .filter(past)
            .map_or(now.0, |it| it.0 + TRY_AGAIN_AFTER);
        Some(UnixSeconds(after_the_newest.max(after_a_failure)))
    }

    /// When one is due after one of this time: a day later, or when that minute of the day comes next.
    fn after(self, newest: UnixSeconds, zone: &TimeZone) -> i64 {
        let a_day_later = newest.0 + DAY;
        let Some(minute) = self.at_minute else {
            return a_day_later;
        };
        next_at(newest, minute, zone).unwrap_or(a_day_later)
    }
}

/// The first time after this one at which clocks in the zone show that minute of the day. Where they jump
/// over it, as in a night of spring, the first minute after the jump.
fn next_at(after: UnixSeconds, minute: u16, zone: &TimeZone) -> Option<i64> {
    let from = Timestamp::from_second(after.0).ok()?;
    let today = zone.to_datetime(from).date();
    let (hour, minute) = (minute / 60, minute % 60);
    let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
    let on = |date: jiff::civil::Date| {
        let time = date.at(hour, minute, 0, 0);
        zone.to_timestamp(time).ok()
    };
    let next = on(today).filter(|it| *it > from);
    let next = next.or_else(|| on(today.checked_add(1.day()).ok()?));
    next.map(|it| it.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_day_comes_once_a_day_whatever_the_clocks_do() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap().as_second();
        for (newest, minute, due) in [
            ("2026-11-28T12:00:00Z", 3 * 60, "2026-11-29T02:00:00Z"),
            ("2026-11-28T01:59:59Z", 3 * 60, "2026-11-28T02:00:00Z"),
            ("2026-11-28T02:00:00Z", 3 * 60, "2026-11-29T02:00:00Z"),
            // Clocks go from 2 to 3 and from 3 back to 2.
            ("2026-03-28T12:00:00Z", 150, "2026-03-29T01:30:00Z"),
            ("2026-10-24T12:00:00Z", 150, "2026-10-25T00:30:00Z"),
            ("2026-10-25T00:30:00Z", 150, "2026-10-26T01:30:00Z"),
        ] {
            let plan = Plan {
                pace: Pace::Daily,
                keep: 7,
                at_minute: Some(minute),
            };
            let now = UnixSeconds(at(newest) + 1);
            let found = plan.due(Some(UnixSeconds(at(newest))), None, now, &zone);
            assert_eq!(found, Some(UnixSeconds(at(due))), "{newest} {minute}");
        }
    }

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
                at_minute: None,
            };
            let found = plan.due(
                newest.map(UnixSeconds),
                failed.map(UnixSeconds),
                UnixSeconds(now),
                &TimeZone::UTC,
            );
            assert_eq!(found, Some(UnixSeconds(due)), "{newest:?} {failed:?}");
            assert_eq!(
                Plan::default().due(
                    newest.map(UnixSeconds),
                    None,
                    UnixSeconds(now),
                    &TimeZone::UTC
                ),
                None
            );
        }
    }
}
