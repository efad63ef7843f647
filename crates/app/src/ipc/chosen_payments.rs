//! Several payments at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Payments that were chosen.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChosenPayments {
    /// Their ids, up to 20,000.
    pub ids: Vec<String>,
}

/// What they come to.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChosenSums {
    /// The amounts by currency, never added to each other; the most frequent first.
    pub sums: Vec<CurrencySum>,
    /// How many of them are orders to be handed over.
    pub to_fulfil: u64,
}

/// What payments in one currency come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurrencySum {
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// What was to be paid, in minor units.
    pub amount: i64,
}

/// Whether orders were handed over.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FulfilPayments {
    /// The payments' ids, up to 500.
    pub ids: Vec<String>,
    /// Whether they were, or that is taken back.
    pub is_done: bool,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentsFulfilled {
    /// The ids of those that are so now.
    pub done: Vec<String>,
    /// The others.
    pub refused: Vec<PaymentRefused>,
}

/// A payment to which something could not be done.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentRefused {
    /// Its id.
    pub id: String,
    /// Why, and what to do.
    pub message: String,
}

/// Payments are to be saved as a table.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavePayments {
    /// Their ids, up to 20,000.
    pub ids: Vec<String>,
    /// The id of the chosen file.
    pub place: String,
}

/// A table was saved.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedPayments {
    /// Where it is.
    pub path: String,
    /// How many payments are in it.
    pub count: u64,
}
