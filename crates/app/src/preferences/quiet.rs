//! Quiet hours, by the clock on the wall.

use countertop_domain::UnixSeconds;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::ipc::QuietHours;

impl QuietHours {
    /// Whether a time lies in them, by the clocks of a zone.
    pub(crate) fn hold(&self, now: UnixSeconds, zone: &TimeZone) -> bool {
        self.is_on && minute_of_day(now, zone).is_some_and(|minute| self.have(minute))
    }

    /// Whether a minute of the day lies in them: the first does, the last no more.
    fn have(&self, minute: u16) -> bool {
        if self.from_minute <= self.to_minute {
            (self.from_minute..self.to_minute).contains(&minute)
        } else {
            minute >= self.from_minute || minute < self.to_minute
        }
    }
}

/// What clocks in the zone show; a time beyond all calendars is in no day.
fn minute_of_day(now: UnixSeconds, zone: &TimeZone) -> Option<u16> {
    let shown = zone.to_datetime(Timestamp::from_second(now.0).ok()?);
    let minute = i16::from(shown.hour()) * 60 + i16::from(shown.minute());
    u16::try_from(minute).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str) -> UnixSeconds {
        UnixSeconds(moment.parse::<Timestamp>().unwrap().as_second())
    }

    fn check(hours: (u16, u16), cases: &[(&str, bool)]) {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let quiet = QuietHours {
            is_on: true,
            from_minute: hours.0,
            to_minute: hours.1,
        };
        let off = QuietHours {
            is_on: false,
            ..quiet
        };
        for (moment, expected) in cases {
            assert_eq!(quiet.hold(at(moment), &zone), *expected, "{moment}");
            assert!(!off.hold(at(moment), &zone), "{moment}");
        }
    }

    #[test]
    fn they_go_over_midnight() {
        let night = (22 * 60, 7 * 60);
        let cases = [
            ("2026-11-24T21:59:59+01:00", false),
            ("2026-11-24T22:00:00+01:00", true),
            ("2026-11-25T00:00:00+01:00", true),
            ("2026-11-25T06:59:59+01:00", true),
            ("2026-11-25T07:00:00+01:00", false),
            ("2026-11-25T12:00:00+01:00", false),
        ];
        check(night, &cases);
        // The night in which clocks jump from 2 to 3, and the one in which they go back.
        check(
            night,
            &[
                ("2026-03-29T03:00:00+02:00", true),
                ("2026-10-25T02:30:00+01:00", true),
            ],
        );
    }

    #[test]
    fn they_lie_within_a_day() {
        let noon = (12 * 60, 13 * 60 + 30);
        let cases = [
            ("2026-11-24T11:59:59+01:00", false),
            ("2026-11-24T12:00:00+01:00", true),
            ("2026-11-24T13:29:59+01:00", true),
            ("2026-11-24T13:30:00+01:00", false),
            ("2026-11-24T00:00:00+01:00", false),
        ];
        check(noon, &cases);
    }
}
