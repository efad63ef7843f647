//! Moments as people write them, in a time zone.

use countertop_domain::UnixSeconds;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// A text that is no moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no time: write a day and an hour such as 2026-12-24T18:00")]
pub struct NoMoment(String);

/// The moment that a text names: a day (its beginning), a day with an hour, or a time with its own zone. An
/// hour that clocks skip is taken as the one after the gap, one that they show twice as the first.
///
/// # Errors
/// When it names none.
pub fn moment(text: &str, zone: &TimeZone) -> Result<UnixSeconds, NoMoment> {
    let none = || NoMoment(text.to_owned());
    let text = text.trim();
    let long_enough = text.len() >= "2026-12-24".len();
    // Of an hour with its own zone nothing is left to be said.
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(UnixSeconds(time.as_second()));
    }
    if !long_enough || text.contains(['[', 'Z']) {
        return Err(none());
    }
    let civil = match text.parse::<Date>() {
        Ok(day) if text.len() == "2026-12-24".len() => {
            day.to_datetime(jiff::civil::Time::midnight())
        }
        _ => text.parse::<DateTime>().map_err(|_| none())?,
    };
    let time = zone.to_timestamp(civil).map_err(|_| none())?;
    Ok(UnixSeconds(time.as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, zone: &str, expected: Option<&str>) {
        let zone = TimeZone::get(zone).unwrap();
        let at = moment(text, &zone).ok();
        let at = at.map(|it| Timestamp::from_second(it.0).unwrap().to_string());
        assert_eq!(at.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_moment_is_one_in_its_zone() {
        let berlin = "Europe/Berlin";
        check("2026-12-24T18:00", berlin, Some("2026-12-24T17:00:00Z"));
        check("2026-12-24 18:00", berlin, Some("2026-12-24T17:00:00Z"));
        check(
            " 2026-07-01T18:00:30 ",
            berlin,
            Some("2026-07-01T16:00:30Z"),
        );
        check("2026-12-24", berlin, Some("2026-12-23T23:00:00Z"));
        check("2026-12-24T18:00:00Z", berlin, Some("2026-12-24T18:00:00Z"));
        check(
            "2026-12-24T18:00:00+05:30",
            berlin,
            Some("2026-12-24T12:30:00Z"),
        );
        // The hour that is skipped, and the one that comes twice.
        check("2026-03-29T02:30", berlin, Some("2026-03-29T01:30:00Z"));
        check("2026-10-25T02:30", berlin, Some("2026-10-25T00:30:00Z"));
        check(
            "2026-12-24T18:00",
            "Asia/Kathmandu",
            Some("2026-12-24T12:15:00Z"),
        );
        for text in [
            "",
            "soon",
            "24.12.2026",
            "2026-13-01",
            "2026-02-30",
            "18:00",
        ] {
            check(text, berlin, None);
        }
    }
}
