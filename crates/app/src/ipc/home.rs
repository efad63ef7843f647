//! Today at a glance.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PaymentRow;

/// Which day: the window knows the merchant's time zone.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HomeQuery {
    /// The first second of the day, in Unix seconds.
    pub day_start: i64,
    /// The first second of the next day.
    pub day_end: i64,
}

/// Today's figures and the latest payments.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    /// One set of figures for each currency, the one with most payments first; never summed.
    pub days: Vec<CurrencyDay>,
    /// The newest payments, newest first.
    pub latest: Vec<PaymentRow>,
    /// How many paid orders wait to be fulfilled, of any day.
    pub to_fulfil: u64,
    /// Up to 20 disputes that wait for the merchant's answer, the most urgent first.
    pub disputes: Vec<HomeDispute>,
    /// Up to 5 payouts that failed in the last 30 days, the newest first.
    pub failed_payouts: Vec<HomePayout>,
    /// How many links can be paid now.
    pub open_links: u64,
}

/// A day's figures in one currency, amounts in its minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyDay {
    /// The currency.
    pub currency: String,
    /// What was captured from payments that began on this day.
    pub gross: i64,
    /// Stripe's fees on them, as far as they are known, where they are in the same currency.
    pub fees: i64,
    /// How many paid payments have no known fee yet.
    pub fees_unknown: u64,
    /// What was given back of them.
    pub refunded: i64,
    /// How many were paid.
    pub paid: u64,
    /// How many failed.
    pub failed: u64,
    /// How many wait for a bank.
    pub processing: u64,
}

/// A dispute that waits for the merchant's answer.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomeDispute {
    /// Its id.
    pub id: String,
    /// The disputed payment; null where Stripe named none that is known.
    pub payment: Option<String>,
    /// The customer's reason, in Stripe's words.
    pub reason: Option<String>,
    /// How much, in minor units.
    pub amount: i64,
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// Until when it can be answered, in Unix seconds.
    pub due_by: Option<i64>,
}

/// A payout that failed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomePayout {
    /// Its id.
    pub id: String,
    /// How much, in minor units.
    pub amount: i64,
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// When it was made, in Unix seconds.
    pub created: i64,
}
