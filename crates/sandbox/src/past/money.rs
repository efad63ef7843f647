//! What a sale does to the balance, by the rules of `money`: the plan needs sums and cannot wait for
//! every sale to be replayed.

use countertop_domain::UnixSeconds;

use super::seasons::DAY;
use crate::money;

/// The money of a sale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Money {
    total: i64,
    currency: &'static str,
}

/// What comes onto the balance or leaves it, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Movement {
    pub(super) currency: &'static str,
    pub(super) net: i64,
    /// When it is available.
    pub(super) available: i64,
}

/// The midnight at which something that was made at a time can be paid out.
pub(super) fn payable(made: i64, available: i64) -> i64 {
    let after = (made.div_euclid(DAY) + 1) * DAY;
    // Upwards to a midnight.
    after.max((available + DAY - 1).div_euclid(DAY) * DAY)
}

impl Money {
    /// The money of a sale for so much.
    pub(super) fn new(total: i64, currency: &'static str) -> Self {
        Self { total, currency }
    }

    pub(super) fn total(&self) -> i64 {
        self.total
    }

    /// The payment, less the fee.
    pub(super) fn charge(&self, at: i64) -> Movement {
        let net = self.total - money::fee::usual_payment(self.total, self.currency);
        self.movement(net, available(at))
    }

    /// A refund of a payment that was made at `paid`.
    pub(super) fn refund(&self, amount: i64, at: i64, paid: i64) -> Movement {
        self.movement(-amount, available(paid).max(at))
    }

    /// A dispute over all of a payment that was made at `paid`.
    pub(super) fn dispute(&self, at: i64, paid: i64) -> Movement {
        let fee = money::fee::usual_dispute(self.currency);
        self.movement(-self.total - fee, available(paid).max(at))
    }

    /// A dispute that was won gives all of it back.
    pub(super) fn won(&self, at: i64) -> Movement {
        self.movement(self.total + money::fee::usual_dispute(self.currency), at)
    }

    fn movement(&self, net: i64, available: i64) -> Movement {
        Movement {
            currency: self.currency,
            net,
            available,
        }
    }
}

/// When the money of a payment is available.
pub(super) fn available(paid: i64) -> i64 {
    money::available_on(UnixSeconds(paid)).0
}
