//! Stripe's objects, reduced to what the rows that people see are made of: a file per family.
//!
//! Whatever Stripe leaves out or sets to null is `None` here: an old API version or a new kind of
//! payment must never fail to be shown.

mod balance;
mod balance_transaction;
mod catalogue;
mod charge;
mod dispute;
mod intent;
mod invoice;
mod link;
mod payout;
mod radar;
mod refund;
mod report_run;
mod session;
mod subscription;

use serde::{Deserialize, Serialize};

pub use balance::{Balance, BalanceAmount};
pub use balance_transaction::BalanceTransaction;
pub use catalogue::{Price, Product};
pub use charge::{Charge, Method};
pub use dispute::Dispute;
pub use intent::{Failure, Intent};
pub use invoice::{Invoice, InvoicePayment};
pub use link::{
    AdjustableQuantity, CustomAmount, Link, LinkItem, LinkItems, ProductState, Recurring,
};
pub use payout::Payout;
pub use radar::{EarlyFraudWarning, Review};
pub use refund::Refund;
pub use report_run::ReportRun;
pub use session::Session;
pub use subscription::Subscription;

use crate::{ChargeId, InvoiceId, Observation, PaymentIntentId, SubscriptionId, UnixSeconds};

/// The other objects that an object names as those that it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties<'a> {
    /// The intent.
    pub intent: Option<&'a PaymentIntentId>,
    /// The charge.
    pub charge: Option<&'a ChargeId>,
    /// The invoice.
    pub invoice: Option<&'a InvoiceId>,
    /// The subscription.
    pub subscription: Option<&'a SubscriptionId>,
}

/// What an object of any family can say of itself.
trait Family {
    /// The id, unique within the family.
    fn id(&self) -> &str;

    /// The other objects that it names.
    fn ties(&self) -> Ties<'_> {
        Ties::default()
    }

    /// How far along its lifecycle it is.
    fn rank(&self) -> u64 {
        0
    }

    /// Whether this state tells that a payment's money was taken.
    fn tells_paid(&self) -> bool {
        false
    }

    /// By when that was decided at the latest, whenever it is told.
    fn decided_by(&self) -> Option<UnixSeconds> {
        None
    }
}

macro_rules! families {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// A snapshot's object, of any family.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Object {
            $($(#[$doc])* #[serde(rename = $text)] $name($name),)+
        }

        /// The families of objects.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ObjectKind {
            $($(#[$doc])* $name,)+
        }

        impl ObjectKind {
            /// Every family.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name in the ledger.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }

        impl Object {
            /// The family.
            pub fn kind(&self) -> ObjectKind {
                match self {
                    $(Self::$name(_) => ObjectKind::$name,)+
                }
            }

            fn family(&self) -> &dyn Family {
                match self {
                    $(Self::$name(it) => it,)+
                }
            }
        }
    };
}

families! {
    /// A payment intent.
    Intent = "intent",
    /// A charge.
    Charge = "charge",
    /// A checkout session.
    Session = "session",
    /// A refund.
    Refund = "refund",
    /// A dispute.
    Dispute = "dispute",
    /// A payment link.
    Link = "link",
    /// What a payment link sells.
    LinkItems = "link_items",
    /// A balance transaction.
    BalanceTransaction = "balance_transaction",
    /// A payout.
    Payout = "payout",
    /// An invoice.
    Invoice = "invoice",
    /// A payment of an invoice.
    InvoicePayment = "invoice_payment",
    /// A subscription.
    Subscription = "subscription",
    /// An early fraud warning.
    EarlyFraudWarning = "early_fraud_warning",
    /// A review.
    Review = "review",
    /// A product.
    Product = "product",
    /// A price.
    Price = "price",
    /// The run of a report.
    ReportRun = "report_run",
    /// The Stripe balance.
    Balance = "balance",
}

impl Object {
    /// The id, unique within the family.
    pub fn id(&self) -> &str {
        self.family().id()
    }

    /// The other objects that it names as those that it belongs to.
    pub fn ties(&self) -> Ties<'_> {
        self.family().ties()
    }

    /// How far along its lifecycle the object is; decides between snapshots of one second.
    pub fn rank(&self) -> u64 {
        self.family().rank()
    }

    /// Whether this state tells that a payment's money was taken. The earliest time of all that do
    /// is the payment's [`first_paid_at`](crate::payment::Facts::first_paid_at).
    pub fn tells_paid(&self) -> bool {
        self.family().tells_paid()
    }

    /// When the money was taken, as far as this state tells. An event comes with the change that it
    /// tells of; an answer of the API may come years later.
    pub fn paid_at(&self, seen: &Observation) -> Option<UnixSeconds> {
        if !self.tells_paid() {
            return None;
        }
        let decided_by = self.family().decided_by().filter(|_| seen.is_an_answer());
        Some(decided_by.map_or(seen.at, |by| by.min(seen.at)))
    }
}
