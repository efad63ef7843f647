//! The pause after wrong PINs, which grows with each of them.

use countertop_domain::UnixSeconds;
use serde::{Deserialize, Serialize};

/// As many wrong ones are slips of the hand.
const FREE: u32 = 2;
/// The first pause, in seconds; each is twice the one before.
const FIRST: i64 = 10;
/// No pause is longer, so that whoever knows the PIN is never kept out for a day.
const LONGEST: i64 = 15 * 60;

/// Wrong PINs since the last right one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wrong {
    count: u32,
    /// When the last of them was given, in Unix seconds.
    at: i64,
}

impl Wrong {
    /// One more.
    pub(super) fn again(self, now: UnixSeconds) -> Self {
        Self {
            count: self.count.saturating_add(1),
            at: now.0,
        }
    }

    /// For how many seconds no PIN is tried.
    pub(super) fn left(self, now: UnixSeconds) -> i64 {
        (self.pause() - (now.0 - self.at)).clamp(0, self.pause())
    }

    /// The same, where the clock was set back behind the last one: the pause begins anew, or it would not end.
    pub(super) fn not_after(self, now: UnixSeconds) -> Self {
        Self {
            at: self.at.min(now.0),
            ..self
        }
    }

    fn pause(self) -> i64 {
        match self.count.checked_sub(FREE + 1) {
            None => 0,
            // Beyond this many doublings it is the longest anyway.
            Some(doublings) => (FIRST << doublings.min(20)).min(LONGEST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_and_ends() {
        let now = UnixSeconds(1_790_000_000);
        let mut wrong = Wrong::default();
        let pauses: Vec<i64> = (0..12)
            .map(|_| {
                wrong = wrong.again(now);
                wrong.left(now)
            })
            .collect();
        assert_eq!(pauses, [0, 0, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
        assert_eq!(wrong.left(UnixSeconds(now.0 + 899)), 1);
        assert_eq!(wrong.left(UnixSeconds(now.0 + 900)), 0);
        let many = (0..100).fold(wrong, |it, _| it.again(now));
        assert_eq!(many.left(now), 900);
    }

    #[test]
    fn a_clock_that_was_set_back_makes_no_endless_pause() {
        let (now, before) = (UnixSeconds(1_790_000_000), UnixSeconds(1_700_000_000));
        let wrong = (0..3).fold(Wrong::default(), |it, _| it.again(now));
        let wrong = wrong.not_after(before);
        assert_eq!(wrong.left(before), 10);
        assert_eq!(wrong.left(UnixSeconds(before.0 + 10)), 0);
    }
}
