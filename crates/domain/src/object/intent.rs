//! Payment intents: sales, over all attempts to pay them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{
    CaptureMethod, ChargeId, Currency, CustomerId, IntentStatus, InvoiceId, PaymentIntentId,
    UnixSeconds,
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
    /// When the money is taken once it is authorised.
    pub capture_method: Option<CaptureMethod>,
    /// The merchant's description.
    pub description: Option<String>,
    /// The customer, where Stripe keeps one.
    pub customer: Option<CustomerId>,
    /// Where the receipt goes.
    pub receipt_email: Option<String>,
    /// The newest charge.
    pub latest_charge: Option<ChargeId>,
    /// The invoice that it pays, in API versions before 2025-03-31.
    pub invoice: Option<InvoiceId>,
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

impl Family for Intent {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn ties(&self) -> Ties<'_> {
        Ties {
            invoice: self.invoice.as_ref(),
            ..Ties::default()
        }
    }

    /// A failed attempt comes after `processing`, though its status is the first one again.
    fn rank(&self) -> u64 {
        match self.status {
            IntentStatus::RequiresPaymentMethod if self.last_error.is_some() => 5,
            ref status => u64::from(status.rank()),
        }
    }

    fn tells_paid(&self) -> bool {
        self.status == IntentStatus::Succeeded
    }
}
