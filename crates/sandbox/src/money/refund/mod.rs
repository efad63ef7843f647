//! Refunds: money that goes back to a customer, at once, later, or in the end not at all.

mod course;
mod create;

pub(crate) use course::{cancel, expire, fail_pending, next, run, touch};
pub(crate) use create::{Asked, Refused, create};

use serde_json::{Value, json};

use super::review::{self, Closed};
use super::{dispute, fraud_warning};
use crate::state::{Kind, PageQuery, StateError, Work};

/// The kinds of text that a balance transaction of a refund has.
fn description(charge: &Value, words: &str) -> Value {
    match charge["description"].as_str() {
        Some(description) => json!(format!("{words} ({description})")),
        None => json!(words),
    }
}

/// Writes on a charge what has gone back of it.
fn count_on_charge(charge: &mut Value, amount_refunded: i64) {
    charge["refunded"] = json!(charge["amount"] == amount_refunded);
    charge["amount_refunded"] = json!(amount_refunded);
}

/// The refunds of a charge, the newest first.
pub(crate) fn of_charge(work: &Work<'_>, charge: &str) -> Result<Vec<Value>, StateError> {
    work.all(PageQuery::newest(Kind::Refund).with("charge", charge))
}

/// Tells that a refund changed, under both names that Stripe has for it.
fn announce_update(work: &mut Work<'_>, before: &Value, after: &Value) -> Result<(), StateError> {
    work.announce_change("refund.updated", before, after)?;
    work.announce_change("charge.refund.updated", before, after)
}

/// What a full refund settles besides: nobody has to answer an inquiry or act on a warning any more.
fn after_full_refund(work: &mut Work<'_>, charge: &Value) -> Result<(), StateError> {
    if charge["refunded"] != true {
        return Ok(());
    }
    let id = charge["id"].as_str().unwrap_or_default();
    dispute::close_inquiries(work, id)?;
    fraud_warning::settle(work, id)?;
    let why = if charge["fraud_details"]["user_report"] == "fraudulent" {
        Closed::RefundedAsFraud
    } else {
        Closed::Refunded
    };
    review::settle(work, id, why)
}
