//! Orders: what was bought and where it goes. Buyers: all that one of them paid.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OrderState, PaymentRow, PosterPaper};

/// What a checkout told besides its payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// What was bought; null until Stripe was asked.
    pub items: Option<Vec<OrderItem>>,
    /// Whether more was bought than these.
    pub has_more: bool,
    /// What the customer answered, in the order of the questions.
    pub answers: Vec<OrderAnswer>,
    /// The customer's telephone number.
    pub phone: Option<String>,
    /// Where it is to be sent.
    pub ship_to: Option<Place>,
    /// The customer's own address.
    pub billing: Option<Place>,
}

/// What Stripe told of an order.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrderRead {
    /// What the checkout told; null where there was none.
    pub order: Option<Order>,
}

/// One thing that was bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrderItem {
    /// Its name.
    pub name: Option<String>,
    /// How many.
    pub quantity: i64,
    /// What they cost together, in minor units.
    pub amount: Option<i64>,
    /// Three letters; empty where Stripe named none.
    pub currency: String,
}

/// A question of the merchant's, and what the customer answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrderAnswer {
    /// The question.
    pub question: String,
    /// The answer; null where it was left out.
    pub answer: Option<String>,
}

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Who.
    pub name: Option<String>,
    /// Street and number, and what else is needed to find the door.
    pub lines: Vec<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// The state, province or county.
    pub state: Option<String>,
    /// The country's two letters.
    pub country: Option<String>,
}

/// Which orders, newest first.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct OrdersQuery {
    /// Those that are to be handed over, that were, or that were given back before.
    pub which: OrderState,
    /// Continue after this cursor.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// A page of orders.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrderPage {
    /// The rows, newest first.
    pub rows: Vec<OrderRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// How many orders are to be handed over, whatever was asked for.
    pub to_fulfil: u64,
}

/// An order in a list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrderRow {
    /// The payment's id.
    pub id: String,
    /// Its payment.
    pub payment: PaymentRow,
    /// When the money was taken, in Unix seconds.
    pub paid_at: Option<i64>,
    /// Where it stands.
    pub state: OrderState,
    /// What the checkout told; null where there was none.
    pub order: Option<Order>,
    /// The merchant's note; empty where there is none.
    pub note: String,
}

/// Words to keep beside a payment.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeepNote {
    /// The payment's id.
    pub id: String,
    /// The merchant's words; none takes the note away.
    pub text: String,
}

/// What is printed of payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// What goes into the parcel: without prices.
    PackingSlip,
    /// What the customer gets: with prices.
    Receipt,
}

/// Papers to be saved where the merchant chose.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavePapers {
    /// Of which payments; one page or more for each.
    pub payments: Vec<String>,
    /// What is printed.
    pub kind: PaperKind,
    /// The shop's name.
    pub shop: String,
    /// In which language, as a tag; English where papers are not printed in it.
    pub language: String,
    /// The person's own time zone, as the IANA database names it.
    pub time_zone: String,
    /// On which paper.
    pub paper: PosterPaper,
    /// The place that was chosen.
    pub place: String,
}

/// A buyer: by Stripe's id of the customer, else by e-mail address.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BuyerQuery {
    /// `cus_…` or an e-mail address.
    pub key: String,
    /// Continue the payments after this cursor.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// All that one buyer paid.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Buyer {
    /// `cus_…` or an e-mail address.
    pub key: String,
    /// The name, as the newest payment tells it.
    pub name: Option<String>,
    /// The e-mail address, likewise.
    pub email: Option<String>,
    /// The customer's page in Stripe's Dashboard; null for a guest, and in the practice store.
    pub dashboard: Option<String>,
    /// What was paid, by currency, the busiest first.
    pub sums: Vec<BuyerSum>,
    /// The payments, newest first.
    pub rows: Vec<PaymentRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// The merchant's notes on their payments, the newest first.
    pub notes: Vec<BuyerNote>,
}

/// What a buyer paid in one currency, in its minor units.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BuyerSum {
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// What was captured.
    pub paid: i64,
    /// What was given back.
    pub refunded: i64,
    /// How many payments were paid.
    pub count: u64,
    /// When the first began, in Unix seconds.
    pub first: i64,
}

/// A note on a payment.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BuyerNote {
    /// The payment.
    pub payment: String,
    /// When it was written, in Unix seconds.
    pub at: i64,
    /// The merchant's words.
    pub text: String,
}
