//! Capturing what was authorised, and releasing it.

use serde_json::{Value, json};

use super::intent::{charge_of, tell};
use super::voucher;
use crate::money;
use crate::state::{Kind, StateError, Work};

/// Why an intent is canceled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Release<'a> {
    /// The merchant does not want it any more, for one of Stripe's reasons where one was given.
    Merchant(Option<&'a str>),
    /// The time to capture is over.
    Lapsed,
}

/// Captures a part of what is authorised, or all of it; the rest is released.
pub(crate) fn capture(
    work: &mut Work<'_>,
    mut intent: Value,
    amount: i64,
) -> Result<Value, StateError> {
    let mut charge = charge_of(work, &intent)?;
    for name in ["statement_descriptor", "statement_descriptor_suffix"] {
        charge[name] = intent[name].clone();
    }
    take(&mut charge, amount);
    work.replace(Kind::Charge, &charge)?;
    work.announce("charge.captured", &charge)?;
    intent["amount_capturable"] = json!(0);
    intent["amount_received"] = json!(amount);
    intent["status"] = json!("succeeded");
    intent["_due"] = Value::Null;
    tell(work, "payment_intent.succeeded", &intent)?;
    money::settle(work, &charge)?;
    Ok(intent)
}

/// Captures a part of a charge; what is not taken counts as given back.
pub(super) fn take(charge: &mut Value, amount: i64) {
    let authorised = charge["amount"].as_i64().unwrap_or(0);
    charge["amount_captured"] = json!(amount);
    charge["amount_refunded"] = json!(authorised.saturating_sub(amount));
    charge["captured"] = json!(true);
    charge["calculated_statement_descriptor"] = json!(super::intent::shown_descriptor(charge));
}

/// Cancels an intent and releases what was authorised.
pub(crate) fn cancel(
    work: &mut Work<'_>,
    mut intent: Value,
    release: Release<'_>,
) -> Result<Value, StateError> {
    if intent["status"] == "requires_capture" {
        let charge = charge_of(work, &intent)?;
        give_back(work, charge, release)?;
    }
    voucher::void(work, &mut intent)?;
    let reason = match release {
        Release::Merchant(reason) => json!(reason),
        Release::Lapsed => json!("automatic"),
    };
    intent["amount_capturable"] = json!(0);
    intent["cancellation_reason"] = reason;
    intent["canceled_at"] = json!(work.now());
    intent["next_action"] = Value::Null;
    intent["processing"] = Value::Null;
    intent["status"] = json!("canceled");
    intent["_due"] = Value::Null;
    tell(work, "payment_intent.canceled", &intent)?;
    Ok(intent)
}

/// Releases a charge that is not captured.
pub(super) fn give_back(
    work: &mut Work<'_>,
    mut charge: Value,
    release: Release<'_>,
) -> Result<(), StateError> {
    charge["amount_refunded"] = charge["amount"].clone();
    charge["refunded"] = json!(true);
    charge["_due"] = Value::Null;
    work.replace(Kind::Charge, &charge)?;
    let event_type = match release {
        Release::Merchant(_) => "charge.refunded",
        Release::Lapsed => "charge.expired",
    };
    work.announce(event_type, &charge)
}
