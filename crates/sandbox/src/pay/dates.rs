//! Dates and times as a customer reads them, in UTC: a store has no other time zone.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::language::Language;
use super::words::fill;

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// A day: `24 November 2026` or `24. November 2026`.
pub(super) fn day(seconds: i64, language: Language) -> String {
    let time = civil(seconds);
    let months = match language {
        Language::English => ENGLISH_MONTHS,
        Language::German => GERMAN_MONTHS,
    };
    let month = usize::try_from(time.month() - 1).unwrap_or(0);
    let month = months.get(month).copied().unwrap_or_default();
    match language {
        Language::English => format!("{} {month} {}", time.day(), time.year()),
        Language::German => format!("{}. {month} {}", time.day(), time.year()),
    }
}

/// A day and a time of it: `24 November 2026, 14:05 UTC`.
pub(super) fn moment(seconds: i64, language: Language) -> String {
    let time = civil(seconds);
    let clock = format!("{:02}:{:02}", time.hour(), time.minute());
    let day = day(seconds, language);
    fill(
        language.words().after.moment,
        &[("day", &day), ("clock", &clock)],
    )
}

fn civil(seconds: i64) -> DateTime {
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::UTC.to_datetime(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_written_in_each_language() {
        for (seconds, english, german) in [
            (
                1_795_529_100,
                "24 November 2026, 14:05 UTC",
                "24. November 2026, 14:05 Uhr (UTC)",
            ),
            (
                1_772_323_200,
                "1 March 2026, 00:00 UTC",
                "1. März 2026, 00:00 Uhr (UTC)",
            ),
        ] {
            assert_eq!(moment(seconds, Language::English), english);
            assert_eq!(moment(seconds, Language::German), german);
        }
    }
}
