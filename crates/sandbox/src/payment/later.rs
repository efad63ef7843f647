//! The end of a payment that took its time: the money came, or it did not.
//!
//! What Stripe then does by itself is told as its own doing.

use serde_json::{Value, json};

use super::charge::{self, Answer};
use super::confirm;
use super::decline::Decline;
use crate::checkout;
use crate::money;
use crate::state::{Kind, StateError, Work};

/// The money came.
pub(super) fn paid(
    work: &mut Work<'_>,
    mut intent: Value,
    mut charge: Value,
    method: &Value,
) -> Result<(), StateError> {
    let page = intent["_page"].as_str().map(str::to_owned);
    charge::settle_answer(&mut charge, method, Answer::Approved, page.as_deref());
    charge::take(&mut charge);
    work.replace(Kind::Charge, &charge)?;
    work.announce("charge.succeeded", &charge)?;
    intent["_due"] = Value::Null;
    let intent = confirm::paid(work, intent, &charge)?;
    checkout::paid_later(work, &intent)?;
    money::settle(work, &charge)
}

/// It did not.
pub(super) fn failed(
    work: &mut Work<'_>,
    mut intent: Value,
    mut charge: Value,
    method: &Value,
    decline: &Decline,
) -> Result<(), StateError> {
    let answer = Answer::Declined(*decline);
    charge::settle_answer(&mut charge, method, answer, None);
    charge["amount_captured"] = json!(0);
    charge["captured"] = json!(false);
    work.replace(Kind::Charge, &charge)?;
    work.announce("charge.failed", &charge)?;
    let id = charge["id"].clone();
    confirm::fail(work, &mut intent, method, decline, &id)?;
    checkout::failed_later(work, &intent)
}
