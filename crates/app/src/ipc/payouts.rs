//! Payouts: what goes to the bank, and what each consists of.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which payouts, newest first.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PayoutsQuery {
    /// Continue after this cursor.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// A page of payouts.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayoutPage {
    /// The rows, newest first.
    pub rows: Vec<PayoutRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

/// A payout in a list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayoutRow {
    /// Its id.
    pub id: String,
    /// When it was made, in Unix seconds.
    pub created: i64,
    /// `pending`, `in_transit`, `paid`, `failed`, `canceled`, or what Stripe adds.
    pub status: String,
    /// How much, in minor units; negative when money is taken from the bank.
    pub amount: i64,
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// When it is to arrive at the bank, in Unix seconds.
    pub arrives: Option<i64>,
    /// Whether Stripe made it by its schedule.
    pub automatic: Option<bool>,
}

/// Which payout.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PayoutQuery {
    /// Its id.
    pub id: String,
}

/// A payout from all sides.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayoutDetail {
    /// What the list shows.
    pub row: PayoutRow,
    /// Why it failed: Stripe's code.
    pub failure_code: Option<String>,
    /// Why it failed: Stripe's sentence.
    pub failure_message: Option<String>,
}

/// What a payout consists of, read from Stripe.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayoutContents {
    /// Its lines, newest first.
    pub lines: Vec<PayoutLine>,
    /// The sums of all lines, by kind, the largest kind first.
    pub sums: Vec<PayoutSum>,
    /// What all lines come to after fees.
    pub net: i64,
    /// Whether all lines are here: of a very large payout, only the newest thousand are read.
    pub is_whole: bool,
}

/// A line of a payout, in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayoutLine {
    /// The balance transaction's id.
    pub id: String,
    /// What it is for, in Stripe's words, such as `charge`, `refund`, `stripe_fee`.
    pub kind: String,
    /// When it was made, in Unix seconds.
    pub created: i64,
    /// Before Stripe's fee.
    pub amount: i64,
    /// Stripe's fee.
    pub fee: i64,
    /// After it.
    pub net: i64,
    /// The payment that it belongs to, where it is known.
    pub payment: Option<String>,
    /// What it is for, in Stripe's or the merchant's words.
    pub description: Option<String>,
}

/// Lines of one kind together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayoutSum {
    /// The kind.
    pub kind: String,
    /// How many lines.
    pub count: u64,
    /// Before fees.
    pub amount: i64,
    /// Fees.
    pub fee: i64,
    /// After them.
    pub net: i64,
}
