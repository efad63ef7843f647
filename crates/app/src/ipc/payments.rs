//! Payments: pages of rows, and one in detail.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Order, SuspicionKind};

/// Which payments, newest first.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PaymentsQuery {
    /// Only those of these ids: which of the payments that changed are still among those that were asked for.
    pub ids: Option<Vec<String>>,
    /// Only this status.
    pub status: Option<String>,
    /// Only this link's.
    pub link: Option<String>,
    /// Only of links in whose name or id these words occur.
    pub link_name: Option<String>,
    /// Only this currency, three letters in lower case.
    pub currency: Option<String>,
    /// Only from this amount on, in minor units.
    pub least: Option<i64>,
    /// Only up to this amount.
    pub most: Option<i64>,
    /// Only begun from this time on, in Unix seconds.
    pub from: Option<i64>,
    /// Only begun before this time.
    pub to: Option<i64>,
    /// Only paid with a card or an account that ends in these digits.
    pub last4: Option<String>,
    /// Only orders that are to be handed over, or that were.
    pub fulfilment: Option<OrderState>,
    /// Words to find in id, e-mail, name, description, link or last four digits.
    pub search: Option<String>,
    /// Continue after this cursor.
    pub after: Option<String>,
    /// How many, 1 to 500; 100 when missing.
    pub limit: Option<u32>,
}

/// A page of payments.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentPage {
    /// The rows, newest first.
    pub rows: Vec<PaymentRow>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// How many payments of each status the ledger holds, whatever was asked for.
    pub counts: Vec<StatusCount>,
    /// How many orders are to be handed over, whatever was asked for.
    pub to_fulfil: u64,
}

/// How many payments have a status.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusCount {
    /// The status.
    pub status: String,
    /// How many.
    pub count: u64,
}

/// A payment in a list. Amounts are in minor units of its currency.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentRow {
    /// The payment's id.
    pub id: String,
    /// `succeeded`, `processing`, `requires_action`, `uncaptured`, `incomplete`, `failed`,
    /// `canceled`, `refunded`, `partially_refunded`, `disputed`, `dispute_lost`, or what Stripe
    /// adds.
    pub status: String,
    /// What was to be paid.
    pub amount: i64,
    /// What was given back.
    pub amount_refunded: i64,
    /// Three letters; empty when Stripe named none.
    pub currency: String,
    /// When it began, in Unix seconds.
    pub created: i64,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// The customer's e-mail address.
    pub customer_email: Option<String>,
    /// What was bought: the link's name, else the description.
    pub title: Option<String>,
    /// The name of the link that it came through, else its id.
    pub link: Option<String>,
    /// The kind of method, such as `card` or `sepa_debit`.
    pub method_type: Option<String>,
    /// The card's brand or the bank's name.
    pub method_brand: Option<String>,
    /// The last four digits.
    pub method_last4: Option<String>,
    /// Stripe's fee, once known, in minor units of `settlementCurrency`.
    pub fee: Option<i64>,
    /// What is left after the fee.
    pub net: Option<i64>,
    /// The currency of fee and net.
    pub settlement_currency: Option<String>,
    /// Whether it is an order to be handed over.
    pub fulfilment: OrderState,
}

/// A dispute, beside its payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DisputeFacts {
    /// Its id.
    pub id: String,
    /// Where it stands, in Stripe's words.
    pub status: String,
    /// The customer's reason, in Stripe's words.
    pub reason: Option<String>,
    /// How much, in minor units.
    pub amount: i64,
    /// Three letters; empty where Stripe named none.
    pub currency: String,
    /// Until when it can be answered, in Unix seconds.
    pub due_by: Option<i64>,
}

/// A payment is suspected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Suspicion {
    /// The id of the warning or of the review.
    pub id: String,
    /// Which of them it is.
    pub kind: SuspicionKind,
    /// Why, in Stripe's words.
    pub reason: Option<String>,
}

/// Which payment.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentQuery {
    /// The payment's id.
    pub id: String,
}

/// A payment in detail.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentDetail {
    /// The row.
    pub row: PaymentRow,
    /// What was captured.
    pub amount_captured: i64,
    /// What can be given back.
    pub amount_left: i64,
    /// Whether it holds money that can be taken.
    pub can_be_captured: bool,
    /// Whether it can be canceled.
    pub can_be_canceled: bool,
    /// Whether it is an order to be handed over.
    pub fulfilment: OrderState,
    /// Stripe's fee, once known, in minor units of `settlementCurrency`.
    pub fee: Option<i64>,
    /// What is left after the fee.
    pub net: Option<i64>,
    /// The currency of fee and net.
    pub settlement_currency: Option<String>,
    /// When the money was taken, in Unix seconds.
    pub paid_at: Option<i64>,
    /// Why the last attempt failed, in Stripe's words.
    pub failure_message: Option<String>,
    /// The dispute that decides its status.
    pub dispute: Option<DisputeFacts>,
    /// Warnings of fraud and reviews of which something can still be done, the newest first.
    pub suspicions: Vec<Suspicion>,
    /// Its page in Stripe's Dashboard; null in the practice store.
    pub dashboard: Option<String>,
    /// By what its buyer is known: Stripe's customer, else the e-mail address; null where nobody left a trace.
    pub buyer: Option<String>,
    /// What the checkout told besides; null where there was none.
    pub order: Option<Order>,
    /// The merchant's note; empty where there is none.
    pub note: String,
    /// The link that it came through.
    pub payment_link: Option<String>,
    /// The checkout session that it came through.
    pub checkout_session: Option<String>,
    /// The charge that decides.
    pub charge: Option<String>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Whether an order is to be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Paid, and nothing was handed over yet.
    Pending,
    /// The merchant said so.
    Done,
    /// Unpaid, given back before it was done, or the renewal of a subscription.
    NotNeeded,
}

/// Why money is given back. Source: Stripe's API reference, "Create a refund".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefundWhy {
    /// It was charged twice.
    Duplicate,
    /// The card's owner did not pay: Stripe then blocks card and e-mail address.
    Fraudulent,
    /// The customer asked for it.
    RequestedByCustomer,
}

/// Money to be given back.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RefundPayment {
    /// The payment's id.
    pub id: String,
    /// How much, in minor units; all that is left where nothing is said.
    pub amount: Option<i64>,
    /// Why.
    pub reason: Option<RefundWhy>,
    /// A random id for each attempt.
    pub submission: String,
}

/// Money to be taken that a payment holds.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CapturePayment {
    /// The payment's id.
    pub id: String,
    /// How much, in minor units; all of it where nothing is said. The rest is let go.
    pub amount: Option<i64>,
    /// A random id for each attempt.
    pub submission: String,
}

/// A payment to be canceled.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelPayment {
    /// The payment's id.
    pub id: String,
    /// A random id for each attempt.
    pub submission: String,
}

/// Whether an order was handed over.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FulfilPayment {
    /// The payment's id.
    pub id: String,
    /// Whether it was, or that is taken back.
    pub is_done: bool,
}

/// One step in a payment's life.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When it happened, in Unix seconds.
    pub at: i64,
    /// When we learned it, in Unix seconds.
    pub learned_at: i64,
    /// How: `webhook`, `api` or `import`.
    pub source: String,
    /// The event's id.
    pub event: String,
    /// The event's type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The step in plain words.
    pub text: String,
}
