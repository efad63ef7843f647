//! How far this computer's clock is from Stripe's, by the `Date` of Stripe's answers.

use std::fmt;
use std::time::Duration;

use countertop_domain::UnixSeconds;

/// From how many seconds on a wrong clock is worth a word.
const NAMED: u64 = 5;
/// From how many on signatures are refused; Stripe's own tolerance, and ours.
const HARMFUL: u64 = 300;
/// A measurement that may be wrong by more than this says nothing.
const VAGUEST: Duration = Duration::from_secs(10);

/// How far our clock is from Stripe's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skew {
    /// Ours less Stripe's.
    milliseconds: i64,
    /// By how much that may be wrong.
    vague: Duration,
}

/// What a skew means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkewVerdict {
    /// Nothing.
    Fine,
    /// Times are shown wrong.
    Off,
    /// Webhooks are kept aside, since their signatures look too old or too new.
    Harmful,
}

impl Skew {
    /// Compares Stripe's time with our own at the middle of the call; none where the call took too
    /// long to tell anything.
    pub fn measure(stripe: UnixSeconds, sent: Duration, came: Duration) -> Option<Self> {
        let half = came.checked_sub(sent)? / 2;
        // A `Date` has whole seconds: on average it is half of one ago.
        let half_second = Duration::from_millis(500);
        let vague = half + half_second;
        if vague > VAGUEST {
            return None;
        }
        let ours = i64::try_from((sent + half).as_millis()).ok()?;
        let theirs = stripe.0.checked_mul(1000)?.checked_add(500)?;
        Some(Self {
            milliseconds: ours.checked_sub(theirs)?,
            vague,
        })
    }

    /// Whole seconds that our clock is ahead; behind, where negative.
    pub fn seconds(&self) -> i64 {
        (self.milliseconds + self.milliseconds.signum() * 500) / 1000
    }

    /// What it means, for sure: what may be the measurement's fault is not held against the clock.
    pub fn verdict(&self) -> SkewVerdict {
        let far = Duration::from_millis(self.milliseconds.unsigned_abs());
        match far.saturating_sub(self.vague).as_secs() {
            0..NAMED => SkewVerdict::Fine,
            NAMED..HARMFUL => SkewVerdict::Off,
            HARMFUL.. => SkewVerdict::Harmful,
        }
    }
}

impl fmt::Display for Skew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds();
        let far = seconds.unsigned_abs();
        let side = if seconds < 0 { "behind" } else { "ahead of" };
        match self.verdict() {
            SkewVerdict::Fine => f.write_str("it agrees with Stripe's."),
            SkewVerdict::Off => write!(
                f,
                "it is {far} seconds {side} Stripe's. Let the system set it by the network."
            ),
            SkewVerdict::Harmful => write!(
                f,
                "it is {far} seconds {side} Stripe's, and beyond {HARMFUL} seconds webhooks are kept \
                 aside because their signatures seem to be of another time. Let the system set it by \
                 the network."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRIPE: UnixSeconds = UnixSeconds(1_790_000_000);

    /// Our clock at the middle of a call that took so long.
    fn measured(ours: f64, round_trip: f64) -> Option<Skew> {
        let middle = 1_790_000_000.5 + ours;
        let sent = Duration::from_secs_f64(middle - round_trip / 2.0);
        let came = Duration::from_secs_f64(middle + round_trip / 2.0);
        Skew::measure(STRIPE, sent, came)
    }

    #[test]
    fn half_the_round_trip_is_not_the_clocks_fault() {
        for (ours, round_trip, seconds, verdict) in [
            (0.0, 0.2, 0, SkewVerdict::Fine),
            (0.0, 18.0, 0, SkewVerdict::Fine),
            (-5.4, 0.2, -5, SkewVerdict::Fine),
            (5.7, 0.2, 6, SkewVerdict::Off),
            (-5.7, 0.2, -6, SkewVerdict::Off),
            (-5.7, 4.0, -6, SkewVerdict::Fine),
            (299.0, 0.2, 299, SkewVerdict::Off),
            (300.7, 0.2, 301, SkewVerdict::Harmful),
            (-3600.0, 0.2, -3600, SkewVerdict::Harmful),
            (-31_536_000.0, 0.2, -31_536_000, SkewVerdict::Harmful),
        ] {
            let skew = measured(ours, round_trip).unwrap();
            assert_eq!(
                (skew.seconds(), skew.verdict()),
                (seconds, verdict),
                "{ours}"
            );
        }
        assert_eq!(measured(0.0, 19.2), None, "too vague");
        let (sent, came) = (Duration::from_secs(2), Duration::from_secs(1));
        assert_eq!(
            Skew::measure(STRIPE, sent, came),
            None,
            "the clock was set meanwhile"
        );
    }

    #[test]
    fn a_skew_is_told_in_a_sentence() {
        for (ours, sentence) in [
            (0.0, "it agrees with Stripe's."),
            (-42.0, "it is 42 seconds behind Stripe's. Let"),
            (
                3600.0,
                "it is 3600 seconds ahead of Stripe's, and beyond 300 seconds",
            ),
        ] {
            let said = measured(ours, 0.0).unwrap().to_string();
            assert!(said.starts_with(sentence), "{said}");
        }
    }
}
