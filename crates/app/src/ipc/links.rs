//! Payment links.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which links, newest first.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct LinkQuery {
    /// Only open or only closed ones.
    pub state: Option<LinkState>,
    /// Words to find in the name.
    pub search: Option<String>,
    /// Continue after this cursor.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// Whether a link can be paid now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It can.
    Open,
    /// It was deactivated.
    Closed,
}

/// A page of links.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkPage {
    /// The rows, newest first.
    pub rows: Vec<LinkRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// How many links are open.
    pub open: u64,
    /// How many are closed.
    pub closed: u64,
}

/// A link in a list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkRow {
    /// The link's id.
    pub id: String,
    /// Where customers pay.
    pub url: String,
    /// Open or closed.
    pub state: LinkState,
    /// The first item's name; null when it is not known yet.
    pub name: Option<String>,
    /// What it sells.
    pub items: Vec<LinkItem>,
    /// What one checkout comes to, in minor units; null where the customer chooses.
    pub amount: Option<i64>,
    /// Three letters.
    pub currency: Option<String>,
    /// When it was made, in Unix seconds.
    pub created: i64,
    /// How many payments through it were paid.
    pub paid: u64,
    /// What they brought in its currency, in minor units, before fees and refunds.
    pub revenue: i64,
    /// When the newest payment through it began.
    pub last_payment_at: Option<i64>,
}

/// One line of what a link sells.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkItem {
    /// The product's name.
    pub name: Option<String>,
    /// The price of one, in minor units.
    pub unit_amount: Option<i64>,
    /// How many.
    pub quantity: i64,
}

/// A link to be made.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewLink {
    /// What is sold; 1 to 250 characters.
    pub name: String,
    /// The price of one, in minor units.
    pub amount: i64,
    /// Three letters.
    pub currency: String,
    /// How many, 1 to 999999.
    pub quantity: u32,
    /// A fresh random id for each filled-in form: sent twice, it makes one link.
    pub submission: String,
}

/// Which link's code.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QrQuery {
    /// The link's id.
    pub id: String,
}

/// A QR code of a link's address.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QrCode {
    /// An SVG image, dark on light with a quiet zone, to be shown as an image, never inlined.
    pub svg: String,
}
