//! What one payment adds to the totals of its quarter of an hour: a total is the sum of these.

use crate::{Currency, Payment, PaymentStatus, UnixSeconds};

/// A quarter of an hour, in seconds: every time zone's day begins with one.
const QUARTER: i64 = 900;

/// Where a payment is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// The beginning of the quarter of an hour in which the sale began.
    pub quarter: UnixSeconds,
    /// The payment's currency; none when no object named one.
    pub currency: Option<Currency>,
}

/// Sums over payments of one currency, in its minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// What was captured.
    pub gross: i64,
    /// Known fees in the same currency.
    pub fees: i64,
    /// How many paid payments have no known fee in this currency.
    pub fees_unknown: i64,
    /// What was given back.
    pub refunded: i64,
    /// How many were paid.
    pub paid: i64,
    /// How many failed.
    pub failed: i64,
    /// How many wait for a bank.
    pub processing: i64,
}

impl Bucket {
    /// The bucket of a payment.
    pub fn of(payment: &Payment) -> Self {
        let created = payment.created.0;
        let quarter = created.div_euclid(QUARTER).saturating_mul(QUARTER);
        Self {
            quarter: UnixSeconds(quarter),
            currency: payment.currency,
        }
    }
}

impl Figures {
    /// What one payment adds.
    pub fn of(payment: &Payment) -> Self {
        let paid = payment.paid_at.is_some();
        let settlement = payment.settlement.as_ref();
        let fee = settlement
            .filter(|it| Some(it.currency) == payment.currency)
            .map(|it| it.fee);
        Self {
            gross: if paid { payment.amount_captured } else { 0 },
            fees: if paid { fee.unwrap_or(0) } else { 0 },
            fees_unknown: i64::from(paid && fee.is_none()),
            refunded: payment.amount_refunded,
            paid: i64::from(paid),
            failed: i64::from(payment.status == PaymentStatus::Failed),
            processing: i64::from(payment.status == PaymentStatus::Processing),
        }
    }

    /// The sum of two; none where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self {
            gross: self.gross.checked_add(other.gross)?,
            fees: self.fees.checked_add(other.fees)?,
            fees_unknown: self.fees_unknown.checked_add(other.fees_unknown)?,
            refunded: self.refunded.checked_add(other.refunded)?,
            paid: self.paid.checked_add(other.paid)?,
            failed: self.failed.checked_add(other.failed)?,
            processing: self.processing.checked_add(other.processing)?,
        })
    }
}
