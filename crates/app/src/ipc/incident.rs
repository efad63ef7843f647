//! What happened last around this computer, for the status bar.

use serde::Serialize;
use ts_rs::TS;

/// What happened, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Incident {
    /// What it began with.
    pub event: IncidentEvent,
    /// When that was over, or noticed, in Unix seconds.
    pub at: i64,
    /// How far it has come.
    pub stage: IncidentStage,
}

/// What a incident begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum IncidentEvent {
    /// The computer slept, or this program was stopped.
    Woke {
        /// For so many seconds.
        away_seconds: u64,
    },
    /// Somebody set the clock.
    ClockSet {
        /// Forwards by so much; backwards, where negative.
        by_seconds: i64,
    },
    /// There is no network.
    NetworkLost,
    /// There is one again.
    NetworkBack,
    /// It is another one.
    OtherNetwork,
    /// The way from Stripe is open again.
    WayBack {
        /// It was shut for so many seconds.
        shut_seconds: u64,
    },
}

/// How far a incident has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum IncidentStage {
    /// Nothing can be done before something else happens.
    Waiting,
    /// The way opens anew.
    Opening,
    /// What was missed is being caught up.
    CatchingUp {
        /// How many events were missed, as far as is known.
        missed: u64,
    },
    /// It cannot be caught up now; it is tried again.
    Stuck {
        /// Why, as a sentence.
        why: String,
    },
    /// All is well again.
    Done {
        /// How many events were missed, and are here now.
        missed: u64,
    },
}
