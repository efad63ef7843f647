//! What becomes of a dispute with time: nobody answers, or the bank decides.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::close::{Verdict, close};
use super::is_inquiry;
use super::open::{Case, case_type, withdraw};
use crate::money::balance::DAY;
use crate::money::refund;
use crate::state::{Kind, StateError, Work};

/// How many disputes go on at once.
const AT_ONCE: usize = 100;
/// How long a bank takes over the words of test mode, in seconds.
const SOON: i64 = 3;
/// How long it takes over other evidence.
const LATE: i64 = 60 * DAY;
/// After this long an inquiry is closed that became no chargeback.
const INQUIRY: i64 = 120 * DAY;
/// Of a hundred disputes that are answered, so many are won.
const WON: u64 = 40;

/// How a bank decides over evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// In a moment, like this.
    Soon(Verdict),
    /// In a moment the inquiry becomes a chargeback.
    Escalates,
    /// After a long time, as it comes.
    Late,
}

/// Writes on a dispute what becomes of it, and when.
pub(super) fn decide(work: &mut Work<'_>, dispute: &mut Value, decision: Decision) {
    let inquiry = is_inquiry(dispute);
    let now = work.now().0;
    let (next, due) = match decision {
        Decision::Soon(verdict) => (verdict.status(), now + SOON),
        Decision::Escalates => ("escalate", now + SOON),
        // Nothing came of it.
        Decision::Late if inquiry => {
            let opened = dispute["created"].as_i64().unwrap_or(now);
            (Verdict::Won.status(), (opened + INQUIRY).max(now))
        }
        Decision::Late => {
            let verdict = if work.chance().below(100) < WON {
                Verdict::Won
            } else {
                Verdict::Lost
            };
            (verdict.status(), now + LATE)
        }
    };
    dispute["_next"] = json!(next);
    dispute["_due"] = json!(due);
}

/// When a dispute next goes on.
pub(crate) fn next(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    work.first_due(Kind::Dispute)
}

/// Lets those disputes go on that are due; tells how many.
pub(crate) fn run(work: &mut Work<'_>) -> Result<usize, StateError> {
    let due = work.overdue(Kind::Dispute, AT_ONCE)?;
    let count = due.len();
    for dispute in due {
        go_on(work, dispute)?;
    }
    Ok(count)
}

pub(crate) fn go_on(work: &mut Work<'_>, mut dispute: Value) -> Result<(), StateError> {
    match dispute["_next"].as_str() {
        Some("escalate") => escalate(work, dispute),
        Some("won") => close(work, dispute, Verdict::Won).map(drop),
        Some(_) => close(work, dispute, Verdict::Lost).map(drop),
        // Nobody answered in time. An inquiry stays open: the bank may still make it a chargeback.
        None if is_inquiry(&dispute) => {
            let before = dispute.clone();
            dispute["evidence_details"]["past_due"] = json!(true);
            decide(work, &mut dispute, Decision::Late);
            work.replace(Kind::Dispute, &dispute)?;
            work.announce_change("charge.dispute.updated", &before, &dispute)
        }
        None => {
            dispute["evidence_details"]["past_due"] = json!(true);
            close(work, dispute, Verdict::Lost).map(drop)
        }
    }
}

/// The bank is not content with the answer: the inquiry becomes a chargeback, which can be answered
/// once more.
fn escalate(work: &mut Work<'_>, before: Value) -> Result<(), StateError> {
    refund::fail_pending(work, before["charge"].as_str().unwrap_or_default())?;
    let mut dispute = before.clone();
    dispute["status"] = json!("needs_response");
    dispute["is_charge_refundable"] = json!(false);
    dispute["evidence_details"]["submission_count"] = json!(0);
    dispute["evidence_details"]["submission_method"] = json!("not_submitted");
    if dispute["payment_method_details"]["type"] == "card" {
        let case = case_type(Case::Chargeback);
        dispute["payment_method_details"]["card"]["case_type"] = json!(case);
    }
    let day = work.now().0.div_euclid(DAY);
    let due = json!((day + super::open::DAYS_TO_ANSWER + 1) * DAY - 1);
    dispute["evidence_details"]["due_by"] = due.clone();
    dispute["_next"] = Value::Null;
    dispute["_due"] = due;
    withdraw(work, &mut dispute)?;
    work.announce_change("charge.dispute.updated", &before, &dispute)?;
    work.announce("charge.dispute.funds_withdrawn", &dispute)
}
