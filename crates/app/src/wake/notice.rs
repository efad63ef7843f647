//! What two looks, one after the other, tell.

use std::time::Duration;

use super::{Happened, Network};

/// How things are at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The clock on the wall: since 1970, and anybody may set it.
    pub wall: Duration,
    /// A clock that only goes forwards. On many systems it stands still while the computer sleeps.
    pub running: Duration,
    /// A clock that only goes forwards and does not stand still, where the system has one.
    pub passed: Option<Duration>,
    /// The network.
    pub network: Network,
}

/// What is worth a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// The time from one look to the next.
    pub period: Duration,
    /// How much later than that a look may come before the computer must have slept.
    pub late: Duration,
    /// By how much the clock may move by itself: the network's time corrects it now and then.
    pub set: Duration,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            period: Duration::from_secs(2),
            late: Duration::from_secs(5),
            set: Duration::from_secs(2),
        }
    }
}

/// Compares each look with the one before.
pub(super) struct Noticing {
    thresholds: Thresholds,
    last: Look,
}

impl Noticing {
    pub(super) fn new(thresholds: Thresholds, first: Look) -> Self {
        Self {
            thresholds,
            last: first,
        }
    }

    pub(super) fn look(&mut self, now: Look) -> Vec<Happened> {
        let last = std::mem::replace(&mut self.last, now);
        let now = &self.last;
        let wall = seconds(now.wall) - seconds(last.wall);
        let running = now.running.saturating_sub(last.running);
        let passed = now.passed.zip(last.passed);
        let passed = passed.map(|(now, last)| now.saturating_sub(last));
        let (away, set) = match passed {
            Some(passed) => (passed, wall - seconds(passed)),
            None => self.guess(running, wall),
        };
        let mut happened = Vec::new();
        if away > self.thresholds.period + self.thresholds.late {
            happened.push(Happened::Woke { away });
        }
        if set.abs() > seconds(self.thresholds.set) {
            // Seconds since 1970 are whole in a float, and far from its limits.
            let by_seconds = set.round() as i64;
            happened.push(Happened::ClockSet { by_seconds });
        }
        happened.extend(now.network.since(&last.network).map(Happened::Network));
        happened
    }

    /// Without a clock that goes on in sleep, a wall clock that is far ahead means sleep: taking a set
    /// clock for it costs a needless look at Stripe, the other way round costs payments.
    fn guess(&self, running: Duration, wall: f64) -> (Duration, f64) {
        let ahead = wall - seconds(running);
        if ahead > seconds(self.thresholds.late) {
            (running + Duration::from_secs_f64(ahead), 0.0)
        } else {
            (running, ahead)
        }
    }
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wake::NetworkChange;

    const START: f64 = 1_790_000_000.0;

    /// What a second look tells when the clocks went on by so many seconds.
    fn after(wall: f64, running: f64, passed: Option<f64>) -> Vec<Happened> {
        let look = |wall: f64, running: f64, passed: Option<f64>| Look {
            wall: Duration::from_secs_f64(START + wall),
            running: Duration::from_secs_f64(10.0 + running),
            passed: passed.map(|passed| Duration::from_secs_f64(1000.0 + passed)),
            network: Network::default(),
        };
        let first = look(0.0, 0.0, passed.map(|_| 0.0));
        let mut noticing = Noticing::new(Thresholds::default(), first);
        let told = noticing.look(look(wall, running, passed));
        let next = look(wall + 2.0, running + 2.0, passed.map(|it| it + 2.0));
        assert_eq!(noticing.look(next), [], "it is told once");
        told
    }

    #[test]
    fn clocks_that_disagree_tell_sleep_from_a_clock_that_was_set() {
        let woke = |away| Happened::Woke {
            away: Duration::from_secs_f64(away),
        };
        let set = |by_seconds| Happened::ClockSet { by_seconds };
        for (wall, running, passed, expected) in [
            // Nothing, a busy computer, a small correction.
            (2.0, 2.0, Some(2.0), vec![]),
            (6.0, 6.0, Some(6.0), vec![]),
            (3.5, 2.0, Some(2.0), vec![]),
            (2.0, 2.0, None, vec![]),
            // Stopped: all clocks go on.
            (60.0, 60.0, Some(60.0), vec![woke(60.0)]),
            (60.0, 60.0, None, vec![woke(60.0)]),
            // Asleep: one clock stands still.
            (3600.0, 2.0, Some(3600.0), vec![woke(3600.0)]),
            (3600.0, 2.0, None, vec![woke(3600.0)]),
            // Set, forwards and backwards.
            (3602.0, 2.0, Some(2.0), vec![set(3600)]),
            (-3598.0, 2.0, Some(2.0), vec![set(-3600)]),
            (-3598.0, 2.0, None, vec![set(-3600)]),
            (6.0, 2.0, None, vec![set(4)]),
            // Asleep, and then set by the network.
            (3500.0, 2.0, Some(3600.0), vec![woke(3600.0), set(-100)]),
        ] {
            assert_eq!(
                after(wall, running, passed),
                expected,
                "{wall} {running} {passed:?}"
            );
        }
    }

    #[test]
    fn another_network_is_told_with_the_rest() {
        let away = Look::default();
        let mut back = Look {
            wall: Duration::from_secs(100),
            running: Duration::from_secs(2),
            passed: None,
            network: Network::default(),
        };
        back.network.addresses.insert([192, 0, 2, 7].into());
        let mut noticing = Noticing::new(Thresholds::default(), away);
        assert_eq!(
            noticing.look(back),
            [
                Happened::Woke {
                    away: Duration::from_secs(100)
                },
                Happened::Network(NetworkChange::Returned)
            ]
        );
    }
}
