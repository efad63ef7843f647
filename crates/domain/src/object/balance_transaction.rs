//! Balance transactions: what moves the Stripe balance.

use serde::{Deserialize, Serialize};

use super::{Family, Ties};
use crate::{BalanceTransactionId, ChargeId, Currency, UnixSeconds};

/// A balance transaction: what a charge leaves on the Stripe balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceTransaction {
    /// Its id.
    pub id: BalanceTransactionId,
    /// The charge, where it settles one.
    pub charge: Option<ChargeId>,
    /// What it is for, in Stripe's words; none in answers that leave it out.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was made.
    pub created: Option<UnixSeconds>,
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

impl BalanceTransaction {
    /// Whether it brings a payment's money, as far as it tells. `payment` is for methods other than
    /// cards. Source: Stripe's documentation, "Balance transaction types".
    pub(crate) fn is_of_a_payment(&self) -> bool {
        matches!(self.kind.as_deref(), Some("charge" | "payment") | None)
    }
}

impl Family for BalanceTransaction {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn ties(&self) -> Ties<'_> {
        Ties {
            charge: self.charge.as_ref(),
            ..Ties::default()
        }
    }
}
