//! What the answers tell of time: how late an event may still enter the list, and how far back it goes.

use countertop_domain::UnixSeconds;
use countertop_store::Gap;

/// How long after its creation an event may enter the list, and others have come before it.
pub(super) const LATEST_SECONDS: i64 = 10 * 60;
/// How long Stripe lists an event.
pub(super) const LISTED_SECONDS: i64 = 30 * 24 * 3600;
const DAY_SECONDS: i64 = 24 * 3600;

/// What the answers at the beginning of a round told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// The time of the answer, by Stripe's clock.
    pub(super) date: Option<UnixSeconds>,
    /// When the newest event of the list was created.
    pub(super) newest: Option<UnixSeconds>,
    /// When the oldest one was created that was read.
    pub(super) oldest: Option<UnixSeconds>,
}

impl Times {
    /// The time at Stripe. A practice store's clock may be ahead of the one that its answers carry, but
    /// what it lists is never ahead of it.
    pub(super) fn now(&self) -> Option<UnixSeconds> {
        self.date.max(self.newest)
    }

    /// Events up to this time are in the list where they belong: none enters before them any more.
    pub(super) fn settled(now: UnixSeconds) -> UnixSeconds {
        earlier(now, LATEST_SECONDS)
    }

    /// The first second that the list reaches back to.
    pub(super) fn horizon(&self) -> Option<UnixSeconds> {
        let clock = match self.goes_by_another_clock() {
            true => self.newest,
            false => self.now(),
        };
        clock.map(|now| earlier(now, LISTED_SECONDS))
    }

    /// What the list tells nothing of any more, where all is known up to a time.
    pub(super) fn gap(&self, known_until: UnixSeconds) -> Option<Gap> {
        let horizon = self.horizon()?;
        if known_until >= horizon {
            return None;
        }
        // With a clock of its own, the store may be further than its newest event: then only what it
        // does list is certain.
        let to = match (self.oldest, self.goes_by_another_clock()) {
            (Some(oldest), true) => oldest,
            (Some(oldest), false) => oldest.min(horizon),
            (None, _) => horizon,
        };
        (known_until < to).then_some(Gap {
            from: known_until,
            to,
        })
    }

    /// Whether events have other times than the answers: a practice store's clock can be moved.
    fn goes_by_another_clock(&self) -> bool {
        let Some(date) = self.date else { return true };
        let ahead = self
            .newest
            .is_some_and(|newest| newest > later(date, LATEST_SECONDS));
        let behind = self
            .oldest
            .is_some_and(|oldest| oldest < earlier(date, LISTED_SECONDS + DAY_SECONDS));
        ahead || behind
    }
}

pub(super) fn earlier(time: UnixSeconds, seconds: i64) -> UnixSeconds {
    UnixSeconds(time.0.saturating_sub(seconds))
}

fn later(time: UnixSeconds, seconds: i64) -> UnixSeconds {
    UnixSeconds(time.0.saturating_add(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000;
    const DAYS: i64 = DAY_SECONDS;

    fn check(
        [date, newest, oldest]: [Option<i64>; 3],
        known_until: i64,
        expected: Option<(i64, i64)>,
    ) {
        let times = Times {
            date: date.map(UnixSeconds),
            newest: newest.map(UnixSeconds),
            oldest: oldest.map(UnixSeconds),
        };
        let gap = times.gap(UnixSeconds(known_until));
        assert_eq!(
            gap.map(|it| (it.from.0, it.to.0)),
            expected,
            "{times:?} {known_until}"
        );
    }

    #[test]
    fn a_gap_is_what_lies_before_the_lists_reach() {
        let at = |newest, oldest| [Some(NOW), Some(newest), Some(oldest)];
        let horizon = NOW - 30 * DAYS;
        check(at(NOW - 5, NOW - 9), NOW - 20 * DAYS, None);
        check(at(NOW - 5, NOW - 9), horizon, None);
        // Between the horizon and the oldest event the list shows that there was nothing.
        check(
            at(NOW - 5, NOW - 9 * DAYS),
            NOW - 40 * DAYS,
            Some((NOW - 40 * DAYS, horizon)),
        );
        check(
            [Some(NOW), None, None],
            horizon - 1,
            Some((horizon - 1, horizon)),
        );
        check([None, None, None], 0, None);
    }

    #[test]
    fn a_store_with_a_clock_of_its_own_is_measured_by_what_it_lists() {
        let ahead = NOW + 400 * DAYS;
        check(
            [Some(NOW), Some(ahead), Some(ahead - 3 * DAYS)],
            NOW,
            Some((NOW, ahead - 3 * DAYS)),
        );
        check(
            [Some(NOW), Some(ahead), Some(ahead - 3 * DAYS)],
            ahead - 29 * DAYS,
            None,
        );
        let behind = NOW - 900 * DAYS;
        check(
            [Some(NOW), Some(behind), Some(behind - 9 * DAYS)],
            behind - 9 * DAYS,
            None,
        );
    }

    #[test]
    fn the_time_is_never_before_the_newest_event() {
        let times = |date: Option<i64>, newest: Option<i64>| Times {
            date: date.map(UnixSeconds),
            newest: newest.map(UnixSeconds),
            oldest: None,
        };
        assert_eq!(times(Some(5), Some(9)).now(), Some(UnixSeconds(9)));
        assert_eq!(times(Some(9), Some(5)).now(), Some(UnixSeconds(9)));
        assert_eq!(times(None, None).now(), None);
    }
}
