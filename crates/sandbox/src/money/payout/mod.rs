//! Payouts: money on its way from the balance to the merchant's bank.

mod automatic;
mod course;
mod failure;
mod manual;

pub(super) use automatic::make_automatic;
pub(crate) use course::{next, run};
pub(super) use failure::message as failure_message;
pub(crate) use manual::{Asked, Method, Refused, cancel, make, reconcile};

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::balance::DAY;
use super::entry::{Entry, Reason, post};
use super::fee::Fee;
use super::{bank_account, settings};
use crate::state::{Kind, StateError, Work};

/// How long a payout waits before it is given to the bank, in seconds. Until then it can be
/// cancelled.
const WAITS: i64 = 3600;
/// How long an instant payout takes, in seconds.
const INSTANT: i64 = 1800;
/// How payouts are described when nothing is said.
const DESCRIPTION: &str = "STRIPE PAYOUT";

/// What of an amount can be paid out: banks take whole forints and new dollars only.
pub(super) fn payable(currency: &str, amount: i64) -> i64 {
    amount.max(0) / whole(currency) * whole(currency)
}

/// The step between amounts that can be paid out, in minor units.
pub(crate) fn whole(currency: &str) -> i64 {
    match currency {
        "huf" | "twd" => 100,
        _ => 1,
    }
}

/// Midnight of the first day after a time on which banks work: Saturday and Sunday they do not.
fn banking_day_after(time: UnixSeconds) -> UnixSeconds {
    let mut day = time.0.div_euclid(DAY) + 1;
    // Day 0 was a Thursday.
    while matches!((day + 3).rem_euclid(7), 5 | 6) {
        day += 1;
    }
    UnixSeconds(day * DAY)
}

/// What is particular to a new payout.
struct New<'a> {
    amount: i64,
    currency: &'a str,
    destination: Value,
    automatic: bool,
    instant: Option<Fee>,
}

/// A payout that is not yet kept, with how it will go.
fn build(work: &mut Work<'_>, new: &New<'_>) -> Result<Value, StateError> {
    let now = work.now();
    let (method, status, arrives, next) = match new.instant {
        Some(_) => {
            let arrives = UnixSeconds(now.0 + INSTANT);
            ("instant", "in_transit", arrives, arrives)
        }
        None => {
            let submitted = UnixSeconds(now.0 + WAITS);
            ("standard", "pending", banking_day_after(now), submitted)
        }
    };
    let failure = settings(work)?.payout_failure;
    Ok(json!({
        "id": work.new_id(Kind::Payout),
        "object": "payout",
        "_due": next,
        "_fails": failure,
        "amount": new.amount,
        "application_fee": null,
        "application_fee_amount": null,
        "arrival_date": arrives,
        "automatic": new.automatic,
        "balance_transaction": null,
        "created": now,
        "currency": new.currency,
        "description": DESCRIPTION,
        "destination": new.destination,
        "failure_balance_transaction": null,
        "failure_code": null,
        "failure_message": null,
        "livemode": false,
        "metadata": {},
        "method": method,
        "original_payout": null,
        "payout_method": null,
        "reconciliation_status": if new.automatic { "in_progress" } else { "not_applicable" },
        "reversed_by": null,
        "source_type": "card",
        "statement_descriptor": null,
        "status": status,
        "trace_id": { "status": "pending", "value": null },
        "type": "bank_account",
    }))
}

/// Takes a payout's money from the balance, and keeps the payout.
fn take_out(work: &mut Work<'_>, payout: &mut Value, fee: Option<Fee>) -> Result<(), StateError> {
    let currency = payout["currency"].as_str().unwrap_or_default().to_owned();
    let amount = payout["amount"].as_i64().unwrap_or(0);
    let id = payout["id"].as_str().unwrap_or_default().to_owned();
    let is_automatic = payout["automatic"] == true;
    let entry = Entry {
        fee,
        description: payout["description"].clone(),
        payout: is_automatic.then_some(id.as_str()),
        ..Entry::new(work, Reason::Payout, payout, &currency, -amount)
    };
    let transaction = post(work, &entry)?;
    payout["balance_transaction"] = transaction["id"].clone();
    work.insert(Kind::Payout, payout)
}

/// Puts a payout's money back on the balance, with the fee that it cost.
fn put_back(work: &mut Work<'_>, payout: &mut Value, reason: Reason) -> Result<(), StateError> {
    let currency = payout["currency"].as_str().unwrap_or_default().to_owned();
    let amount = payout["amount"].as_i64().unwrap_or(0);
    let description = payout["description"].as_str().unwrap_or(DESCRIPTION);
    let taken = payout["balance_transaction"].as_str().unwrap_or_default();
    let taken = work.find(Kind::BalanceTransaction, taken)?;
    let had_fee = taken.is_some_and(|taken| taken["fee"] != 0);
    let fee = super::exchange::currency(&currency)
        .filter(|_| had_fee)
        .map(|currency| Fee::instant(amount, currency).given_back());
    let entry = Entry {
        fee,
        description: json!(format!("REFUND FOR PAYOUT ({description})")),
        ..Entry::new(work, reason, payout, &currency, amount)
    };
    let transaction = post(work, &entry)?;
    payout["failure_balance_transaction"] = transaction["id"].clone();
    Ok(())
}

/// The bank account of a currency, as a payout names it.
fn destination(work: &Work<'_>, currency: &str) -> Result<Option<Value>, StateError> {
    let account = bank_account::of_currency(work, currency)?;
    Ok(account.map(|account| account["id"].clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banks_work_from_monday_to_friday() {
        // 2026-03-02 was a Monday.
        let monday = 1_772_409_600;
        for (from, to) in [(0, 1), (1, 2), (3, 4), (4, 7), (5, 7), (6, 7), (7, 8)] {
            for hour in [0, 1, 23] {
                let time = UnixSeconds(monday + from * DAY + hour * 3600);
                let next = UnixSeconds(monday + to * DAY);
                assert_eq!(banking_day_after(time), next, "day {from}, hour {hour}");
            }
        }
    }

    #[test]
    fn some_banks_take_whole_units_only() {
        for (currency, amount, paid) in [
            ("eur", 1234, 1234),
            ("huf", 1234, 1200),
            ("twd", 99, 0),
            ("eur", -5, 0),
        ] {
            assert_eq!(payable(currency, amount), paid, "{amount} {currency}");
        }
    }
}
