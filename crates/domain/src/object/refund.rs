//! Refunds.

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{BalanceTransactionId, ChargeId, PaymentIntentId, RefundId, RefundStatus, UnixSeconds};

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
    /// What it takes from the Stripe balance; none while it waits to go out.
    pub balance_transaction: Option<BalanceTransactionId>,
    /// When it was asked for.
    pub created: Option<UnixSeconds>,
}

impl Refund {
    /// Whether the money goes, or went, to the customer. One without a status is of an API version
    /// in which refunds did not fail.
    pub(crate) fn counts(&self) -> bool {
        self.status.as_ref().is_none_or(RefundStatus::counts)
    }
}

impl Family for Refund {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn ties(&self) -> Ties<'_> {
        Ties {
            intent: self.intent.as_ref(),
            charge: self.charge.as_ref(),
            ..Ties::default()
        }
    }

    fn rank(&self) -> u64 {
        u64::from(self.status.as_ref().map_or(0, RefundStatus::rank))
    }
}
