//! Faults on demand: what can go wrong between Stripe and a shop, as often as is asked for.
//!
//! They are set at the control door and last until they are ended there, or the process ends. Each
//! is applied in one place: to an answer of the API in [`answer`], to a delivery in [`delivery`].
//! A seed fixes them: the same requests and the same events meet the same faults.

mod answer;
mod cut;
mod delivery;
mod dice;
mod drift;
mod settings;
mod shift;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) use answer::around;
pub(crate) use delivery::Fate;
pub(crate) use settings::Settings;

use dice::Dice;

/// Most requests of which is remembered how often they came. Beyond, all are counted as one.
const MOST_COUNTED: usize = 10_000;

/// The faults that are in force; clones share them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults {
    present: Arc<Mutex<Present>>,
}

#[derive(Debug, Default)]
struct Present {
    settings: Settings,
    /// How often each call came since the faults were set.
    calls: HashMap<String, u64>,
    /// How often each fault happened since then.
    happened: BTreeMap<&'static str, u64>,
}

impl Faults {
    /// Sets the faults from now on, in place of all that were set before.
    pub(crate) fn set(&self, settings: Settings) {
        *self.present() = Present {
            settings,
            ..Present::default()
        };
    }

    /// The faults in force, and how often each happened.
    pub(crate) fn tell(&self) -> (Settings, BTreeMap<&'static str, u64>) {
        let present = self.present();
        (present.settings.clone(), present.happened.clone())
    }

    /// The faults in force, and the dice for a request; none where nothing can go wrong.
    fn of_call(&self, method: &str, path: &str) -> Option<(Settings, Dice)> {
        let mut present = self.present();
        if present.settings.is_nothing() {
            return None;
        }
        let mut call = format!("{method} {path}");
        if present.calls.len() >= MOST_COUNTED && !present.calls.contains_key(&call) {
            call.clear();
        }
        let before = present.calls.entry(call.clone()).or_default();
        *before += 1;
        let count = before.to_string();
        let dice = Dice::new(present.settings.seed, &[&call, &count]);
        Some((present.settings.clone(), dice))
    }

    /// Counts a fault that happens.
    fn count(&self, fault: &'static str) {
        *self.present().happened.entry(fault).or_default() += 1;
    }

    fn present(&self) -> MutexGuard<'_, Present> {
        // Counts may be one short then, and that is all.
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
