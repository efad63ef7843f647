//! Disputes: a customer's bank takes money back, or asks first.

mod close;
mod course;
mod evidence;
mod open;

pub(crate) use close::{Verdict, close};
pub(crate) use course::{go_on, next, run};
pub(crate) use evidence::{FILES, Refused, Submission, update};
pub(crate) use open::{Case, Why, is_reason, open};

use serde_json::Value;

use super::entry::{Entry, Reason, post};
use super::fee::Fee;
use super::settings::settings;
use super::settle::{Settlement, taken_on};
use crate::state::{Kind, PageQuery, StateError, Work};

/// Whether a dispute is decided.
pub(crate) fn is_closed(dispute: &Value) -> bool {
    ["won", "lost", "warning_closed", "prevented"]
        .iter()
        .any(|status| dispute["status"] == *status)
}

/// Whether the bank asks, and has not taken the money.
fn is_inquiry(dispute: &Value) -> bool {
    let status = dispute["status"].as_str().unwrap_or_default();
    status.starts_with("warning_")
}

/// The disputes of a charge, the newest first.
pub(crate) fn of_charge(work: &Work<'_>, charge: &str) -> Result<Vec<Value>, StateError> {
    work.all(PageQuery::newest(Kind::Dispute).with("charge", charge))
}

/// Closes the open inquiries of a charge: all of its money went back.
pub(super) fn close_inquiries(work: &mut Work<'_>, charge: &str) -> Result<(), StateError> {
    for dispute in of_charge(work, charge)? {
        if is_inquiry(&dispute) && !is_closed(&dispute) {
            close(work, dispute, Verdict::Won)?;
        }
    }
    Ok(())
}

fn charge_of(work: &Work<'_>, dispute: &Value) -> Result<Value, StateError> {
    let id = dispute["charge"].as_str().unwrap_or_default();
    Ok(work.find(Kind::Charge, id)?.unwrap_or_default())
}

/// Which way the money of a dispute goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Taken,
    GivenBack,
}

/// Moves the money of a dispute, and its fee, and writes the balance transaction on it.
fn move_money(work: &mut Work<'_>, dispute: &mut Value, way: Way) -> Result<(), StateError> {
    let charge = charge_of(work, dispute)?;
    let settlement = Settlement::of_settled(work, &charge)?;
    let rate = settings(work)?.fee;
    let fee = settlement.parsed.map(|currency| rate.dispute(currency));
    let amount = settlement.convert(dispute["amount"].as_i64().unwrap_or(0));
    let id = charge["id"].as_str().unwrap_or_default();
    let (reason, amount, fee, words, available_on) = match way {
        Way::Taken => (
            Reason::Dispute,
            -amount,
            fee,
            "withdrawal",
            taken_on(work, &charge)?,
        ),
        Way::GivenBack => (
            Reason::DisputeReversal,
            amount,
            fee.map(Fee::given_back),
            "reversal",
            work.now(),
        ),
    };
    let entry = Entry {
        fee,
        description: Value::from(format!("Chargeback {words} for {id}")),
        available_on,
        exchange_rate: settlement.exchange_rate(),
        ..Entry::new(work, reason, dispute, &settlement.currency, amount)
    };
    let transaction = post(work, &entry)?;
    if let Some(transactions) = dispute["balance_transactions"].as_array_mut() {
        transactions.push(transaction);
    }
    Ok(())
}

/// Writes on a charge that it is, or is no longer, out of the merchant's hands.
fn mark_charge(work: &mut Work<'_>, dispute: &Value, held: Held) -> Result<(), StateError> {
    let mut charge = charge_of(work, dispute)?;
    charge["disputed"] = Value::from(true);
    charge["_disputed"] = Value::from(held == Held::ByBank);
    work.replace(Kind::Charge, &charge)
}

/// Who has the money of a disputed charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    ByBank,
    ByMerchant,
}
