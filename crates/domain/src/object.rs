//! Stripe's objects, reduced to what the rows that people see are made of.
//!
//! Whatever Stripe leaves out or sets to null is `None` here: an old API version or a new kind of
//! payment must never fail to be shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    BalanceTransactionId, ChargeId, ChargeStatus, CheckoutSessionId, Currency, DisputeId,
    DisputeStatus, IntentStatus, PaymentIntentId, PaymentLinkId, RefundId, RefundStatus,
    SessionPaymentStatus, SessionStatus, UnixSeconds,
};

/// A payment intent: one sale, over all attempts to pay it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    /// Its id.
    pub id: PaymentIntentId,
    /// Where it stands.
    pub status: IntentStatus,
    /// What is to be paid, in minor units.
    pub amount: Option<i64>,
    /// What was received, in minor units.
    pub amount_received: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was created.
    pub created: Option<UnixSeconds>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// The merchant's description.
    pub description: Option<String>,
    /// Where the receipt goes.
    pub receipt_email: Option<String>,
    /// The newest charge.
    pub latest_charge: Option<ChargeId>,
    /// Why the last attempt failed.
    pub last_error: Option<Failure>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

/// Why an attempt to pay failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stripe's code, such as `card_declined`.
    pub code: Option<String>,
    /// Stripe's sentence.
    pub message: Option<String>,
}

/// A charge: one attempt to move money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Its id.
    pub id: ChargeId,
    /// The intent that it belongs to; none for charges made without one.
    pub intent: Option<PaymentIntentId>,
    /// Where it stands.
    pub status: ChargeStatus,
    /// What was authorised, in minor units.
    pub amount: Option<i64>,
    /// What was captured, in minor units; unknown in old API versions.
    pub amount_captured: Option<i64>,
    /// What was refunded so far, in minor units.
    pub amount_refunded: Option<i64>,
    /// Whether it was captured.
    pub captured: Option<bool>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was made.
    pub created: Option<UnixSeconds>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// The merchant's description.
    pub description: Option<String>,
    /// The customer's e-mail address.
    pub email: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// What it was paid with.
    pub method: Option<Method>,
    /// The balance transaction that settles it; null until Stripe has made it.
    pub balance_transaction: Option<BalanceTransactionId>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

/// What a payment was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Stripe's name for the kind, such as `card` or `sepa_debit`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The card's brand or the bank's name.
    pub brand: Option<String>,
    /// The last four digits of the card or account.
    pub last4: Option<String>,
}

/// A checkout session: one visit to a pay page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: CheckoutSessionId,
    /// Where it stands.
    pub status: Option<SessionStatus>,
    /// Whether it is paid.
    pub payment_status: Option<SessionPaymentStatus>,
    /// The intent that pays it; none for a subscription or before payment.
    pub intent: Option<PaymentIntentId>,
    /// The payment link that opened it.
    pub link: Option<PaymentLinkId>,
    /// The total in minor units.
    pub amount_total: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was opened.
    pub created: Option<UnixSeconds>,
    /// The customer's e-mail address.
    pub email: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

/// A refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Its id.
    pub id: RefundId,
    /// The charge that it gives back.
    pub charge: Option<ChargeId>,
    /// The intent of that charge.
    pub intent: Option<PaymentIntentId>,
    /// Where it stands; null in very old API versions.
    pub status: Option<RefundStatus>,
    /// How much, in minor units.
    pub amount: Option<i64>,
    /// When it was asked for.
    pub created: Option<UnixSeconds>,
}

/// A dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Its id.
    pub id: DisputeId,
    /// The disputed charge.
    pub charge: Option<ChargeId>,
    /// The intent of that charge.
    pub intent: Option<PaymentIntentId>,
    /// Where it stands.
    pub status: DisputeStatus,
    /// The customer's reason, in Stripe's words.
    pub reason: Option<String>,
    /// How much, in minor units.
    pub amount: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was opened.
    pub created: Option<UnixSeconds>,
    /// Until when evidence can be given.
    pub evidence_due_by: Option<UnixSeconds>,
}

/// A payment link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its id.
    pub id: PaymentLinkId,
    /// Where customers pay.
    pub url: Option<String>,
    /// Whether it can be paid now.
    pub active: Option<bool>,
    /// The currency.
    pub currency: Option<Currency>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

/// What a payment link sells. A link's events leave this out, so it is an object of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkItems {
    /// The link.
    pub link: PaymentLinkId,
    /// Its line items, in order.
    pub items: Vec<LinkItem>,
}

/// One line of what a link sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkItem {
    /// The product's name.
    pub name: Option<String>,
    /// The price of one, in minor units; none where the customer chooses.
    pub unit_amount: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// How many.
    pub quantity: Option<i64>,
}

/// A balance transaction: what a charge leaves on the Stripe balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceTransaction {
    /// Its id.
    pub id: BalanceTransactionId,
    /// The charge, where it settles one.
    pub charge: Option<ChargeId>,
    /// Gross, in minor units of the settlement currency.
    pub amount: i64,
    /// Stripe's fee.
    pub fee: i64,
    /// Gross less fee.
    pub net: i64,
    /// The settlement currency.
    pub currency: Currency,
    /// The rate from the presentment currency, as Stripe writes the number.
    pub exchange_rate: Option<String>,
}

