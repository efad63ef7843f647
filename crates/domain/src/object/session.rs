//! Checkout sessions: visits to a pay page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{
    CheckoutSessionId, Currency, CustomerId, InvoiceId, PaymentIntentId, PaymentLinkId,
    SessionPaymentStatus, SessionStatus, SubscriptionId, UnixSeconds,
};

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
    /// The invoice that it made, of a subscription the first.
    pub invoice: Option<InvoiceId>,
    /// The subscription that it sold.
    pub subscription: Option<SubscriptionId>,
    /// The payment link that opened it.
    pub link: Option<PaymentLinkId>,
    /// The total in minor units.
    pub amount_total: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was opened.
    pub created: Option<UnixSeconds>,
    /// The customer, where Stripe keeps one.
    pub customer: Option<CustomerId>,
    /// The customer's e-mail address.
    pub email: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
    /// The reference that the link's address carried.
    pub client_reference_id: Option<String>,
    /// The language of the pay page, where one was asked for.
    pub locale: Option<String>,
}

impl Session {
    /// Whether the customer went through with it.
    pub(crate) fn is_complete(&self) -> bool {
        self.status == Some(SessionStatus::Complete)
    }
}

impl Family for Session {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn ties(&self) -> Ties<'_> {
        Ties {
            intent: self.intent.as_ref(),
            invoice: self.invoice.as_ref(),
            subscription: self.subscription.as_ref(),
            ..Ties::default()
        }
    }

    fn rank(&self) -> u64 {
        let payment = self
            .payment_status
            .as_ref()
            .map_or(0, SessionPaymentStatus::rank);
        let status = self.status.as_ref().map_or(0, SessionStatus::rank);
        u64::from(status) << 8 | u64::from(payment)
    }
}
