//! Erasing a customer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AppState;

/// Who is meant. It is shown in no log: it has no `Debug`.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonQuery {
    /// An e-mail address, or a customer's id.
    pub person: String,
}

/// What gave way, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasureFigures {
    /// Renderings of events.
    pub events: u64,
    /// Answers of the API.
    pub answers: u64,
    /// The merchant's notes.
    pub notes: u64,
    /// Drafts and saved addresses of links that hold the customer's e-mail address.
    pub documents: u64,
    /// The customer's payments, of which the figures stay.
    pub payments: u64,
    /// Payments under the same address that are not this customer's: they stay as they are.
    pub same_email: u64,
}

/// What erasing a customer would take.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasurePreview {
    /// How much.
    pub figures: ErasureFigures,
    /// Older copies of the ledger, in which the customer may be too.
    pub copies: Vec<String>,
}

/// A customer is to be erased. It is shown in no log: it has no `Debug`.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EraseCustomer {
    /// An e-mail address, or a customer's id.
    pub person: String,
    /// What becomes of older copies of the ledger.
    pub copies: CopiesOfLedger,
    /// The merchant's word.
    pub confirmation: EraseConfirmation,
}

/// What becomes of older copies: backups, and ledgers that were set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopiesOfLedger {
    /// They stay, and hold what they hold.
    Keep,
    /// They are removed.
    Delete,
}

/// The merchant's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EraseConfirmation {
    /// It cannot be undone.
    EraseForGood,
}

/// A customer was erased.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Erased {
    /// How much gave way.
    pub figures: ErasureFigures,
    /// The number of the record that it was done; null where nothing of the customer was here.
    pub record: Option<i64>,
    /// Older copies in which the customer may be still.
    pub still_in: Vec<String>,
    /// The app without the customer.
    pub state: AppState,
}

/// The records that customers were erased.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Erasures {
    /// The newest first.
    pub rows: Vec<Erasure>,
}

/// The record that a customer was erased. Who it was is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Erasure {
    /// Its number.
    pub record: i64,
    /// When, in Unix seconds.
    pub at: i64,
    /// Renderings of events that gave way.
    pub events: u64,
    /// Answers of the API that did.
    pub answers: u64,
    /// Notes that did.
    pub notes: u64,
    /// Drafts and saved addresses of links that did.
    pub documents: u64,
    /// How many payments were the customer's.
    pub payments: u64,
}
