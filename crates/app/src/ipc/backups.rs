//! Backups of the open account: how they are made, those that are there, one put back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AppState;

/// The backups of the open account.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Backups {
    /// How they are made; null where the ledger cannot be opened.
    pub plan: Option<BackupPlan>,
    /// Why the last one failed; null where it did not.
    pub trouble: Option<BackupTrouble>,
    /// When the next is due, in Unix seconds; null where none are made by themselves.
    pub next: Option<i64>,
    /// Where they lie.
    pub folder: String,
    /// Whether that is a folder that was chosen.
    pub is_elsewhere: bool,
    /// How many bytes are free there; null where the system does not tell.
    pub free_bytes: Option<u64>,
    /// The newest first.
    pub rows: Vec<BackupRow>,
}

/// How backups are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupPlan {
    /// Whether one is made every day.
    pub is_daily: bool,
    /// At which minute of the day here; null a day after the last.
    pub at_minute: Option<u16>,
    /// How many of the newest are kept.
    pub keep: u16,
}

/// The last attempt failed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupTrouble {
    /// When, in Unix seconds.
    pub at: i64,
    /// Why.
    pub reason: String,
}

/// A backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupRow {
    /// When it was made, in Unix seconds.
    pub at: i64,
    /// How large it is.
    pub bytes: u64,
}

/// How backups are to be made.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeBackups {
    /// Whether one is made every day.
    pub is_daily: bool,
    /// At which minute of the day here; null a day after the last.
    pub at_minute: Option<u16>,
    /// How many of the newest are kept.
    pub keep: u16,
}

/// Backups are to lie in another folder.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoveBackups {
    /// The id of the chosen place; null for beside the ledger.
    pub place: Option<String>,
}

/// Which backup.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(
    tag = "from",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum BackupSource {
    /// One of those that are listed.
    Kept {
        /// When it was made, in Unix seconds.
        at: i64,
    },
    /// A file that was chosen.
    File {
        /// The id of the chosen place.
        place: String,
    },
}

/// A backup is to be looked into.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BackupQuery {
    /// Which.
    pub source: BackupSource,
}

/// What was found in a backup.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupCheck {
    /// Where it lies.
    pub path: String,
    /// How large it is.
    pub bytes: u64,
    /// What it holds.
    pub holds: LedgerFacts,
    /// What the ledger holds that it would replace; null where that cannot be opened.
    pub replaces: Option<LedgerFacts>,
    /// What is wrong with it, each a sentence; where there is any, it is not put in place.
    pub findings: Vec<String>,
}

/// What a ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LedgerFacts {
    /// How many events.
    pub events: u64,
    /// How many payments.
    pub payments: u64,
    /// When the newest event happened, in Unix seconds.
    pub newest_event: Option<i64>,
}

/// A backup is to be put in the ledger's place.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreBackup {
    /// Which.
    pub source: BackupSource,
    /// The merchant's word.
    pub confirmation: RestoreConfirmation,
}

/// The merchant's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestoreConfirmation {
    /// The ledger that is there is set aside.
    ReplaceTheLedger,
}

/// A backup is in the ledger's place.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Restored {
    /// How many events it held.
    pub events: u64,
    /// How many payments it held.
    pub payments: u64,
    /// Where the ledger is kept that was there; null where there was none.
    pub kept: Option<String>,
    /// The app with it. Where its key is not on this computer, the state says so.
    pub state: AppState,
}
