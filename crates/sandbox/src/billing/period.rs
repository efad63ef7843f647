//! Billing periods: from one day to the same day of a later week, month or year.
//!
//! All periods of a subscription are counted from its anchor, so one that is anchored on the 31st
//! ends on the last day of a shorter month and on the 31st again afterwards.

use countertop_domain::UnixSeconds;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::Value;

const DAY: i64 = 24 * 3600;

/// The end of the period that begins at `start`: the first time after it that lies a number of
/// whole intervals after the anchor. `recurring` is a price's.
pub(crate) fn end_of(anchor: UnixSeconds, start: UnixSeconds, recurring: &Value) -> UnixSeconds {
    let count = recurring["interval_count"].as_i64().unwrap_or(1).max(1);
    match recurring["interval"].as_str() {
        Some("day") => after_days(anchor, start, count),
        Some("week") => after_days(anchor, start, count.saturating_mul(7)),
        Some("year") => after_months(anchor, start, count.saturating_mul(12)),
        _ => after_months(anchor, start, count),
    }
}

/// So many months after a time.
pub(crate) fn months_after(start: UnixSeconds, months: i64) -> UnixSeconds {
    plus_months(civil(start), months).map_or(start, seconds)
}

fn after_days(anchor: UnixSeconds, start: UnixSeconds, days: i64) -> UnixSeconds {
    let length = days.saturating_mul(DAY);
    let whole = (start.0 - anchor.0).div_euclid(length);
    UnixSeconds(anchor.0.saturating_add((whole + 1).saturating_mul(length)))
}

fn after_months(anchor: UnixSeconds, start: UnixSeconds, months: i64) -> UnixSeconds {
    let (from, to) = (civil(anchor), civil(start));
    let apart = (i64::from(to.year()) - i64::from(from.year())) * 12
        + (i64::from(to.month()) - i64::from(from.month()));
    // The last interval that surely begins before the start, and on from there.
    let mut whole = apart.div_euclid(months) - 1;
    loop {
        whole += 1;
        let Some(end) = plus_months(from, whole.saturating_mul(months)).map(seconds) else {
            return UnixSeconds(start.0.saturating_add(months.saturating_mul(30 * DAY)));
        };
        if end > start {
            return end;
        }
    }
}

/// The same day of a later month, or its last day where it has no such day.
fn plus_months(from: DateTime, months: i64) -> Option<DateTime> {
    let span = Span::new().try_months(months).ok()?;
    from.checked_add(span).ok()
}

fn civil(time: UnixSeconds) -> DateTime {
    let time = Timestamp::from_second(time.0).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::UTC.to_datetime(time)
}

fn seconds(time: DateTime) -> UnixSeconds {
    let time = TimeZone::UTC.to_timestamp(time);
    UnixSeconds(time.map_or(0, Timestamp::as_second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn at(text: &str) -> UnixSeconds {
        UnixSeconds(text.parse::<Timestamp>().unwrap().as_second())
    }

    fn every(count: i64, interval: &str) -> Value {
        json!({ "interval": interval, "interval_count": count })
    }

    #[test]
    fn periods_end_on_the_anchors_day() {
        for (anchor, start, recurring, end) in [
            (
                "2026-01-15T10:00:00Z",
                "2026-01-15T10:00:00Z",
                every(1, "month"),
                "2026-02-15T10:00:00Z",
            ),
            (
                "2026-01-31T10:00:00Z",
                "2026-01-31T10:00:00Z",
                every(1, "month"),
                "2026-02-28T10:00:00Z",
            ),
            (
                "2026-01-31T10:00:00Z",
                "2026-02-28T10:00:00Z",
                every(1, "month"),
                "2026-03-31T10:00:00Z",
            ),
            (
                "2024-02-29T00:00:00Z",
                "2024-02-29T00:00:00Z",
                every(1, "year"),
                "2025-02-28T00:00:00Z",
            ),
            (
                "2024-02-29T00:00:00Z",
                "2027-02-28T00:00:00Z",
                every(1, "year"),
                "2028-02-29T00:00:00Z",
            ),
            (
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
                every(3, "month"),
                "2026-04-01T00:00:00Z",
            ),
            (
                "2026-01-01T00:00:00Z",
                "2026-01-08T00:00:00Z",
                every(1, "week"),
                "2026-01-15T00:00:00Z",
            ),
            (
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
                every(10, "day"),
                "2026-01-11T00:00:00Z",
            ),
            // In the middle of a period the rest of it remains.
            (
                "2026-01-15T00:00:00Z",
                "2026-03-20T00:00:00Z",
                every(1, "month"),
                "2026-04-15T00:00:00Z",
            ),
        ] {
            assert_eq!(
                end_of(at(anchor), at(start), &recurring),
                at(end),
                "{anchor} {start}"
            );
        }
        let start = at("2026-08-31T00:00:00Z");
        assert_eq!(months_after(start, 6), at("2027-02-28T00:00:00Z"));
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_without_a_gap(
            anchor in 1_600_000_000_i64..1_900_000_000,
            count in 1_i64..13,
            interval in prop::sample::select(vec!["day", "week", "month", "year"]),
        ) {
            let recurring = every(count, interval);
            let anchor = UnixSeconds(anchor);
            let mut start = anchor;
            for number in 1..30 {
                let end = end_of(anchor, start, &recurring);
                prop_assert!(end > start);
                // The end is the next one's start, so nothing within the period has another.
                prop_assert_eq!(end_of(anchor, UnixSeconds(end.0 - 1), &recurring), end);
                if interval == "month" || interval == "year" {
                    let months = number * count * if interval == "year" { 12 } else { 1 };
                    prop_assert_eq!(end, months_after(anchor, months));
                }
                start = end;
            }
        }
    }
}
