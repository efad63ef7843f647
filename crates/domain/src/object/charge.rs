//! Charges: attempts to move money.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{
    BalanceTransactionId, ChargeId, ChargeStatus, Currency, CustomerId, Failure, InvoiceId,
    PaymentIntentId, UnixSeconds,
};

/// A charge: one attempt to move money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Its id.
    pub id: ChargeId,
    /// The intent that it belongs to; none for charges made without one.
    pub intent: Option<PaymentIntentId>,
    /// The invoice that it pays, in API versions before 2025-03-31.
    pub invoice: Option<InvoiceId>,
    /// Where it stands.
    pub status: ChargeStatus,
    /// What was authorised, in minor units.
    pub amount: Option<i64>,
    /// What was captured, in minor units; unknown in old API versions.
    pub amount_captured: Option<i64>,
    /// What was refunded so far, in minor units.
    pub amount_refunded: Option<i64>,
    /// Whether it was captured.
    pub captured: Option<bool>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was made.
    pub created: Option<UnixSeconds>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// The merchant's description.
    pub description: Option<String>,
    /// The customer, where Stripe keeps one.
    pub customer: Option<CustomerId>,
    /// The customer's e-mail address.
    pub email: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// What it was paid with.
    pub method: Option<Method>,
    /// The balance transaction that settles it; null until Stripe has made it.
    pub balance_transaction: Option<BalanceTransactionId>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The merchant's own keys.
    pub metadata: BTreeMap<String, String>,
}

/// What a payment was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Stripe's name for the kind, such as `card` or `sepa_debit`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The card's brand or the bank's name.
    pub brand: Option<String>,
    /// The last four digits of the card or account.
    pub last4: Option<String>,
}

/// Methods that take days to say whether the money comes. Source: Stripe's documentation, "Payment
/// method properties": those with delayed notification.
const DELAYED: &[&str] = &[
    "acss_debit",
    "ach_credit_transfer",
    "ach_debit",
    "au_becs_debit",
    "bacs_debit",
    "boleto",
    "customer_balance",
    "konbini",
    "multibanco",
    "nz_bank_account",
    "oxxo",
    "sepa_credit_transfer",
    "sepa_debit",
    "sofort",
    "us_bank_account",
];

/// How long the slowest of them takes, in seconds. Source: as above, 2 to 14 days.
const SLOWEST: i64 = 14 * 24 * 60 * 60;

impl Method {
    /// Whether success or failure follows days after the attempt.
    pub(crate) fn is_delayed(&self) -> bool {
        DELAYED.contains(&self.kind.as_str())
    }
}

impl Charge {
    /// Whether it took money. A charge from before there was anything to capture tells nothing of it.
    pub(crate) fn took_money(&self) -> bool {
        self.status == ChargeStatus::Succeeded && !self.is_authorisation()
    }

    /// Whether the money was only set aside.
    pub(crate) fn is_authorisation(&self) -> bool {
        self.captured == Some(false)
    }
}

impl Family for Charge {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn ties(&self) -> Ties<'_> {
        Ties {
            intent: self.intent.as_ref(),
            invoice: self.invoice.as_ref(),
            ..Ties::default()
        }
    }

    /// Within `succeeded`: first captured, then settled, then refunded by more and more.
    fn rank(&self) -> u64 {
        let refunded = self
            .amount_refunded
            .unwrap_or(0)
            .clamp(0, (1 << 53) - 1)
            .unsigned_abs();
        u64::from(self.status.rank()) << 56
            | u64::from(self.captured.unwrap_or(false)) << 55
            | u64::from(self.balance_transaction.is_some()) << 54
            | refunded
    }

    fn tells_paid(&self) -> bool {
        self.took_money()
    }

    fn decided_by(&self) -> Option<UnixSeconds> {
        let created = self.created?;
        Some(UnixSeconds(created.0.saturating_add(SLOWEST)))
    }
}
