//! What becomes of a refund with time: on its way, arrived, failed, cancelled.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::{announce_update, count_on_charge, description, of_charge};
use crate::money::balance::{self, DAY, midnight_after};
use crate::money::entry::{Entry, Reason, post};
use crate::money::settle::Settlement;
use crate::state::{Kind, StateError, Work};

/// How many refunds go on at once.
const AT_ONCE: usize = 100;
/// How long a customer has to say where the money goes, in seconds.
pub(super) const ASKED_FOR: i64 = 45 * DAY;
/// How long after it was made the refund of such a test card goes on, in seconds.
const TEST_CARD: i64 = 60;

/// What is to become of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It arrives.
    Succeed,
    /// It comes back: the card was closed meanwhile.
    Fail,
    /// It goes out once the balance covers it.
    Cover,
    /// It is a bank transfer, which takes days.
    Transfer,
    /// The customer says where the money goes.
    Answer,
}

/// The steps by the names that refunds keep.
const STEPS: [(&str, Step); 5] = [
    ("answer", Step::Answer),
    ("cover", Step::Cover),
    ("fail", Step::Fail),
    ("succeed", Step::Succeed),
    ("transfer", Step::Transfer),
];

impl Step {
    /// When it is due, for a refund that waits from now on.
    pub(super) fn due(self, now: UnixSeconds) -> UnixSeconds {
        match self {
            Self::Succeed | Self::Fail => UnixSeconds(now.0 + TEST_CARD),
            Self::Cover => midnight_after(now),
            Self::Transfer => UnixSeconds(now.0 + 3 * DAY),
            Self::Answer => UnixSeconds(now.0 + DAY),
        }
    }

    /// Writes on a refund that this is to become of it.
    pub(super) fn plan(self, refund: &mut Value, now: UnixSeconds) {
        let name = STEPS.iter().find(|(_, step)| *step == self);
        refund["_next"] = json!(name.map(|(name, _)| *name));
        refund["_due"] = json!(self.due(now));
    }

    fn of(refund: &Value) -> Option<Self> {
        let planned = refund["_next"].as_str()?;
        let step = STEPS.iter().find(|(name, _)| *name == planned);
        step.map(|(_, step)| *step)
    }
}

/// When a refund next goes on.
pub(crate) fn next(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    work.first_due(Kind::Refund)
}

/// Lets those refunds go on that are due; tells how many.
pub(crate) fn run(work: &mut Work<'_>) -> Result<usize, StateError> {
    let due = work.overdue(Kind::Refund, AT_ONCE)?;
    let count = due.len();
    for refund in due {
        go_on(work, refund)?;
    }
    Ok(count)
}

fn go_on(work: &mut Work<'_>, refund: Value) -> Result<(), StateError> {
    match Step::of(&refund) {
        Some(Step::Succeed | Step::Transfer) | None => succeed(work, refund),
        Some(Step::Fail) => {
            fail(work, refund, Ending::Failed("expired_or_canceled_card")).map(drop)
        }
        Some(Step::Cover) => cover(work, refund),
        Some(Step::Answer) => {
            let mut answered = refund.clone();
            remove(&mut answered, "next_action");
            answered["status"] = json!("pending");
            answered["pending_reason"] = json!("processing");
            Step::Transfer.plan(&mut answered, work.now());
            work.replace(Kind::Refund, &answered)?;
            announce_update(work, &refund, &answered)
        }
    }
}

fn succeed(work: &mut Work<'_>, refund: Value) -> Result<(), StateError> {
    let mut arrived = refund.clone();
    remove(&mut arrived, "pending_reason");
    arrived["status"] = json!("succeeded");
    done(&mut arrived);
    if arrived["destination_details"]["type"] == "card" {
        let number = work.chance().below(1_000_000_000_000);
        let card = &mut arrived["destination_details"]["card"];
        card["reference"] = json!(format!("{number:012}"));
        card["reference_status"] = json!("available");
    }
    work.replace(Kind::Refund, &arrived)?;
    announce_update(work, &refund, &arrived)
}

