//! What becomes of a payout with time: given to the bank, paid, failed.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::{failure, put_back};
use crate::money::balance::DAY;
use crate::money::entry::Reason;
use crate::money::settings::PayoutFailure;
use crate::state::{Kind, StateError, Work};

/// How many payouts go on at once.
const AT_ONCE: usize = 100;

/// When a payout next goes on.
pub(crate) fn next(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    work.first_due(Kind::Payout)
}

/// Lets those payouts go on that are due; tells how many.
pub(crate) fn run(work: &mut Work<'_>) -> Result<usize, StateError> {
    let due = work.overdue(Kind::Payout, AT_ONCE)?;
    let count = due.len();
    for payout in due {
        go_on(work, payout)?;
    }
    Ok(count)
}

fn go_on(work: &mut Work<'_>, mut payout: Value) -> Result<(), StateError> {
    if payout["status"] == "pending" {
        let before = payout.clone();
        payout["status"] = json!("in_transit");
        payout["_due"] = payout["arrival_date"].clone();
        work.replace(Kind::Payout, &payout)?;
        return work.announce_change("payout.updated", &before, &payout);
    }
    let fails: Option<PayoutFailure> = serde_json::from_value(payout["_fails"].clone())?;
    let arrives_first =
        |failure: &PayoutFailure| failure.days_after_paid > 0 && payout["status"] == "in_transit";
    match fails {
        Some(failure) if !arrives_first(&failure) => fail(work, payout, &failure.code),
        later => arrive(work, payout, later.as_ref()),
    }
}

/// The bank has the money, as far as anybody knows.
fn arrive(
    work: &mut Work<'_>,
    mut payout: Value,
    fails: Option<&PayoutFailure>,
) -> Result<(), StateError> {
    let later = fails.map(|failure| work.now().0 + i64::from(failure.days_after_paid) * DAY);
    payout["status"] = json!("paid");
    payout["_due"] = json!(later);
    let trace = work.chance().word(16).to_uppercase();
    payout["trace_id"] = json!({ "status": "supported", "value": trace });
    work.replace(Kind::Payout, &payout)?;
    work.announce("payout.paid", &payout)
}

/// The bank sends the money back.
fn fail(work: &mut Work<'_>, mut payout: Value, code: &str) -> Result<(), StateError> {
    put_back(work, &mut payout, Reason::PayoutFailure)?;
    payout["status"] = json!("failed");
    payout["_due"] = Value::Null;
    payout["failure_code"] = json!(code);
    payout["failure_message"] = json!(failure::message(code));
    payout["trace_id"] = json!({ "status": "unsupported", "value": null });
    work.replace(Kind::Payout, &payout)?;
    work.announce("payout.failed", &payout)
}
