//! The rows of the lists of payouts and disputes.

use serde::{Deserialize, Serialize};

use crate::{
    Currency, Dispute, DisputeId, DisputeStatus, Payout, PayoutId, PayoutStatus, UnixSeconds,
};

/// A payout, as lists and reports show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutRow {
    /// Its id.
    pub id: PayoutId,
    /// When it was made.
    pub created: UnixSeconds,
    /// Where it stands.
    pub status: PayoutStatus,
    /// How much, in minor units; negative when money is taken from the bank.
    pub amount: i64,
    /// The currency; none when Stripe named none.
    pub currency: Option<Currency>,
    /// When it is to arrive at the bank.
    pub arrival_date: Option<UnixSeconds>,
    /// Whether Stripe made it by its schedule.
    pub automatic: Option<bool>,
}

impl PayoutRow {
    /// The row of a payout.
    pub fn of(payout: &Payout) -> Self {
        Self {
            id: payout.id.clone(),
            created: payout.created.unwrap_or_default(),
            status: payout.status.clone(),
            amount: payout.amount.unwrap_or(0),
            currency: payout.currency,
            arrival_date: payout.arrival_date,
            automatic: payout.automatic,
        }
    }
}

/// A dispute, as lists and reports show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeRow {
    /// Its id.
    pub id: DisputeId,
    /// When it was opened.
    pub created: UnixSeconds,
    /// The id of the disputed payment; none when Stripe named none.
    pub payment: Option<String>,
    /// Where it stands.
    pub status: DisputeStatus,
    /// The customer's reason, in Stripe's words.
    pub reason: Option<String>,
    /// How much, in minor units.
    pub amount: i64,
    /// The currency; none when Stripe named none.
    pub currency: Option<Currency>,
    /// Until when evidence can be given.
    pub evidence_due_by: Option<UnixSeconds>,
}

impl DisputeRow {
    /// The row of a dispute, as far as the dispute itself tells: it may name just the charge, and
    /// then it is for the ledger to know the charge's payment ([`DisputeRow::of_payment`]).
    pub fn of(dispute: &Dispute) -> Self {
        let intent = dispute.intent.as_ref().map(ToString::to_string);
        let charge = || dispute.charge.as_ref().map(ToString::to_string);
        Self {
            id: dispute.id.clone(),
            created: dispute.created.unwrap_or_default(),
            payment: intent.or_else(charge),
            status: dispute.status.clone(),
            reason: dispute.reason.clone(),
            amount: dispute.amount.unwrap_or(0),
            currency: dispute.currency,
            evidence_due_by: dispute.evidence_due_by,
        }
    }

    /// The row under the payment among whose facts the dispute was found.
    pub fn of_payment(dispute: &Dispute, payment: &str) -> Self {
        Self {
            payment: Some(payment.to_owned()),
            ..Self::of(dispute)
        }
    }
}
