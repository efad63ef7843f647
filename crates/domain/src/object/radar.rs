//! What Stripe's fraud protection says of a payment.

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{ChargeId, EarlyFraudWarningId, PaymentIntentId, ReviewId, UnixSeconds};

/// An early fraud warning: the card's issuer suspects fraud, before any dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyFraudWarning {
    /// Its id.
    pub id: EarlyFraudWarningId,
    /// The charge that it warns of.
    pub charge: Option<ChargeId>,
    /// The intent of that charge.
    pub intent: Option<PaymentIntentId>,
    /// Whether giving the money back could still avoid a dispute.
    pub actionable: Option<bool>,
    /// The kind of fraud, in Stripe's words.
    pub fraud_type: Option<String>,
    /// When it came.
    pub created: Option<UnixSeconds>,
}

impl Family for EarlyFraudWarning {
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

    /// Once there is a dispute or a refund, nothing can be done any more.
    fn rank(&self) -> u64 {
        u64::from(self.actionable == Some(false))
    }
}

/// A review: a person is to look at the payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// The charge that it is about.
    pub charge: Option<ChargeId>,
    /// The intent that it is about.
    pub intent: Option<PaymentIntentId>,
    /// Whether somebody has to look.
    pub open: Option<bool>,
    /// Why it was opened, in Stripe's words.
    pub opened_reason: Option<String>,
    /// Why it was closed, in Stripe's words.
    pub closed_reason: Option<String>,
    /// When it was opened.
    pub created: Option<UnixSeconds>,
}

impl Family for Review {
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
        u64::from(self.open == Some(false))
    }
}
