//! Invoices and their payments: the way from a subscription to its payments.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{
    BillingReason, ChargeId, Currency, InvoiceId, InvoicePaymentId, InvoicePaymentStatus,
    InvoiceStatus, PaymentIntentId, SubscriptionId, UnixSeconds,
};

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// Where it stands.
    pub status: Option<InvoiceStatus>,
    /// Why it was made.
    pub billing_reason: Option<BillingReason>,
    /// The subscription that it is for.
    pub subscription: Option<SubscriptionId>,
    /// The intent that pays it. Since API version 2025-03-31 its payments tell that.
    pub intent: Option<PaymentIntentId>,
    /// The charge that pays it, in the same old versions.
    pub charge: Option<ChargeId>,
    /// What is to be paid, in minor units.
    pub amount_due: Option<i64>,
    /// What was paid, in minor units.
    pub amount_paid: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was made.
    pub created: Option<UnixSeconds>,
    /// The customer's e-mail address.
    pub email: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// The merchant's own keys; the subscription's where the invoice has none.
    pub metadata: BTreeMap<String, String>,
}

impl Invoice {
    /// Whether it goes on with a subscription that was sold before.
    pub(crate) fn is_renewal(&self) -> bool {
        self.billing_reason == Some(BillingReason::SubscriptionCycle)
    }
}

impl Family for Invoice {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn ties(&self) -> Ties<'_> {
        Ties {
            intent: self.intent.as_ref(),
            charge: self.charge.as_ref(),
            subscription: self.subscription.as_ref(),
            ..Ties::default()
        }
    }

    fn rank(&self) -> u64 {
        u64::from(self.status.as_ref().map_or(0, InvoiceStatus::rank))
    }
}

/// A payment of an invoice: which intent or charge pays it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePayment {
    /// Its id.
    pub id: InvoicePaymentId,
    /// The invoice.
    pub invoice: Option<InvoiceId>,
    /// The intent that pays it.
    pub intent: Option<PaymentIntentId>,
    /// The charge that pays it, where there is no intent.
    pub charge: Option<ChargeId>,
    /// Where it stands.
    pub status: Option<InvoicePaymentStatus>,
    /// What was paid, in minor units.
    pub amount_paid: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was made.
    pub created: Option<UnixSeconds>,
}

impl Family for InvoicePayment {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn ties(&self) -> Ties<'_> {
        Ties {
            intent: self.intent.as_ref(),
            charge: self.charge.as_ref(),
            invoice: self.invoice.as_ref(),
            ..Ties::default()
        }
    }

    fn rank(&self) -> u64 {
        u64::from(self.status.as_ref().map_or(0, InvoicePaymentStatus::rank))
    }
}
