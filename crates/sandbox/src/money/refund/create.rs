//! Making a refund.

use serde_json::{Value, json};

use super::course::{ASKED_FOR, Step};
use super::{after_full_refund, announce_update, count_on_charge, description};
use crate::money::balance;
use crate::money::entry::{Entry, Reason, post};
use crate::money::settings::{Debit, settings};
use crate::money::settle::{Settlement, taken_on};
use crate::state::{Kind, StateError, Work};

/// A refund that is asked for.
pub(crate) struct Asked<'a> {
    /// None is all that is left.
    pub(crate) amount: Option<i64>,
    pub(crate) reason: Value,
    pub(crate) metadata: Value,
    /// Where instructions go, for methods whose customers have to say where the money goes.
    pub(crate) instructions_email: Option<&'a str>,
}

/// Why a charge is not refunded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("the charge has not succeeded")]
    NoMoney,
    #[error("the charge has been refunded")]
    AlreadyRefunded,
    #[error("the charge is disputed")]
    Disputed,
    #[error("only {left} is left")]
    TooMuch { asked: i64, left: i64 },
    #[error("there is no address for instructions")]
    NoEmail,
    #[error(transparent)]
    State(#[from] StateError),
}

/// How a refund goes.
enum Course {
    /// It goes out at once; what becomes of it later.
    Succeeds(Option<Step>),
    /// It is on its way.
    Pending(&'static str, Step),
    /// The customer has to say where the money goes.
    Asks(String),
}

/// Refunds a charge, or a part of it.
pub(crate) fn create(
    work: &mut Work<'_>,
    charge: &Value,
    asked: &Asked<'_>,
) -> Result<Value, Refused> {
    let amount = may_be_refunded(charge, asked.amount)?;
    let settlement = Settlement::of_settled(work, charge)?;
    let course = course(work, charge, asked, settlement.convert(amount))?;
    let mut refund = build(work, charge, asked, amount);
    begin(work, &mut refund, &course);
    let is_card = charge["payment_method_details"]["type"] == "card";
    let (reason, words) = if is_card {
        (Reason::Refund, "REFUND FOR CHARGE")
    } else {
        (Reason::PaymentRefund, "REFUND FOR PAYMENT")
    };
    let taken = -settlement.convert(amount);
    let entry = Entry {
        description: description(charge, words),
        available_on: taken_on(work, charge)?,
        exchange_rate: settlement.exchange_rate(),
        ..Entry::new(work, reason, &refund, &settlement.currency, taken)
    };
    refund["balance_transaction"] = post(work, &entry)?["id"].clone();
    work.insert(Kind::Refund, &refund)?;
    tell(work, charge, &refund)?;
    Ok(refund)
}

/// The amount, where a charge has so much left to be refunded.
fn may_be_refunded(charge: &Value, asked: Option<i64>) -> Result<i64, Refused> {
    if charge["status"] != "succeeded" || charge["captured"] != true {
        return Err(Refused::NoMoney);
    }
    if charge["refunded"] == true {
        return Err(Refused::AlreadyRefunded);
    }
    if charge["_disputed"] == true {
        return Err(Refused::Disputed);
    }
    // What was authorised and not captured counts as given back.
    let authorised = charge["amount"].as_i64().unwrap_or(0);
    let left = authorised - charge["amount_refunded"].as_i64().unwrap_or(0);
    match asked {
        Some(asked) if asked > left => Err(Refused::TooMuch { asked, left }),
        asked => Ok(asked.unwrap_or(left)),
    }
}

/// How a refund of a charge goes: as its test card says, as its method has it, as the balance
/// allows. `taken` is what leaves the balance.
fn course(
    work: &Work<'_>,
    charge: &Value,
    asked: &Asked<'_>,
    taken: i64,
) -> Result<Course, Refused> {
    match charge["_afterwards"].as_str() {
        Some("refund_pending") => return Ok(Course::Pending("processing", Step::Succeed)),
        Some("refund_fails") => return Ok(Course::Succeeds(Some(Step::Fail))),
        _ => {}
    }
    if settings(work)?.debit_negative_balances == Debit::Refused {
        let settlement = Settlement::of_settled(work, charge)?;
        let purse = balance::purse(work, &settlement.currency)?;
        if purse.map_or(0, |purse| purse.total()) < taken {
            return Ok(Course::Pending("insufficient_funds", Step::Cover));
        }
    }
    Ok(match charge["payment_method_details"]["type"].as_str() {
        Some("sepa_debit") => Course::Pending("processing", Step::Transfer),
        Some("multibanco") => {
            let known = charge["billing_details"]["email"].as_str();
            let email = asked.instructions_email.or(known);
            Course::Asks(email.ok_or(Refused::NoEmail)?.to_owned())
        }
        _ => Course::Succeeds(None),
    })
}

fn build(work: &mut Work<'_>, charge: &Value, asked: &Asked<'_>, amount: i64) -> Value {
    json!({
        "id": work.new_id_for(Kind::Refund, charge),
        "object": "refund",
        "amount": amount,
        "balance_transaction": null,
        "charge": charge["id"],
        "created": work.now(),
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": null,
        "metadata": asked.metadata,
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": asked.reason,
        "receipt_number": null,
        "source_transfer_reversal": null,
        "status": "succeeded",
        "transfer_reversal": null,
        "destination_details": destination(charge),
    })
}

/// Where the money goes.
fn destination(charge: &Value) -> Value {
    let kind = charge["payment_method_details"]["type"]
        .as_str()
        .unwrap_or("card");
    match kind {
        "card" => json!({
            "card": {
                "reference_status": "pending",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
            "type": "card",
        }),
        "multibanco" => json!({
            "multibanco": { "reference": null, "reference_status": "pending" },
            "type": "multibanco",
        }),
        // Stripe tells nothing more of a debit's.
        kind => json!({ "type": kind }),
    }
}

/// Writes on a new refund how it goes.
fn begin(work: &Work<'_>, refund: &mut Value, course: &Course) {
    let step = match course {
        Course::Succeeds(later) => *later,
        Course::Pending(reason, step) => {
            refund["status"] = json!("pending");
            refund["pending_reason"] = json!(reason);
            Some(*step)
        }
        Course::Asks(email) => {
            refund["status"] = json!("requires_action");
            refund["instructions_email"] = json!(email);
            let now = work.now();
            refund["next_action"] = json!({
                "display_details": {
                    "email_sent": { "email_sent_at": now, "email_sent_to": email },
                    "expires_at": now.0 + ASKED_FOR,
                },
                "type": "display_details",
            });
            Some(Step::Answer)
        }
    };
    if let Some(step) = step {
        step.plan(refund, work.now());
    }
}

/// Counts a refund on its charge and tells of both, in Stripe's sequence.
fn tell(work: &mut Work<'_>, charge: &Value, refund: &Value) -> Result<(), StateError> {
    let mut after = charge.clone();
    let before = charge["amount_refunded"].as_i64().unwrap_or(0);
    count_on_charge(&mut after, before + refund["amount"].as_i64().unwrap_or(0));
    if refund["reason"] == "fraudulent" {
        after["fraud_details"] = json!({ "user_report": "fraudulent" });
    }
    work.replace(Kind::Charge, &after)?;
    work.announce("refund.created", refund)?;
    work.announce_change("charge.refunded", charge, &after)?;
    work.as_stripe(|work| {
        name_reference(work, refund)?;
        after_full_refund(work, &after)
    })
}

/// A moment after a card's refund went out, its reference is known.
fn name_reference(work: &mut Work<'_>, refund: &Value) -> Result<(), StateError> {
    if refund["status"] != "succeeded" || refund["destination_details"]["type"] != "card" {
        return Ok(());
    }
    let mut named = refund.clone();
    let number = work.chance().below(1_000_000_000_000);
    let card = &mut named["destination_details"]["card"];
    card["reference"] = json!(format!("{number:012}"));
    card["reference_status"] = json!("available");
    work.replace(Kind::Refund, &named)?;
    announce_update(work, refund, &named)
}