/// Lets a refund go out where the balance is no longer negative; else it waits for another day.
fn cover(work: &mut Work<'_>, mut refund: Value) -> Result<(), StateError> {
    let charge = charge_of(work, &refund)?;
    let settlement = Settlement::of_settled(work, &charge)?;
    let purse = balance::purse(work, &settlement.currency)?;
    if purse.is_some_and(|purse| purse.total() >= 0) {
        return succeed(work, refund);
    }
    Step::Cover.plan(&mut refund, work.now());
    work.replace(Kind::Refund, &refund)
}

/// How a refund ends without the money at the customer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// With this reason.
    Failed(&'static str),
    /// The merchant took it back.
    Canceled,
}

/// The money of a refund comes back.
fn fail(work: &mut Work<'_>, refund: Value, ending: Ending) -> Result<Value, StateError> {
    let charge = charge_of(work, &refund)?;
    let settlement = Settlement::of_settled(work, &charge)?;
    let amount = refund["amount"].as_i64().unwrap_or(0);
    let entry = Entry {
        description: description(&charge, "REFUND FAILURE"),
        exchange_rate: settlement.exchange_rate(),
        ..Entry::new(
            work,
            Reason::RefundFailure,
            &refund,
            &settlement.currency,
            settlement.convert(amount),
        )
    };
    let transaction = post(work, &entry)?;
    let mut failed = refund.clone();
    for name in ["next_action", "pending_reason"] {
        remove(&mut failed, name);
    }
    let (status, reason) = match ending {
        Ending::Failed(reason) => ("failed", reason),
        Ending::Canceled => ("canceled", "merchant_request"),
    };
    failed["status"] = json!(status);
    failed["failure_reason"] = json!(reason);
    failed["failure_balance_transaction"] = transaction["id"].clone();
    done(&mut failed);
    work.replace(Kind::Refund, &failed)?;
    let mut after = charge.clone();
    let refunded = charge["amount_refunded"].as_i64().unwrap_or(0);
    count_on_charge(&mut after, refunded - amount);
    work.replace(Kind::Charge, &after)?;
    announce_update(work, &refund, &failed)?;
    if status == "failed" {
        work.announce("refund.failed", &failed)?;
    }
    Ok(failed)
}

/// Takes a refund back that has not gone out yet. None when it has.
pub(crate) fn cancel(work: &mut Work<'_>, refund: Value) -> Result<Option<Value>, StateError> {
    if refund["status"] != "pending" && refund["status"] != "requires_action" {
        return Ok(None);
    }
    fail(work, refund, Ending::Canceled).map(Some)
}

/// Lets a refund fail whose customer never said where the money goes. None when nobody was asked.
pub(crate) fn expire(work: &mut Work<'_>, refund: Value) -> Result<Option<Value>, StateError> {
    if refund["status"] != "requires_action" {
        return Ok(None);
    }
    fail(work, refund, Ending::Failed("unknown")).map(Some)
}

/// Those refunds of a charge that have not gone out fail: its bank takes the money back itself.
pub(crate) fn fail_pending(work: &mut Work<'_>, charge: &str) -> Result<(), StateError> {
    for refund in of_charge(work, charge)? {
        if refund["status"] == "pending" || refund["status"] == "requires_action" {
            let ending = Ending::Failed("charge_for_pending_refund_disputed");
            fail(work, refund, ending)?;
        }
    }
    Ok(())
}

/// Keeps what the merchant wrote on a refund.
pub(crate) fn touch(work: &mut Work<'_>, before: &Value, after: &Value) -> Result<(), StateError> {
    work.replace(Kind::Refund, after)?;
    announce_update(work, before, after)
}

fn charge_of(work: &Work<'_>, refund: &Value) -> Result<Value, StateError> {
    let id = refund["charge"].as_str().unwrap_or_default();
    Ok(work.find(Kind::Charge, id)?.unwrap_or_default())
}

/// Nothing more becomes of it.
fn done(refund: &mut Value) {
    refund["_next"] = Value::Null;
    refund["_due"] = Value::Null;
}

fn remove(refund: &mut Value, name: &str) {
    if let Some(fields) = refund.as_object_mut() {
        fields.remove(name);
    }
}