/// A snapshot's object, of any family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Object {
    /// A payment intent.
    Intent(Intent),
    /// A charge.
    Charge(Charge),
    /// A checkout session.
    Session(Session),
    /// A refund.
    Refund(Refund),
    /// A dispute.
    Dispute(Dispute),
    /// A payment link.
    Link(Link),
    /// What a payment link sells.
    LinkItems(LinkItems),
    /// A balance transaction.
    BalanceTransaction(BalanceTransaction),
}

/// The families of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectKind {
    /// Payment intents.
    Intent,
    /// Charges.
    Charge,
    /// Checkout sessions.
    Session,
    /// Refunds.
    Refund,
    /// Disputes.
    Dispute,
    /// Payment links.
    Link,
    /// What payment links sell.
    LinkItems,
    /// Balance transactions.
    BalanceTransaction,
}

impl ObjectKind {
    /// The name in the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intent => "intent",
            Self::Charge => "charge",
            Self::Session => "session",
            Self::Refund => "refund",
            Self::Dispute => "dispute",
            Self::Link => "link",
            Self::LinkItems => "link_items",
            Self::BalanceTransaction => "balance_transaction",
        }
    }
}

impl Object {
    /// The family.
    pub fn kind(&self) -> ObjectKind {
        match self {
            Self::Intent(_) => ObjectKind::Intent,
            Self::Charge(_) => ObjectKind::Charge,
            Self::Session(_) => ObjectKind::Session,
            Self::Refund(_) => ObjectKind::Refund,
            Self::Dispute(_) => ObjectKind::Dispute,
            Self::Link(_) => ObjectKind::Link,
            Self::LinkItems(_) => ObjectKind::LinkItems,
            Self::BalanceTransaction(_) => ObjectKind::BalanceTransaction,
        }
    }

    /// The id, unique within the family.
    pub fn id(&self) -> &str {
        match self {
            Self::Intent(it) => it.id.as_str(),
            Self::Charge(it) => it.id.as_str(),
            Self::Session(it) => it.id.as_str(),
            Self::Refund(it) => it.id.as_str(),
            Self::Dispute(it) => it.id.as_str(),
            Self::Link(it) => it.id.as_str(),
            Self::LinkItems(it) => it.link.as_str(),
            Self::BalanceTransaction(it) => it.id.as_str(),
        }
    }

    /// The intent that the object names as its own.
    pub fn intent(&self) -> Option<&PaymentIntentId> {
        match self {
            Self::Intent(it) => Some(&it.id),
            Self::Charge(it) => it.intent.as_ref(),
            Self::Session(it) => it.intent.as_ref(),
            Self::Refund(it) => it.intent.as_ref(),
            Self::Dispute(it) => it.intent.as_ref(),
            Self::Link(_) | Self::LinkItems(_) | Self::BalanceTransaction(_) => None,
        }
    }

    /// The charge that the object is, or names as its own.
    pub fn charge(&self) -> Option<&ChargeId> {
        match self {
            Self::Charge(it) => Some(&it.id),
            Self::Refund(it) => it.charge.as_ref(),
            Self::Dispute(it) => it.charge.as_ref(),
            Self::BalanceTransaction(it) => it.charge.as_ref(),
            Self::Intent(_) | Self::Session(_) | Self::Link(_) | Self::LinkItems(_) => None,
        }
    }

    /// How far along its lifecycle the object is; decides between snapshots of one second.
    pub fn rank(&self) -> u64 {
        match self {
            Self::Intent(it) => intent_rank(it),
            Self::Charge(it) => charge_rank(it),
            Self::Session(it) => {
                let payment = it
                    .payment_status
                    .as_ref()
                    .map_or(0, SessionPaymentStatus::rank);
                let status = it.status.as_ref().map_or(0, SessionStatus::rank);
                u64::from(status) << 8 | u64::from(payment)
            }
            Self::Refund(it) => u64::from(it.status.as_ref().map_or(0, RefundStatus::rank)),
            Self::Dispute(it) => u64::from(it.status.rank()),
            Self::Link(_) | Self::LinkItems(_) | Self::BalanceTransaction(_) => 0,
        }
    }
}

/// A failed attempt comes after `processing`, though its status is the first one again.
fn intent_rank(intent: &Intent) -> u64 {
    match intent.status {
        IntentStatus::RequiresPaymentMethod if intent.last_error.is_some() => 5,
        ref status => u64::from(status.rank()),
    }
}

/// Within `succeeded`: first captured, then settled, then refunded by more and more.
fn charge_rank(charge: &Charge) -> u64 {
    let refunded = charge
        .amount_refunded
        .unwrap_or(0)
        .clamp(0, (1 << 53) - 1)
        .unsigned_abs();
    u64::from(charge.status.rank()) << 56
        | u64::from(charge.captured.unwrap_or(false)) << 55
        | u64::from(charge.balance_transaction.is_some()) << 54
        | refunded
}
