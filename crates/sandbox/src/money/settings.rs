//! What the merchant has agreed with Stripe: fees, payouts, in which currency money is kept. The
//! control door changes it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fee::Rate;
use crate::state::{StateError, Work};

/// What is remembered between starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    pub(super) fee: Rate,
    /// Whether money in another currency than the account's becomes the account's. Off by default:
    /// a shop that practises with several currencies sees each of them arrive.
    pub(super) settle_in_default_currency: bool,
    pub(super) debit_negative_balances: Debit,
    pub(crate) payouts: Payouts,
    pub(super) payout_failure: Option<PayoutFailure>,
    /// Whether payments with an elevated risk are put up for review.
    pub(super) reviews: bool,
}

/// What Stripe does when the balance does not cover a refund.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub(super) enum Debit {
    /// It debits the merchant's bank account: the refund goes out, and the balance is negative.
    #[default]
    Allowed,
    /// The refund waits for money.
    Refused,
}

impl From<bool> for Debit {
    fn from(allowed: bool) -> Self {
        if allowed {
            Self::Allowed
        } else {
            Self::Refused
        }
    }
}

impl From<Debit> for bool {
    fn from(debit: Debit) -> Self {
        debit == Debit::Allowed
    }
}

/// When what is available is paid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Payouts {
    /// Every midnight.
    #[default]
    Daily,
    /// When the merchant asks.
    Manual,
}

/// How payouts fail from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PayoutFailure {
    pub(super) code: String,
    /// How many days a payout shows as paid before it fails; none at first sight.
    #[serde(default)]
    pub(super) days_after_paid: u16,
}

/// The settings now.
pub(crate) fn settings(work: &Work<'_>) -> Result<Settings, StateError> {
    let kept = work.money_settings()?;
    Ok(kept
        .as_deref()
        .map(serde_json::from_str)
        .transpose()?
        .unwrap_or_default())
}

/// Changes those settings that are given; says what is wrong where they cannot be.
pub(crate) fn change(
    work: &mut Work<'_>,
    given: &Value,
) -> Result<Result<Settings, String>, StateError> {
    let mut all = serde_json::to_value(settings(work)?)?;
    merge(&mut all, given);
    let changed: Settings = match serde_json::from_value(all) {
        Ok(changed) => changed,
        Err(error) => return Ok(Err(format!("The settings cannot be so: {error}."))),
    };
    if let Err(error) = changed.check() {
        return Ok(Err(error));
    }
    work.keep_money_settings(&serde_json::to_string(&changed)?)?;
    super::balance::reschedule(work)?;
    Ok(Ok(changed))
}

impl Settings {
    /// Whether Stripe debits the merchant's bank account for what the balance lacks.
    pub(crate) fn debits_negative_balances(&self) -> bool {
        self.debit_negative_balances == Debit::Allowed
    }

    fn check(&self) -> Result<(), String> {
        self.fee.check()?;
        match &self.payout_failure {
            Some(failure) if super::payout::failure_message(&failure.code).is_none() => {
                Err(format!("Stripe has no payout failure '{}'.", failure.code))
            }
            _ => Ok(()),
        }
    }
}

/// Puts what is given over what was there, hashes field by field.
fn merge(kept: &mut Value, given: &Value) {
    match (kept, given) {
        (Value::Object(kept), Value::Object(given)) => {
            for (name, value) in given {
                merge(kept.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (kept, given) => *kept = given.clone(),
    }
}
