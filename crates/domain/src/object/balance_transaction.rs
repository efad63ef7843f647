//! Balance transactions: what moves the Stripe balance.

use serde::{Deserialize, Serialize};

use crate::{BalanceTransactionId, ChargeId, Currency};

/// A balance transaction: what a charge leaves on the Stripe balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceTransaction {
    /// Its id.
    pub id: BalanceTransactionId,
    /// The charge, where it settles one.
    pub charge: Option<ChargeId>,
    /// Gross, in minor units of the settlement currency.
    pub amount: i64,
    /// Stripe's fee.
    pub fee: i64,
    /// Gross less fee.
    pub net: i64,
    /// The settlement currency.
    pub currency: Currency,
    /// The rate from the presentment currency, as Stripe writes the number.
    pub exchange_rate: Option<String>,
}
