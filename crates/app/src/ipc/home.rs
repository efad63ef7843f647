//! Today at a glance.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PaymentRow, Suspicion, TimeSpan};

/// Which day: the window knows the merchant's time zone.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HomeQuery {
    /// The first second of the day, in Unix seconds.
    pub day_start: i64,
    /// The first second of the next day.
    pub day_end: i64,
    /// The same stretch of the same weekday a week ago, by this hour.
    pub week_ago: TimeSpan,
    /// When each of the days of the chart begins, the last of them today; an even number, at most 124, each a
    /// quarter of an hour's beginning.
    pub days: Vec<i64>,
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
    /// Up to 20 payments that somebody suspects, the newest first.
    pub suspicions: Vec<HomeSuspicion>,
    /// Up to 5 links that are sold out, those sold out of late first.
    pub sold_out: Vec<HomeLink>,
    /// The payout that arrives next.
    pub next_payout: Option<NextPayout>,
    /// What was captured on each day of the chart, one set for each currency, the one with most payments first.
    pub volume: Vec<Volume>,
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
    /// What was captured a week ago, by this hour.
    pub week_ago: i64,
    /// By how many percent that is more now; null where there was nothing.
    pub change_percent: Option<i64>,
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

/// What was captured in one currency, in its minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Volume {
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// The later half of the days.
    pub days: Vec<i64>,
    /// The days before.
    pub days_before: Vec<i64>,
    /// The sum of the later half.
    pub sum: i64,
    /// The sum of the days before.
    pub sum_before: i64,
}

/// The payout that arrives next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextPayout {
    /// How much, in minor units.
    pub amount: i64,
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// When it is to arrive at the bank, in Unix seconds.
    pub arrives: Option<i64>,
    /// How many others are on their way.
    pub others: u64,
}

/// A link that takes no more payments, since its limit is reached.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomeLink {
    /// Its id.
    pub id: String,
    /// What it sells.
    pub name: Option<String>,
    /// After how many checkouts it takes no more.
    pub limit: Option<i64>,
}

/// A payment that the card's issuer or Stripe's rules suspect.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomeSuspicion {
    /// The warning or the review.
    pub suspicion: Suspicion,
    /// The payment; null where Stripe named none that is known.
    pub payment: Option<String>,
    /// How much was paid, in minor units.
    pub amount: i64,
    /// Three letters; empty where no payment is known.
    pub currency: String,
}

/// Who suspects a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuspicionKind {
    /// The card's issuer warns of fraud; money that is given back now avoids a dispute.
    FraudWarning,
    /// Stripe's rules want a person to look at it.
    Review,
}
