//! Money, ids, lifecycles and the rules by which Stripe's objects become the rows that people see.
//!
//! Everything here is pure: no I/O, no clock, no randomness. Given the same snapshots in any order,
//! it gives the same rows.
//!
//! A ledger keeps the newest state of each object ([`Observation`] says which is newer) and, beside
//! it, the earliest time at which any state of it told of payment. It implements [`Snapshots`] on
//! that; when an object changes it asks [`concerned`] for the payments to make anew, [`gather`] for
//! the facts of each, adds the merchant's acts, and [`project`] makes the row.

mod act;
mod currency;
mod figures;
mod gather;
mod id;
mod lacks;
mod lifecycle;
mod link_plan;
mod money;
mod object;
mod observation;
mod order;
pub mod payment;
mod projection;
mod rows;
mod time;

pub use act::{Act, ActKind, LinkStep};
pub use currency::{Currency, CurrencyError};
pub use figures::{Bucket, Figures};
pub use gather::{Known, Named, Snapshots, concerned, gather};
pub use id::{
    AccountId, BalanceTransactionId, ChargeId, CheckoutSessionId, CustomerId, DisputeId,
    EarlyFraudWarningId, EventId, IdError, InvoiceId, InvoicePaymentId, PaymentIntentId,
    PaymentLinkId, PayoutId, PriceId, ProductId, RefundId, ReportRunId, ReviewId, SubscriptionId,
    WebhookEndpointId,
};
pub use lacks::{Lack, lacks};
pub use lifecycle::{
    BillingReason, CaptureMethod, ChargeStatus, DisputeStatus, IntentStatus, InvoicePaymentStatus,
    InvoiceStatus, PayoutStatus, RefundStatus, ReportRunStatus, SessionPaymentStatus,
    SessionStatus, SubscriptionStatus,
};
pub use link_plan::LinkPlan;
pub use money::{Money, MoneyError};
pub use object::{
    AdjustableQuantity, Balance, BalanceAmount, BalanceTransaction, Charge, CustomAmount, Dispute,
    EarlyFraudWarning, Failure, Intent, Invoice, InvoicePayment, Link, LinkItem, LinkItems, Method,
    Object, ObjectKind, Payout, Price, Product, ProductState, Recurring, Refund, ReportRun, Review,
    Session, Subscription, Ties,
};
pub use observation::{Observation, Seen};
pub use order::{Answer, Order, OrderLine, Place};
pub use payment::{Fulfilment, Payment, PaymentDispute, PaymentStatus};
pub use projection::project;
pub use rows::{DisputeRow, PayoutRow};
pub use time::UnixSeconds;

/// Test or live: the two worlds of a Stripe account, which never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// No money moves; the practice store is always in this mode.
    Test,
    /// Real money.
    Live,
}

impl Mode {
    /// The mode that an object's `livemode` names.
    pub fn from_livemode(livemode: bool) -> Self {
        if livemode { Self::Live } else { Self::Test }
    }
}
