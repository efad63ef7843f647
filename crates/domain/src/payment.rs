//! The payment: the row that people see, and the facts that it is made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Act, BalanceTransaction, Charge, ChargeId, CheckoutSessionId, Currency, CustomerId, Dispute,
    DisputeId, DisputeStatus, EarlyFraudWarning, Intent, Invoice, InvoicePayment, Method,
    PaymentLinkId, Refund, Review, Seen, Session, UnixSeconds,
};

/// The newest known snapshots of everything that belongs to one payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The intent.
    pub intent: Option<Seen<Intent>>,
    /// Every attempt to charge.
    pub charges: Vec<Seen<Charge>>,
    /// The visit to the pay page that led to it.
    pub sessions: Vec<Seen<Session>>,
    /// What was given back.
    pub refunds: Vec<Seen<Refund>>,
    /// What the customer disputes.
    pub disputes: Vec<Seen<Dispute>>,
    /// The invoices that it pays.
    pub invoices: Vec<Seen<Invoice>>,
    /// How it pays them.
    pub invoice_payments: Vec<Seen<InvoicePayment>>,
    /// What the card's issuer warned of.
    pub early_fraud_warnings: Vec<Seen<EarlyFraudWarning>>,
    /// What somebody was to look at.
    pub reviews: Vec<Seen<Review>>,
    /// What Stripe settled.
    pub balance_transactions: Vec<Seen<BalanceTransaction>>,
    /// The earliest time at which anything told that the money was taken ([`Object::tells_paid`]),
    /// be it of an older state than the newest one.
    ///
    /// [`Object::tells_paid`]: crate::Object::tells_paid
    pub first_paid_at: Option<UnixSeconds>,
    /// What the merchant did.
    pub acts: Vec<Act>,
}

/// A payment, as lists and reports show it. Amounts are in minor units of `currency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The intent's id; the charge's where there is no intent.
    pub id: String,
    /// Where it stands.
    pub status: PaymentStatus,
    /// What was to be paid.
    pub amount: i64,
    /// What was captured.
    pub amount_captured: i64,
    /// What was given back.
    pub amount_refunded: i64,
    /// The currency; none when no object named one.
    pub currency: Option<Currency>,
    /// What it left on the Stripe balance; none until Stripe has told us.
    pub settlement: Option<Settlement>,
    /// When the sale began.
    pub created: UnixSeconds,
    /// When the money was taken.
    pub paid_at: Option<UnixSeconds>,
    /// Live or test.
    pub livemode: bool,
    /// The customer, where Stripe keeps one.
    pub customer: Option<CustomerId>,
    /// The customer's e-mail address.
    pub customer_email: Option<String>,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// The merchant's description.
    pub description: Option<String>,
    /// The payment link that it came through.
    pub payment_link: Option<PaymentLinkId>,
    /// The checkout session that it came through.
    pub checkout_session: Option<CheckoutSessionId>,
    /// The charge that decides.
    pub charge: Option<ChargeId>,
    /// What it was paid with.
    pub method: Option<Method>,
    /// Why the last attempt failed: Stripe's code.
    pub failure_code: Option<String>,
    /// Why the last attempt failed: Stripe's sentence.
    pub failure_message: Option<String>,
    /// The dispute that decides the status.
    pub dispute: Option<PaymentDispute>,
    /// Whether the order is to be fulfilled.
    pub fulfilment: Fulfilment,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

/// What a payment left on the Stripe balance, in minor units of its own `currency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Gross.
    pub amount: i64,
    /// Stripe's fee.
    pub fee: i64,
    /// Gross less fee.
    pub net: i64,
    /// The settlement currency.
    pub currency: Currency,
    /// The rate from the payment's currency, a decimal; none where they are the same.
    pub exchange_rate: Option<String>,
}

/// A payment's dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDispute {
    /// Its id.
    pub id: DisputeId,
    /// Where it stands.
    pub status: DisputeStatus,
    /// The customer's reason, in Stripe's words.
    pub reason: Option<String>,
    /// How much, in minor units.
    pub amount: Option<i64>,
    /// Until when evidence can be given.
    pub evidence_due_by: Option<UnixSeconds>,
}

/// Whether an order is to be fulfilled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fulfilment {
    /// Paid, and nothing was handed over yet.
    Pending,
    /// The merchant said so.
    Done,
    /// Unpaid, given back in full before it was done, or the renewal of a subscription.
    NotNeeded,
}

/// Where a payment stands, in one word.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum PaymentStatus {
    /// A dispute was lost.
    DisputeLost,
    /// A dispute is open.
    Disputed,
    /// All of the captured amount was given back.
    Refunded,
    /// A part was given back.
    PartiallyRefunded,
    /// The money was taken.
    Succeeded,
    /// Authorised, to be captured.
    Uncaptured,
    /// The bank has not answered yet.
    Processing,
    /// The customer has something to do.
    RequiresAction,
    /// Given up.
    Canceled,
    /// The last attempt failed; the customer may try again.
    Failed,
    /// Nothing was tried yet.
    Incomplete,
    /// A status that this version does not know, as Stripe writes it.
    Other(String),
}

impl PaymentStatus {
    /// Every status that this version knows.
    pub const KNOWN: [Self; 11] = [
        Self::DisputeLost,
        Self::Disputed,
        Self::Refunded,
        Self::PartiallyRefunded,
        Self::Succeeded,
        Self::Uncaptured,
        Self::Processing,
        Self::RequiresAction,
        Self::Canceled,
        Self::Failed,
        Self::Incomplete,
    ];

    /// The word in lists and reports.
    pub fn as_str(&self) -> &str {
        match self {
            Self::DisputeLost => "dispute_lost",
            Self::Disputed => "disputed",
            Self::Refunded => "refunded",
            Self::PartiallyRefunded => "partially_refunded",
            Self::Succeeded => "succeeded",
            Self::Uncaptured => "uncaptured",
            Self::Processing => "processing",
            Self::RequiresAction => "requires_action",
            Self::Canceled => "canceled",
            Self::Failed => "failed",
            Self::Incomplete => "incomplete",
            Self::Other(text) => text,
        }
    }
}

impl From<String> for PaymentStatus {
    fn from(text: String) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|status| status.as_str() == text)
            .unwrap_or(Self::Other(text))
    }
}

impl From<PaymentStatus> for String {
    fn from(status: PaymentStatus) -> Self {
        status.as_str().to_owned()
    }
}
