//! Money, ids, lifecycles and the rules by which Stripe's objects become the rows that people see.
//!
//! Everything here is pure: no I/O, no clock, no randomness. Given the same snapshots in any order,
//! it gives the same rows.

mod act;
mod currency;
mod figures;
mod id;
mod lifecycle;
mod money;
mod object;
mod observation;
pub mod payment;
mod projection;
mod time;

pub use act::{Act, ActKind};
pub use currency::{Currency, CurrencyError};
pub use figures::{Bucket, Figures};
pub use id::{
    BalanceTransactionId, ChargeId, CheckoutSessionId, DisputeId, EventId, IdError,
    PaymentIntentId, PaymentLinkId, RefundId,
};
pub use lifecycle::{
    CaptureMethod, ChargeStatus, DisputeStatus, IntentStatus, RefundStatus, SessionPaymentStatus,
    SessionStatus,
};
pub use money::{Money, MoneyError};
pub use object::{
    BalanceTransaction, Charge, Dispute, Failure, Intent, Link, LinkItem, LinkItems, Method,
    Object, ObjectKind, Refund, Session,
};
pub use observation::{Observation, Seen};
pub use payment::{Fulfilment, Payment, PaymentStatus};
pub use projection::project;
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
