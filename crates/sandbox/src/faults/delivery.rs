//! Faults of deliveries: what becomes of one attempt.

use std::time::Duration;

use super::dice::Dice;
use super::{Faults, Settings, drift};
use crate::state::Due;

/// How long a delivery is held back that others are to overtake, in milliseconds.
const HELD_MS: std::ops::Range<u64> = 200..2000;

/// Whether an attempt arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Arrives,
    /// It arrives, and once more.
    ArrivesTwice,
    /// It never arrives; the store believes that it failed.
    Dropped,
    /// It never arrives; the store does not try again.
    Lost,
}

/// What becomes of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Treatment {
    pub(crate) fate: Fate,
    /// How long it is under way before it arrives.
    pub(crate) pause: Duration,
    /// How many seconds the clock of its signature is off.
    pub(crate) skew: i64,
}

impl Faults {
    /// Whether deliveries are held back at all: then more of them have to be under way.
    pub(crate) fn hold_deliveries(&self) -> bool {
        let present = self.present();
        present.settings.delay_ms > 0 || present.settings.shuffle > 0.0
    }

    /// What becomes of an attempt. Where the version drifts, its body is changed.
    pub(crate) fn treat(&self, due: &mut Due) -> Treatment {
        let settings = self.present().settings.clone();
        let dice = |attempt: &str| {
            Dice::new(
                settings.seed,
                &[&due.event, &due.endpoint, due.payload.word(), attempt],
            )
        };
        // Another attempt may fare otherwise, but what it brings is the same.
        let (of_event, of_attempt) = (dice(""), dice(&due.attempts.to_string()));
        let fate = self.fate(&settings, &of_attempt);
        let mut pause = settings.delay_ms;
        if of_attempt.falls("shuffle", settings.shuffle) {
            self.count("shuffle");
            pause += HELD_MS.start + of_attempt.below("held", HELD_MS.end - HELD_MS.start);
        }
        if of_event.falls("version_drift", settings.version_drift) {
            self.count("version_drift");
            if let Some(drifted) = drift::body(&due.body, &of_event) {
                due.body = drifted;
            }
        }
        Treatment {
            fate,
            pause: Duration::from_millis(pause),
            skew: settings.clock_skew,
        }
    }

    fn fate(&self, settings: &Settings, dice: &Dice) -> Fate {
        let fates = [
            ("lose", settings.lose, Fate::Lost),
            ("drop", settings.drop, Fate::Dropped),
            ("double", settings.double, Fate::ArrivesTwice),
        ];
        for (name, chance, fate) in fates {
            if dice.falls(name, chance) {
                self.count(name);
                return fate;
            }
        }
        Fate::Arrives
    }
}
