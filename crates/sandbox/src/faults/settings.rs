//! Which faults there are, and how often each happens.

use serde::{Deserialize, Serialize};

/// Longest pause that a fault makes, in milliseconds.
const LONGEST_MS: u64 = 10 * 60 * 1000;
/// The furthest that a clock is off, in seconds.
const FURTHEST_SKEW: i64 = 366 * 24 * 3600;

/// How often each fault happens. A chance is a number from 0 to 1; what is left out is 0.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// The chance that an attempt to deliver never arrives. It counts as failed and is made again.
    pub(super) drop: f64,
    /// The chance that a delivery never arrives, and is not tried again.
    pub(super) lose: f64,
    /// The chance that a delivery comes twice.
    pub(super) double: f64,
    /// The chance that a delivery is held back, so that later ones come before it.
    pub(super) shuffle: f64,
    /// How long every delivery is under way.
    pub(super) delay_ms: u64,
    /// The chance that a call of the API is one too many.
    pub(super) api_429: f64,
    /// The seconds in `Retry-After` of such an answer; without, the header is missing.
    pub(super) retry_after: Option<u32>,
    /// The chance that a call of the API fails.
    pub(super) api_500: f64,
    /// How long every answer of the API takes.
    pub(super) slow_ms: u64,
    /// The chance that the connection ends in the middle of an answer. What was asked is done.
    pub(super) cut: f64,
    /// The chance that something new is there before a later page of a list is read.
    pub(super) page_shift: f64,
    /// How many seconds the clock of signatures and of the `Date` header is off.
    pub(super) clock_skew: i64,
    /// The chance that an answer or a delivery is of another version of the API: with fields and
    /// values that nobody knows, and nothing where something was.
    pub(super) version_drift: f64,
    /// Fixes what happens when.
    pub(super) seed: u64,
}

impl Settings {
    /// Whether nothing goes wrong.
    pub(super) fn is_nothing(&self) -> bool {
        let seed = self.seed;
        *self
            == Self {
                seed,
                ..Self::default()
            }
    }

    /// Why these cannot be set, in a sentence.
    pub(crate) fn problem(&self) -> Option<String> {
        let chances = [
            ("drop", self.drop),
            ("lose", self.lose),
            ("double", self.double),
            ("shuffle", self.shuffle),
            ("api_429", self.api_429),
            ("api_500", self.api_500),
            ("cut", self.cut),
            ("page_shift", self.page_shift),
            ("version_drift", self.version_drift),
        ];
        let is_chance = |chance: f64| (0.0..=1.0).contains(&chance);
        if let Some((name, _)) = chances.iter().find(|(_, chance)| !is_chance(*chance)) {
            return Some(format!("{name} is a chance: a number from 0 to 1."));
        }
        let pauses = [("delay_ms", self.delay_ms), ("slow_ms", self.slow_ms)];
        if let Some((name, _)) = pauses.iter().find(|(_, pause)| *pause > LONGEST_MS) {
            return Some(format!("{name} is at most {LONGEST_MS}."));
        }
        if self.clock_skew.abs() > FURTHEST_SKEW {
            return Some(format!("clock_skew is at most {FURTHEST_SKEW} seconds."));
        }
        None
    }
}
