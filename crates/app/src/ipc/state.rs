//! What the window's frame shows: the account, the receiver, how far the ledger reaches.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClockFacts, Incident, IpcError, Line};

/// The state of the app, for the frame around every screen.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// The program's version.
    pub version: String,
    /// Whether the welcome was passed before.
    pub welcomed: bool,
    /// Whose shop is open.
    pub account: AccountState,
    /// How many accounts there are, the practice store included.
    pub account_count: u64,
    /// Why the account cannot be opened, where it cannot.
    pub problem: Option<IpcError>,
    /// The receiver of webhooks.
    pub receiver: ReceiverState,
    /// How many payments the ledger holds.
    pub payment_count: u64,
    /// How many orders are to be handed over.
    pub to_fulfil: u64,
    /// How many links the ledger holds.
    pub link_count: u64,
    /// When the newest event happened such that every event of the API's list up to it is in the
    /// ledger, in Unix seconds; null until that was shown.
    pub complete_through: Option<i64>,
    /// How Stripe reaches this computer; null in the practice store, which needs no way.
    pub line: Option<Line>,
    /// This computer's clock, where it is wrong.
    pub wrong_clock: Option<ClockFacts>,
    /// How many of the last days' deliveries came late or never.
    pub late_deliveries: u64,
    /// What happened last around this computer, and what became of it.
    pub incident: Option<Incident>,
    /// When the newest payment began, in Unix seconds.
    pub last_payment_at: Option<i64>,
    /// Where the ledger lies.
    pub data_dir: String,
    /// The currencies that can be charged, with their rules.
    pub currencies: Vec<CurrencyRule>,
    /// The currency to offer first: the one used last, else eur.
    pub default_currency: String,
}

/// Whose shop is open.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountState {
    /// Its id here, the name of its folder.
    pub id: String,
    /// The shop's name.
    pub name: String,
    /// Practice, test or live.
    pub kind: AccountKind,
    /// By which it is told from the others: a number from 1 to 8; 0 is the practice store's own.
    pub color: u8,
}

/// The world that an account lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// The offline practice store.
    Practice,
    /// A Stripe account's test mode.
    Test,
    /// Real money.
    Live,
}

/// The receiver of webhooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "status",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ReceiverState {
    /// It listens and can record.
    Receiving {
        /// Where: `http://127.0.0.1:PORT/webhook`.
        address: String,
    },
    /// It does not.
    Stopped {
        /// Why, in one sentence.
        reason: String,
    },
}

/// The rules of a currency's amounts, in minor units.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyRule {
    /// Three letters in lower case.
    pub code: String,
    /// Decimals between major and minor unit.
    pub exponent: u32,
    /// Amounts are multiples of this.
    pub step: i64,
    /// The smallest charge.
    pub minimum: i64,
    /// The largest charge.
    pub maximum: i64,
}
