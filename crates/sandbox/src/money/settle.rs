//! Settling: a captured charge comes onto the balance, less the fee.

use countertop_domain::{Currency, UnixSeconds};
use serde_json::{Value, json};

use super::fee::fee;
use crate::state::{Kind, StateError, Work};

/// How long money is pending, in seconds: Stripe's two days, and to the start of a day.
const PENDING: i64 = 2 * 24 * 3600;
const DAY: i64 = 24 * 3600;

/// Puts a captured charge on the balance, less the fee, and tells of it as Stripe does: a moment
/// after the payment, on its own account.
pub(crate) fn settle(work: &mut Work<'_>, charge: &Value) -> Result<(), StateError> {
    let transaction = balance_transaction(work, charge);
    work.insert(Kind::BalanceTransaction, &transaction)?;
    let mut settled = charge.clone();
    settled["balance_transaction"] = transaction["id"].clone();
    work.replace(Kind::Charge, &settled)?;
    work.as_stripe(|work| work.announce_change("charge.updated", charge, &settled))
}

fn balance_transaction(work: &mut Work<'_>, charge: &Value) -> Value {
    let amount = charge["amount_captured"].as_i64().unwrap_or(0);
    let code = charge["currency"].as_str().unwrap_or_default();
    let fee = Currency::parse(code).map_or(0, |currency| fee(amount, currency));
    let now = work.now();
    let available = UnixSeconds((now.0 + PENDING).div_euclid(DAY) * DAY);
    json!({
        "id": work.new_id(Kind::BalanceTransaction),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": available,
        "balance_type": "payments",
        "created": now,
        "currency": code,
        "description": charge["description"],
        "exchange_rate": null,
        "fee": fee,
        "fee_details": [{
            "amount": fee,
            "application": null,
            "currency": code,
            "description": "Stripe processing fees",
            "type": "stripe_fee",
        }],
        "net": amount - fee,
        "reporting_category": "charge",
        "source": charge["id"],
        "status": "pending",
        "type": "charge",
    })
}
