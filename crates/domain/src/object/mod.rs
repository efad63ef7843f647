//! Stripe's objects, reduced to what the rows that people see are made of: a file per family.
//!
//! Whatever Stripe leaves out or sets to null is `None` here: an old API version or a new kind of
//! payment must never fail to be shown.

mod balance_transaction;
mod charge;
mod dispute;
mod intent;
mod link;
mod refund;
mod session;

use serde::{Deserialize, Serialize};

pub use balance_transaction::BalanceTransaction;
pub use charge::{Charge, Method};
pub use dispute::Dispute;
pub use intent::{Failure, Intent};
pub use link::{Link, LinkItem, LinkItems};
pub use refund::Refund;
pub use session::Session;

use crate::{ChargeId, IntentStatus, PaymentIntentId};

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

    /// Whether this state tells that a payment's money was taken. The earliest time of all that do
    /// is the payment's [`first_paid_at`](crate::payment::Facts::first_paid_at).
    pub fn tells_paid(&self) -> bool {
        match self {
            Self::Intent(it) => it.status == IntentStatus::Succeeded,
            Self::Charge(it) => it.took_money(),
            Self::Session(_)
            | Self::Refund(_)
            | Self::Dispute(_)
            | Self::Link(_)
            | Self::LinkItems(_)
            | Self::BalanceTransaction(_) => false,
        }
    }

    /// How far along its lifecycle the object is; decides between snapshots of one second.
    pub fn rank(&self) -> u64 {
        match self {
            Self::Intent(it) => it.rank(),
            Self::Charge(it) => it.rank(),
            Self::Session(it) => it.rank(),
            Self::Refund(it) => it.rank(),
            Self::Dispute(it) => it.rank(),
            Self::Link(_) | Self::LinkItems(_) | Self::BalanceTransaction(_) => 0,
        }
    }
}
