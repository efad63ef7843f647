//! Dates on the command line: `YYYY-MM-DD`, RFC 3339 or Unix seconds.

use std::str::FromStr;

use countertop_domain::UnixSeconds;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A time as it was written; a bare day still needs a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A point in time.
    At(UnixSeconds),
    /// A day, which begins at midnight somewhere.
    Day(Date),
}

/// A text that is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a date: write a day like 2026-01-31, a time like 2026-01-31T09:30:00Z, or Unix \
     seconds"
)]
pub struct NoDate(String);

impl FromStr for When {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let read = if !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) {
            text.parse()
                .ok()
                .map(|seconds| Self::At(UnixSeconds(seconds)))
        } else if is_day(text) {
            text.parse().ok().map(Self::Day)
        } else if is_rfc_3339(text) {
            text.parse().ok().map(|time| Self::At(whole_seconds(time)))
        } else {
            None
        };
        read.ok_or_else(|| NoDate(text.to_owned()))
    }
}

impl When {
    /// The point in time. A day begins at the first moment that its zone's clocks show for it: where
    /// they skip midnight, that is after the gap; where they show it twice, the first time.
    ///
    /// # Errors
    /// When the day lies beyond the years that are counted.
    pub fn in_zone(self, zone: &TimeZone) -> Result<UnixSeconds, NoDate> {
        match self {
            Self::At(time) => Ok(time),
            Self::Day(day) => day
                .to_zoned_datetime(zone.clone())
                .map(|midnight| whole_seconds(midnight.timestamp()))
                .map_err(|_| NoDate(day.to_string())),
        }
    }
}

/// A time zone by its name, such as `Europe/Rome`.
///
/// # Errors
/// When there is no zone of that name.
pub fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| {
        format!("there is no time zone '{name}': write a name such as Europe/Rome, America/New_York or UTC")
    })
}

/// `2026-01-31`, and none of the other shapes that a calendar date may have.
fn is_day(text: &str) -> bool {
    let shaped = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(shaped)
}

/// `2026-01-31T09:30:00`, perhaps with a fraction, and an offset. Whether the numbers make sense is
/// for the parser to say.
fn is_rfc_3339(text: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let Some((time, offset)) = rest.split_at_checked(9) else {
        return false;
    };
    let offset = match offset.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|it: char| it.is_ascii_digit()),
        None => offset,
    };
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|it| it.is_ascii_digit());
    let in_pairs =
        |clock: &str, parts| clock.split(':').count() == parts && clock.split(':').all(two_digits);
    let clock = time.strip_prefix(['T', 't', ' ']);
    let shift = offset.strip_prefix(['+', '-']);
    is_day(day)
        && clock.is_some_and(|clock| in_pairs(clock, 3))
        && (matches!(offset, "Z" | "z") || shift.is_some_and(|shift| in_pairs(shift, 2)))
}

/// Stripe counts whole seconds. A bound within a second is the next whole one: no whole second lies
/// between them, so an inclusive start and an exclusive end keep their meaning.
fn whole_seconds(time: Timestamp) -> UnixSeconds {
    let seconds = time.as_second();
    UnixSeconds(if time.subsec_nanosecond() > 0 {
        seconds + 1
    } else {
        seconds
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, zone_name: &str, expected: i64) {
        let when: When = text.parse().unwrap();
        let seconds = when.in_zone(&zone(zone_name).unwrap()).unwrap();
        assert_eq!(seconds, UnixSeconds(expected), "{text} in {zone_name}");
    }

    #[test]
    fn a_date_is_a_point_in_time() {
        for (text, zone_name, expected) in [
            ("0", "UTC", 0),
            ("-5", "UTC", -5),
            ("1700000000", "Asia/Tokyo", 1_700_000_000),
            ("2026-01-01", "UTC", 1_767_225_600),
            ("2026-01-01", "Europe/Rome", 1_767_222_000),
            ("2026-01-01", "america/new_york", 1_767_243_600),
            ("2026-01-01T00:00:00Z", "Asia/Tokyo", 1_767_225_600),
            ("2026-01-01T00:00:00+01:00", "UTC", 1_767_222_000),
            ("2026-01-01t00:00:00z", "UTC", 1_767_225_600),
            ("2026-01-01 00:00:00Z", "UTC", 1_767_225_600),
            ("2026-01-01T00:00:00.25Z", "UTC", 1_767_225_601),
            ("1969-12-31T23:59:58.5Z", "UTC", -1),
        ] {
            check(text, zone_name, expected);
        }
    }

    #[test]
    fn a_day_begins_when_the_clocks_first_show_it() {
        // São Paulo's clocks went from 23:59:59 to 01:00; Havana's showed midnight twice; Samoa
        // had no 30 December 2011.
        check("2018-11-04", "America/Sao_Paulo", 1_541_300_400);
        check("2025-11-02", "America/Havana", 1_762_056_000);
        check("2011-12-30", "Pacific/Apia", 1_325_239_200);
        check("2011-12-31", "Pacific/Apia", 1_325_239_200);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "-",
            "yesterday",
            "2026-13-01",
            "2026-02-30",
            "2026-1-1",
            "26-01-01",
            "+5",
            "1e9",
            "2026-01-01T00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01T25:00:00Z",
            "2026-W01-1",
            "2026-01-01T00:00:00Z[UTC]",
            "2026-01-01T00:00:00+0100",
            "99999999999999999999",
            "2026-01-01é00:00:00Z",
            "١٢",
        ] {
            let refused = text.parse::<When>().unwrap_err();
            assert!(refused.to_string().contains("write a day like"), "{text}");
        }
        assert!(zone("Europe/Rom").is_err());
        assert!(zone("").is_err());
    }
}
