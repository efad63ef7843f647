//! What falls due with time: banks answer debits, vouchers are paid or expire, and authorisations
//! that nobody captured lapse. Each such intent carries the time in `_due`.

use countertop_domain::UnixSeconds;
use serde_json::Value;

use super::capture::{self, Release};
use super::{debit, voucher};
use crate::state::{Kind, StateError, Work};

/// How much is done in one piece.
const BATCH: usize = 100;

/// When the first of them is due.
pub(crate) fn next_due(work: &Work<'_>) -> Result<Option<UnixSeconds>, StateError> {
    let first = [Kind::PaymentIntent, Kind::Charge]
        .into_iter()
        .map(|kind| work.first_due(kind))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(first.into_iter().flatten().min())
}

/// Does a batch of what is due by now; tells how many.
pub(crate) fn fall_due(work: &mut Work<'_>) -> Result<usize, StateError> {
    let intents = work.overdue(Kind::PaymentIntent, BATCH)?;
    let charges = work.overdue(Kind::Charge, BATCH)?;
    let count = intents.len() + charges.len();
    for intent in intents {
        one(work, intent)?;
    }
    for charge in charges {
        capture::give_back(work, charge, Release::Lapsed)?;
    }
    Ok(count)
}

fn one(work: &mut Work<'_>, mut intent: Value) -> Result<(), StateError> {
    if voucher::waits(&intent) {
        voucher::fall_due(work, intent)
    } else if debit::waits(&intent) {
        debit::answer(work, intent)
    } else if intent["status"] == "requires_capture" {
        capture::cancel(work, intent, Release::Lapsed).map(drop)
    } else {
        // It was paid or canceled meanwhile.
        intent["_due"] = Value::Null;
        work.replace(Kind::PaymentIntent, &intent)
    }
}
