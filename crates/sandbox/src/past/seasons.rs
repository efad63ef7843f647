//! When people buy: by hour, weekday and season, more at the end of the year than at its start.
//!
//! Whole numbers only, so that every machine comes to the same times.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use super::catalogue::Season;

pub(super) const HOUR: i64 = 3600;
pub(super) const DAY: i64 = 24 * HOUR;
/// How long the past is.
pub(super) const YEAR: i64 = 365 * DAY;

/// How much is bought in each hour of a working day, and of a day at the weekend.
const WORKING: [u64; 24] = [
    6, 3, 2, 1, 2, 8, 30, 62, 74, 70, 72, 84, 96, 78, 60, 58, 66, 88, 104, 110, 102, 76, 44, 18,
];
const WEEKEND: [u64; 24] = [
    14, 8, 4, 2, 2, 4, 16, 48, 96, 128, 132, 118, 98, 84, 76, 74, 72, 76, 84, 90, 88, 70, 48, 26,
];

/// A time, as far as it decides how much is bought.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    pub(super) month: i8,
    pub(super) day: i8,
    weekday: Weekday,
    hour: usize,
}

impl When {
    pub(super) fn of(seconds: i64) -> Self {
        let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let time = TimeZone::UTC.to_datetime(time);
        Self {
            month: time.month(),
            day: time.day(),
            weekday: time.weekday(),
            hour: usize::try_from(time.hour()).unwrap_or(0),
        }
    }

    fn at_weekend(self) -> bool {
        matches!(self.weekday, Weekday::Saturday | Weekday::Sunday)
    }

    /// How much is bought in the hour. `since` is how far the year has gone, in seconds.
    pub(super) fn demand(self, since: i64) -> u64 {
        let hours = if self.at_weekend() {
            &WEEKEND
        } else {
            &WORKING
        };
        let by_hour = hours.get(self.hour).copied().unwrap_or(1);
        let growth = 100 + u64::try_from(since * 70 / YEAR).unwrap_or(0);
        by_hour * growth * self.by_weekday() * self.by_season() / 100
    }

    fn by_weekday(self) -> u64 {
        match self.weekday {
            Weekday::Monday => 74,
            Weekday::Tuesday => 82,
            Weekday::Wednesday => 88,
            Weekday::Thursday => 96,
            Weekday::Friday => 118,
            Weekday::Saturday => 132,
            Weekday::Sunday => 92,
        }
    }

    fn by_season(self) -> u64 {
        match (self.month, self.day) {
            (12, 24) => 190,
            (12, 25..=26) => 25,
            (12, 27..) => 90,
            (12, _) => 170,
            (11, 20..) => 130,
            (1, 1) => 20,
            (1, _) => 78,
            (7..=8, _) => 86,
            _ => 100,
        }
    }

    /// How much more or less than usual something of a season is bought, in hundredths.
    pub(super) fn of_season(self, season: Season) -> u64 {
        let high = match season {
            Season::Always => return 100,
            Season::Christmas => matches!((self.month, self.day), (11, 10..) | (12, ..=24)),
            Season::Easter => matches!((self.month, self.day), (3, 10..) | (4, ..=22)),
            Season::Summer => (5..=9).contains(&self.month),
            Season::Winter => matches!(self.month, 1 | 2 | 10..=12),
            Season::Weekend => self.at_weekend(),
        };
        match (season, high) {
            (Season::Christmas | Season::Easter, true) => 420,
            (_, true) => 180,
            (Season::Weekend, false) => 60,
            (_, false) => 8,
        }
    }
}

/// The hours of the year, with how much is bought from its start up to the end of each.
pub(super) struct Hours {
    start: i64,
    sums: Vec<u64>,
}

impl Hours {
    /// Of the year that begins here. In its first hour the shop is made; its last quarter of an hour
    /// sees no new customer, so that each who begins to pay has ended.
    pub(super) fn of(start: i64) -> Self {
        let mut sum = 0;
        let hours = (0..YEAR / HOUR).map(|hour| {
            let since = hour * HOUR;
            if hour > 0 {
                sum += When::of(start + since).demand(since);
            }
            sum
        });
        let sums = hours.collect();
        Self { start, sums }
    }

    /// The time up to which a part of all is bought, in parts of 2^32; `hour` is where the search
    /// begins and is moved on.
    pub(super) fn time(&self, part: u64, hour: &mut usize) -> i64 {
        let all = u128::from(self.sums.last().copied().unwrap_or(1));
        // A thousand times finer than demand is counted.
        let wanted = (u128::from(part) * all * 1000) >> 32;
        while *hour + 1 < self.sums.len() && self.sum(*hour) * 1000 <= wanted {
            *hour += 1;
        }
        let before = hour.checked_sub(1).map_or(0, |last| self.sum(last)) * 1000;
        let within = (self.sum(*hour) * 1000 - before).max(1);
        let last = *hour + 1 == self.sums.len();
        let length = u128::from(if last { 2700_u32 } else { 3600 });
        let second = wanted.saturating_sub(before) * length / within;
        let second = i64::try_from(second.min(length - 1)).unwrap_or(0);
        self.start + i64::try_from(*hour).unwrap_or(0) * HOUR + second
    }

    fn sum(&self, hour: usize) -> u128 {
        u128::from(self.sums.get(hour).copied().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first of January 2026, a Thursday.
    const START: i64 = 1_767_225_600;

    #[test]
    fn times_follow_demand_and_stay_within_the_year() {
        let hours = Hours::of(START);
        let mut hour = 0;
        let all = 200_000_u64;
        let times: Vec<_> = (0..all)
            .map(|nth| hours.time((nth << 32) / all, &mut hour))
            .collect();
        assert!(times.is_sorted());
        assert!(times[0] >= START + HOUR);
        assert!(*times.last().unwrap() <= START + YEAR - 900);
        let count =
            |is: &dyn Fn(When) -> bool| times.iter().filter(|at| is(When::of(**at))).count();
        let december = count(&|it| it.month == 12);
        assert!(december > 2 * count(&|it| it.month == 1), "{december}");
        assert!(count(&|it| it.hour == 18) > 20 * count(&|it| it.hour == 3));
        assert!(
            count(&|it| it.weekday == Weekday::Saturday)
                > count(&|it| it.weekday == Weekday::Monday)
        );
    }

    #[test]
    fn a_season_has_its_months() {
        let day = |days: i64| When::of(START + days * DAY);
        assert!(day(340).of_season(Season::Christmas) > 100);
        assert!(day(180).of_season(Season::Christmas) < 100);
        assert!(day(180).of_season(Season::Summer) > 100);
        assert_eq!(day(180).of_season(Season::Always), 100);
    }
}
