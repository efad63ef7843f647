//! The import of what is older than Stripe's list of events.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::TimeSpan;

/// How far the history is imported, and what is known to be missing.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// What the import is doing.
    pub state: HistoryStage,
    /// How far back it is to reach, in Unix seconds; null is all that there is.
    pub since: Option<i64>,
    /// When it read last, in Unix seconds.
    pub read_at: Option<i64>,
    /// How much of it is done, from 0 to 1; null where that is not known.
    pub part: Option<f64>,
    /// How far each list is read; empty where none was begun.
    pub lists: Vec<HistoryListRow>,
    /// From which time on the list of events was read, in Unix seconds; null before it was.
    pub events_since: Option<i64>,
    /// Stretches of which neither the list of events nor an import told.
    pub gaps: Vec<HistoryGap>,
    /// Stretches of which an import told instead of the list of events.
    pub from_objects: Vec<TimeSpan>,
}

/// What the import is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "status",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum HistoryStage {
    /// There is none yet.
    NotStarted,
    /// It reads.
    Reading {
        /// Which list.
        list: HistoryListName,
    },
    /// It waits while the list of events is read.
    GivingWay,
    /// It was paused, or was left before its end.
    Paused,
    /// It goes on by itself after a while.
    Waiting {
        /// Why it cannot go on now.
        why: String,
    },
    /// Everything is there that the key may read.
    Done,
    /// It ended before.
    Ended {
        /// Why, and what to do.
        why: String,
    },
}

/// A list of Stripe's; the window has words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryListName {
    /// Payment links.
    PaymentLinks,
    /// Visits to pay pages.
    CheckoutSessions,
    /// Payment intents.
    PaymentIntents,
    /// Charges.
    Charges,
    /// Refunds.
    Refunds,
    /// Disputes.
    Disputes,
    /// Payouts.
    Payouts,
}

/// How far a list is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryListRow {
    /// Which one.
    pub list: HistoryListName,
    /// How many of its objects were read.
    pub objects: u64,
    /// When the oldest of them was created, in Unix seconds.
    pub oldest: Option<i64>,
    /// Whether there is more of it.
    pub state: HistoryListState,
}

/// Whether there is more of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "status",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum HistoryListState {
    /// Not all was read yet.
    Going,
    /// All that was wanted.
    Done,
    /// The key may not read it.
    Refused {
        /// What it lacks, as a sentence.
        why: String,
    },
}

/// A stretch of which neither the list of events nor an import told, in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryGap {
    /// Its first second.
    pub from: i64,
    /// The second after it.
    pub to: i64,
    /// From when on an import has to read to tell all of it.
    pub needed_since: i64,
}

/// How far back to import.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartHistory {
    /// From this time on, in Unix seconds; null is all that there is.
    pub since: Option<i64>,
}
