//! Payouts: what goes from the Stripe balance to the bank.

use serde::{Deserialize, Serialize};

use super::Family;
use crate::{Currency, PayoutId, PayoutStatus, UnixSeconds};

/// A payout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payout {
    /// Its id.
    pub id: PayoutId,
    /// Where it stands.
    pub status: PayoutStatus,
    /// How much, in minor units; negative when money is taken from the bank.
    pub amount: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// When it was made.
    pub created: Option<UnixSeconds>,
    /// When it is to arrive at the bank.
    pub arrival_date: Option<UnixSeconds>,
    /// Whether Stripe made it by its schedule.
    pub automatic: Option<bool>,
    /// Why it failed: Stripe's code.
    pub failure_code: Option<String>,
    /// Why it failed: Stripe's sentence.
    pub failure_message: Option<String>,
    /// Live or test.
    pub livemode: Option<bool>,
}

impl Family for Payout {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn rank(&self) -> u64 {
        u64::from(self.status.rank())
    }
}
