//! How often there is a round.

use std::time::Duration;

/// The pause after the first failure; it doubles with each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
/// Where the doubling ends.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Whether anybody looks at the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// It is seen.
    Here,
    /// It is hidden, or there is none.
    Elsewhere,
}

/// How news reach this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Webhooks bring them: rounds are an audit.
    Webhooks,
    /// Only rounds bring them.
    RoundsOnly,
}

/// How long there is rest between rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// While webhooks bring the news.
    pub audit: Duration,
    /// Else, while the window is seen.
    pub seen: Duration,
    /// Else, while it is not.
    pub unseen: Duration,
    /// At most so long after something new was recorded.
    pub after_news: Duration,
}

impl Pace {
    /// For a Stripe account.
    pub const ACCOUNT: Self = Self {
        audit: Duration::from_secs(240),
        seen: Duration::from_secs(10),
        unseen: Duration::from_secs(60),
        after_news: Duration::from_secs(15),
    };
    /// For the practice store, which is on this computer.
    pub const PRACTICE: Self = Self {
        after_news: Duration::from_secs(1),
        ..Self::ACCOUNT
    };

    pub(super) fn between_rounds(&self, reach: Reach, attention: Attention) -> Duration {
        match (reach, attention) {
            (Reach::Webhooks, Attention::Here | Attention::Elsewhere) => self.audit,
            (Reach::RoundsOnly, Attention::Here) => self.seen,
            (Reach::RoundsOnly, Attention::Elsewhere) => self.unseen,
        }
    }
}

/// How long to wait after so many failures in a row; what Stripe asks for is the least.
pub(super) fn after_failures(failures: u32, retry_after: Option<Duration>) -> Duration {
    let doubled = 1_u32
        .checked_shl(failures.saturating_sub(1))
        .and_then(|factor| FIRST_PAUSE.checked_mul(factor))
        .unwrap_or(LONGEST_PAUSE);
    doubled
        .min(LONGEST_PAUSE)
        .max(retry_after.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_bound_and_heed_what_stripe_asks_for() {
        let seconds = |failures, asked: Option<u64>| {
            after_failures(failures, asked.map(Duration::from_secs)).as_secs()
        };
        let pauses: Vec<_> = [1, 2, 3, 8, 9, 33, 5000].map(|it| seconds(it, None)).into();
        assert_eq!(pauses, [2, 4, 8, 256, 300, 300, 300]);
        assert_eq!((seconds(1, Some(90)), seconds(9, Some(90))), (90, 300));
        assert_eq!(seconds(9, Some(900)), 900);
    }

    #[test]
    fn who_gets_no_webhooks_looks_often() {
        let pace = Pace::ACCOUNT;
        for (reach, attention, pause) in [
            (Reach::Webhooks, Attention::Here, pace.audit),
            (Reach::Webhooks, Attention::Elsewhere, pace.audit),
            (Reach::RoundsOnly, Attention::Here, Duration::from_secs(10)),
            (
                Reach::RoundsOnly,
                Attention::Elsewhere,
                Duration::from_secs(60),
            ),
        ] {
            assert_eq!(pace.between_rounds(reach, attention), pause);
        }
    }
}
