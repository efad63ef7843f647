//! The list of payment links, with what came in through each.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which links, and in which order.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct LinkQuery {
    /// Only those in this state.
    pub state: Option<LinkState>,
    /// Words that must all occur in a name, the id or the address.
    pub search: Option<String>,
    /// By what they are sorted; `created` when missing.
    pub sort: Option<LinkSort>,
    /// Which way; `descending` when missing.
    pub direction: Option<SortDirection>,
    /// When the days begin that are shown for each link, in Unix seconds, the oldest first, up to 62;
    /// each lasts until the next begins, the last goes on.
    pub days: Option<Vec<i64>>,
    /// Continue after this cursor; it is one of the same order.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// How a link stands. It is in one state alone: sold out comes before scheduled, and both before whether
/// it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It can be paid.
    Open,
    /// It is to open or to close at a planned time.
    Scheduled,
    /// It took as many checkouts as it may.
    SoldOut,
    /// It was deactivated.
    Closed,
}

/// By what links are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkSort {
    /// When it was first seen.
    #[default]
    Created,
    /// The name.
    Name,
    /// How many payments were paid.
    Paid,
    /// What it brought in its own currency; the currency of most links comes first.
    Revenue,
    /// When the newest paid payment began.
    LastPayment,
    /// The state, and within it the newest first.
    State,
}

/// Which way something is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SortDirection {
    /// The smallest, the earliest, A first.
    Ascending,
    /// The other way.
    #[default]
    Descending,
}

/// A page of links.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkPage {
    /// The rows, in order.
    pub rows: Vec<LinkRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// How many links there are in each state, whatever was asked for.
    pub counts: LinkCounts,
    /// When all links were last read from Stripe, in Unix seconds; null where they never were.
    pub as_of: Option<i64>,
}

/// How many links are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkCounts {
    /// Can be paid.
    pub open: u64,
    /// Open or close at a planned time.
    pub scheduled: u64,
    /// Took as many checkouts as they may.
    pub sold_out: u64,
    /// Were deactivated.
    pub closed: u64,
}

/// A link in a list. Amounts are in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkRow {
    /// The link's id.
    pub id: String,
    /// Where customers pay.
    pub url: String,
    /// How it stands.
    pub state: LinkState,
    /// Whether it is active at Stripe, whatever its state.
    pub active: bool,
    /// The first item's name; null when it is not known yet.
    pub name: Option<String>,
    /// What it sells.
    pub items: Vec<LinkItem>,
    /// What one checkout comes to; null where the customer chooses.
    pub amount: Option<i64>,
    /// Three letters.
    pub currency: Option<String>,
    /// When it was made or first seen, in Unix seconds.
    pub created: i64,
    /// How many payments through it were paid.
    pub paid: u64,
    /// How many wait for the bank, or to be captured.
    pub pending: u64,
    /// Of how many the last try failed.
    pub failed: u64,
    /// What the paid ones brought in its own currency, before fees and refunds.
    pub revenue: i64,
    /// The same in each currency that was paid in, its own first.
    pub revenues: Vec<LinkRevenue>,
    /// When the newest paid payment through it began.
    pub last_payment_at: Option<i64>,
    /// How many checkouts were completed, paid or not yet.
    pub completed: u64,
    /// After how many completed checkouts it takes no more.
    pub completed_limit: Option<u64>,
    /// How many checkouts ended paid, or free of charge.
    pub finished: u64,
    /// How many checkouts are over, as far as Stripe told; visits it never tells of.
    pub ended: u64,
    /// What was paid on each of the days that were asked for.
    pub days: Vec<LinkDay>,
    /// When it is planned to open, in Unix seconds.
    pub opens_at: Option<i64>,
    /// When it is planned to close.
    pub closes_at: Option<i64>,
    /// Whether what it sells is on sale still.
    pub product: LinkProduct,
}

/// What a link brought in one currency, in its minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkRevenue {
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// How many payments were paid.
    pub paid: u64,
    /// What they brought, before fees and refunds.
    pub gross: i64,
    /// What was given back.
    pub refunded: i64,
}

/// What was paid through a link on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkDay {
    /// How many payments.
    pub paid: u64,
    /// What they brought in its own currency, in minor units.
    pub revenue: i64,
}

/// Whether what a link sells is on sale still. The link goes on either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkProduct {
    /// As far as Stripe told, it is.
    OnSale,
    /// A product or a price was put away.
    Archived,
    /// A product was deleted.
    Deleted,
}

/// One line of what a link sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkItem {
    /// The product's name.
    pub name: Option<String>,
    /// The price of one, in minor units.
    pub unit_amount: Option<i64>,
    /// How many.
    pub quantity: i64,
    /// `day`, `week`, `month` or `year`, where it recurs.
    pub interval: Option<String>,
    /// Every so many of them.
    pub interval_count: Option<i64>,
}

/// What came of reading all links from Stripe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinksRefreshed {
    /// When they were last read, in Unix seconds; null where they never were.
    pub as_of: Option<i64>,
    /// Why they could not be read this time.
    pub trouble: Option<String>,
}
