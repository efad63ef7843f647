//! The Stripe balance as a whole.

use serde::{Deserialize, Serialize};

use super::Family;
use crate::Currency;

/// What is on the Stripe balance. There is one in an account, so it has no id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// What can be paid out now, by currency.
    pub available: Vec<BalanceAmount>,
    /// What will be available later, by currency.
    pub pending: Vec<BalanceAmount>,
}

/// A part of the balance, in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceAmount {
    /// How much.
    pub amount: i64,
    /// The currency.
    pub currency: Currency,
}

impl Family for Balance {
    fn id(&self) -> &str {
        "balance"
    }
}
