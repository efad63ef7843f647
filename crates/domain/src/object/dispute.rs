//! Disputes.

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{ChargeId, Currency, DisputeId, DisputeStatus, PaymentIntentId, UnixSeconds};

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

impl Family for Dispute {
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
        u64::from(self.status.rank())
    }
}
