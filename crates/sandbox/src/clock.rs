//! The store's one clock: the system's, until it is moved or runs fast. It never goes back.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countertop_domain::UnixSeconds;

/// The fastest that a clock may run: a day in a second.
pub(crate) const FASTEST: i64 = 24 * 3600;

/// Tells the time in the practice store.
#[derive(Debug)]
pub(crate) struct Clock {
    hands: Mutex<Hands>,
    /// Held by whoever moves the clock: one after the other.
    turning: tokio::sync::Mutex<()>,
}

/// Where the store's time stood at a moment of the system's, and how it goes on from there.
#[derive(Debug, Clone, Copy)]
struct Hands {
    store_ms: i64,
    system_ms: i64,
    pace: Pace,
    /// The latest time that was told. A system clock that is set back does not set back ours.
    told_ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// So many seconds of the store in one of the system's.
    Runs(i64),
    /// Stands still while it is moved; afterwards it runs so fast.
    Held(i64),
}

impl Default for Clock {
    fn default() -> Self {
        Self::starting(None)
    }
}

impl Clock {
    /// A clock that begins at a time, or follows the system's.
    pub(crate) fn starting(at: Option<UnixSeconds>) -> Self {
        let system_ms = system_ms();
        let store_ms = at.map_or(system_ms, |at| at.0.saturating_mul(1000));
        Self {
            hands: Mutex::new(Hands {
                store_ms,
                system_ms,
                pace: Pace::Runs(1),
                told_ms: store_ms,
            }),
            turning: tokio::sync::Mutex::new(()),
        }
    }

    /// The time in the practice store, in milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> i64 {
        self.hands().tell()
    }

    /// The system's own time. Signatures carry it: whoever checks them has no other clock.
    pub(crate) fn system(&self) -> UnixSeconds {
        UnixSeconds(system_ms().div_euclid(1000))
    }

    /// How long so many milliseconds of the store take in truth.
    pub(crate) fn in_truth(&self, store_ms: i64) -> Duration {
        let speed = self.hands().pace.speed();
        let millis = store_ms.max(0).div_euclid(speed) + i64::from(speed > 1);
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }

    /// How many seconds of the store pass in one of the system's.
    pub(crate) fn speed(&self) -> i64 {
        self.hands().pace.speed()
    }

    /// Holds the clock, so that it can be moved from one time to the next without a moment between
    /// them. It runs on when the hand is dropped.
    pub(crate) async fn hold(self: &Arc<Self>) -> Hand<'_> {
        let turn = self.turning.lock().await;
        let mut hands = self.hands();
        hands.anchor();
        hands.pace = Pace::Held(hands.pace.speed());
        drop(hands);
        Hand {
            clock: self,
            _turn: turn,
        }
    }

    /// What the file remembers of the clock; nothing when it follows the system's.
    pub(crate) fn kept(&self) -> Option<String> {
        let mut hands = self.hands();
        if hands.store_ms == hands.system_ms && hands.pace == Pace::Runs(1) {
            return None;
        }
        // At the usual pace the same words stay true, so that not every change writes new ones.
        if hands.pace != Pace::Runs(1) {
            hands.anchor();
        }
        let Hands {
            store_ms,
            system_ms,
            pace,
            ..
        } = *hands;
        Some(format!("{store_ms} {system_ms} {}", pace.speed()))
    }

    /// Goes on as the file remembers it. While the store was closed, time passed at the usual pace.
    pub(crate) fn resume(&self, kept: Option<&str>) {
        let now = system_ms();
        let numbers = |text: &str| -> Option<[i64; 3]> {
            let numbers: Result<Vec<i64>, _> = text.split(' ').map(str::parse).collect();
            numbers.ok()?.try_into().ok()
        };
        let [store_ms, system_ms, speed] = kept.and_then(numbers).unwrap_or([now, now, 1]);
        let store_ms = store_ms.saturating_add(now.saturating_sub(system_ms).max(0));
        *self.hands() = Hands {
            store_ms,
            system_ms: now,
            pace: Pace::Runs(speed.clamp(1, FASTEST)),
            told_ms: store_ms,
        };
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        // The hands are whole at every moment, whoever panicked.
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hands {
    fn tell(&mut self) -> i64 {
        self.at(system_ms())
    }

    fn at(&mut self, system_ms: i64) -> i64 {
        let passed = system_ms.saturating_sub(self.system_ms).max(0);
        let now = match self.pace {
            Pace::Runs(speed) => self.store_ms.saturating_add(passed.saturating_mul(speed)),
            Pace::Held(_) => self.store_ms,
        };
        self.told_ms = self.told_ms.max(now);
        self.told_ms
    }

    /// Counts from now on.
    fn anchor(&mut self) {
        let system_ms = system_ms();
        self.store_ms = self.at(system_ms);
        self.system_ms = system_ms;
    }
}

impl Pace {
    fn speed(self) -> i64 {
        match self {
            Self::Runs(speed) | Self::Held(speed) => speed,
        }
    }
}

/// A clock that is held.
pub(crate) struct Hand<'a> {
    clock: &'a Arc<Clock>,
    _turn: tokio::sync::MutexGuard<'a, ()>,
}

