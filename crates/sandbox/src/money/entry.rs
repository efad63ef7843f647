//! Balance transactions: every movement of the merchant's money is one, and changes the balance by
//! its net.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::balance;
use super::fee::Fee;
use crate::state::{Kind, StateError, Work};

/// Why money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    Charge,
    /// A charge that was not made with a card.
    Payment,
    Refund,
    PaymentRefund,
    RefundFailure,
    Dispute,
    DisputeReversal,
    Payout,
    PayoutCancel,
    PayoutFailure,
    /// What a payout leaves, where the bank takes whole units only.
    PayoutHold,
    PayoutRelease,
}

impl Reason {
    /// The transaction's `type` and `reporting_category`.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Charge => ("charge", "charge"),
            Self::Payment => ("payment", "charge"),
            Self::Refund => ("refund", "refund"),
            Self::PaymentRefund => ("payment_refund", "refund"),
            Self::RefundFailure => ("refund_failure", "refund_failure"),
            Self::Dispute => ("adjustment", "dispute"),
            Self::DisputeReversal => ("adjustment", "dispute_reversal"),
            Self::Payout => ("payout", "payout"),
            Self::PayoutCancel => ("payout_cancel", "payout_reversal"),
            Self::PayoutFailure => ("payout_failure", "payout_reversal"),
            Self::PayoutHold => ("payout_minimum_balance_hold", "payout_minimum_balance_hold"),
            Self::PayoutRelease => (
                "payout_minimum_balance_release",
                "payout_minimum_balance_release",
            ),
        }
    }
}

/// A movement that is to be kept.
pub(super) struct Entry<'a> {
    pub(super) reason: Reason,
    /// The object that caused it.
    pub(super) source: &'a Value,
    pub(super) currency: &'a str,
    /// Before the fee, in minor units; what leaves the balance is negative.
    pub(super) amount: i64,
    pub(super) fee: Option<Fee>,
    pub(super) description: Value,
    pub(super) available_on: UnixSeconds,
    pub(super) exchange_rate: Value,
    /// The automatic payout that it goes with; else the next one takes it.
    pub(super) payout: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// A movement without a fee, available now.
    pub(super) fn new(
        work: &Work<'_>,
        reason: Reason,
        source: &'a Value,
        currency: &'a str,
        amount: i64,
    ) -> Self {
        Self {
            reason,
            source,
            currency,
            amount,
            fee: None,
            description: Value::Null,
            available_on: work.now(),
            exchange_rate: Value::Null,
            payout: None,
        }
    }
}

/// Keeps a movement and puts its net on the balance; gives the balance transaction.
pub(super) fn post(work: &mut Work<'_>, entry: &Entry<'_>) -> Result<Value, StateError> {
    let (kind, category) = entry.reason.words();
    let fee = entry.fee.map_or(0, Fee::total);
    let net = entry.amount - fee;
    let details = entry.fee.filter(|fee| fee.total() != 0);
    let details = details.map_or_else(Vec::new, |fee| fee.details(entry.currency));
    let available = entry.available_on <= work.now();
    let unpaid = entry.payout.is_none().then_some(entry.currency);
    let transaction = json!({
        "id": work.new_id(Kind::BalanceTransaction),
        "object": "balance_transaction",
        "_payout": entry.payout,
        "_unpaid": unpaid,
        "amount": entry.amount,
        "available_on": entry.available_on,
        "balance_type": "payments",
        "created": work.now(),
        "currency": entry.currency,
        "description": entry.description,
        "exchange_rate": entry.exchange_rate,
        "fee": fee,
        "fee_details": details,
        "net": net,
        "reporting_category": category,
        "source": entry.source["id"],
        "status": if available { "available" } else { "pending" },
        "type": kind,
    });
    work.insert(Kind::BalanceTransaction, &transaction)?;
    balance::add(work, entry.currency, net, entry.available_on)?;
    Ok(transaction)
}
