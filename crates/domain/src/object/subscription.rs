//! Subscriptions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Family;
use crate::{CustomerId, InvoiceId, SubscriptionId, SubscriptionStatus, UnixSeconds};

/// A subscription. Its payments need nothing of it: an invoice names it, and so does the session
/// through which it was sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// The customer.
    pub customer: Option<CustomerId>,
    /// The newest invoice.
    pub latest_invoice: Option<InvoiceId>,
    /// When it began.
    pub created: Option<UnixSeconds>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

impl Family for Subscription {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn rank(&self) -> u64 {
        u64::from(self.status.rank())
    }
}