impl Hand<'_> {
    /// Moves the clock on to a time in milliseconds; never back.
    pub(crate) fn move_to(&self, ms: i64) {
        let mut hands = self.clock.hands();
        hands.store_ms = hands.store_ms.max(ms);
    }

    /// How fast it runs once it is no longer held.
    pub(crate) fn set_speed(&self, speed: i64) {
        self.clock.hands().pace = Pace::Held(speed.clamp(1, FASTEST));
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        let mut hands = self.clock.hands();
        hands.anchor();
        hands.pace = Pace::Runs(hands.pace.speed());
    }
}

/// Milliseconds since 1970; a clock set before that reads 0.
fn system_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: i64 = 24 * 3600 * 1000;

    #[tokio::test]
    async fn a_clock_is_moved_on_and_never_back() {
        let clock = Arc::new(Clock::default());
        let start = clock.now_ms();
        let hand = clock.hold().await;
        hand.move_to(start + DAY_MS);
        hand.move_to(start);
        let held = clock.now_ms();
        assert!((start + DAY_MS..start + DAY_MS + 1000).contains(&held));
        std::thread::sleep(Duration::from_millis(3));
        assert_eq!(clock.now_ms(), held, "it stands still while it is held");
        drop(hand);
        std::thread::sleep(Duration::from_millis(3));
        assert!((held + 1..held + 10_000).contains(&clock.now_ms()));
    }

    #[tokio::test]
    async fn a_fast_clock_runs_as_many_times_as_fast() {
        let clock = Arc::new(Clock::default());
        clock.hold().await.set_speed(3600);
        assert_eq!(clock.speed(), 3600);
        assert_eq!(
            clock.in_truth(7_200_000),
            Duration::from_millis(2001),
            "never too early"
        );
        let start = clock.now_ms();
        std::thread::sleep(Duration::from_millis(20));
        assert!(clock.now_ms() - start >= 20 * 3600);
    }

    #[tokio::test]
    async fn a_clock_goes_on_where_it_was() {
        let clock = Arc::new(Clock::default());
        assert_eq!(
            clock.kept(),
            None,
            "a clock that was not moved is the system's"
        );
        let begun = Arc::new(Clock::starting(Some(UnixSeconds(1_000_000_000))));
        assert!((1_000_000_000_000..1_000_000_010_000).contains(&begun.now_ms()));
        assert_eq!(begun.kept(), begun.kept());

        begun.hold().await.set_speed(60);
        let kept = begun.kept().unwrap();
        let stopped_at = begun.now_ms();
        let again = Clock::default();
        again.resume(Some(&kept));
        assert_eq!(again.speed(), 60);
        assert!((again.now_ms() - stopped_at).abs() < 60_000);

        let closed_long = format!("{} {} 60", 5_000_000_000_000_i64, system_ms() - DAY_MS);
        again.resume(Some(&closed_long));
        let gone_on = again.now_ms() - 5_000_000_000_000;
        assert!((DAY_MS..DAY_MS + 60_000).contains(&gone_on), "{gone_on}");

        again.resume(None);
        assert!((again.now_ms() - system_ms()).abs() < 1000);
        again.resume(Some("nonsense"));
        assert!((again.now_ms() - system_ms()).abs() < 1000);
    }
}
