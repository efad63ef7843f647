//! One attempt to pay a session.

use serde_json::{Value, json};

use super::open::Visit;
use super::submission::Submission;
use super::{Refused, choice, complete, fields, intent};
use crate::money::settle;
use crate::payment::{self, Behaviour, Card, Confirmed, Decline};
use crate::state::{Kind, StateError, Work};

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Paid, or authorised where the merchant captures later.
    Succeeded { intent: String },
    /// There was nothing to pay.
    Free,
    /// The bank asks the customer to confirm.
    RequiresAction { intent: String },
    /// A debit is on its way: the session is complete and not paid yet.
    #[expect(dead_code, reason = "debits come with their own module")]
    Processing { intent: String },
    /// There is a voucher to pay: the intent's `next_action` tells it, the session is complete and
    /// not paid yet.
    #[expect(dead_code, reason = "vouchers come with their own module")]
    Voucher { intent: String },
    /// The bank declined; the customer may try again.
    Declined { intent: String, decline: Decline },
}

/// Tries to pay a session with what its customer filled in. A declined card is an outcome, and is
/// kept; a refusal means that nothing was tried.
pub(crate) fn submit(
    work: &mut Work<'_>,
    mut visit: Visit,
    submission: &Submission,
) -> Result<Outcome, Refused> {
    let mut errors = fields::check(&visit.session, submission);
    errors.extend(choice::choose(work, &mut visit, submission)?);
    if !errors.is_empty() {
        return Err(Refused::Fields(errors));
    }
    let free = visit.session["amount_total"] == 0;
    let card = match (&submission.card, free) {
        (_, true) => None,
        (Some(entry), false) => {
            let (year, month) = year_and_month(work.now().0);
            Some(entry.read(year, month).map_err(Refused::Card)?)
        }
        (None, false) => return Err(Refused::Card(payment::INCOMPLETE_NUMBER)),
    };
    complete::fill_in(&mut visit, submission);
    let Some(card) = card else {
        complete::remember_customer(work, &mut visit.session)?;
        complete::complete(work, &mut visit.session, "no_payment_required")?;
        return Ok(Outcome::Free);
    };
    Ok(attempt(work, visit, submission, &card)?)
}

fn attempt(
    work: &mut Work<'_>,
    mut visit: Visit,
    submission: &Submission,
    card: &Card,
) -> Result<Outcome, StateError> {
    complete::remember_customer(work, &mut visit.session)?;
    let intent = intent::intent_for(work, &mut visit, submission)?;
    let method = payment::new_method(
        work,
        card,
        intent::billing_details(&visit.session, submission),
        &visit.session["customer"],
    )?;
    work.replace(Kind::CheckoutSession, &visit.session)?;
    match card.behaviour {
        Behaviour::Approve => approve(work, intent, &method, visit.session, Confirmed::NotAsked),
        Behaviour::Decline(decline) => {
            let session = &visit.session;
            declined(work, intent, &method, session, decline, Confirmed::NotAsked)
        }
        Behaviour::Authenticate(then) => {
            ask_to_confirm(work, intent, &method, &visit.session, then)
        }
    }
}

/// The bank takes the charge.
pub(super) fn approve(
    work: &mut Work<'_>,
    mut intent: Value,
    method: &Value,
    mut session: Value,
    confirmed: Confirmed,
) -> Result<Outcome, StateError> {
    let charge = payment::charge(work, &intent, method, &session, None, confirmed)?;
    let captured = charge["captured"] == true;
    intent["latest_charge"] = charge["id"].clone();
    intent["last_payment_error"] = Value::Null;
    intent["next_action"] = Value::Null;
    intent["payment_method"] = method["id"].clone();
    let (status, received, event_type) = if captured {
        ("succeeded", "amount_received", "payment_intent.succeeded")
    } else {
        (
            "requires_capture",
            "amount_capturable",
            "payment_intent.amount_capturable_updated",
        )
    };
    intent["status"] = json!(status);
    intent[received] = intent["amount"].clone();
    work.replace(Kind::PaymentIntent, &intent)?;
    work.announce("charge.succeeded", &charge)?;
    work.announce(event_type, &intent)?;
    complete::complete(work, &mut session, if captured { "paid" } else { "unpaid" })?;
    if captured {
        settle(work, &charge)?;
    }
    Ok(Outcome::Succeeded {
        intent: id_of(&intent),
    })
}

/// The bank refuses the charge; the session stays open.
pub(super) fn declined(
    work: &mut Work<'_>,
    mut intent: Value,
    method: &Value,
    session: &Value,
    decline: Decline,
    confirmed: Confirmed,
) -> Result<Outcome, StateError> {
    let charge = payment::charge(work, &intent, method, session, Some(&decline), confirmed)?;
    intent["latest_charge"] = charge["id"].clone();
    work.announce("charge.failed", &charge)?;
    fail(work, &mut intent, method, &decline, &charge["id"])?;
    Ok(Outcome::Declined {
        intent: id_of(&intent),
        decline,
    })
}

/// Marks an attempt of an intent as failed.
pub(super) fn fail(
    work: &mut Work<'_>,
    intent: &mut Value,
    method: &Value,
    decline: &Decline,
    charge: &Value,
) -> Result<(), StateError> {
    let page = decline.code.replace('_', "-");
    let mut error = json!({
        "code": decline.code,
        "doc_url": format!("https://stripe.com/docs/error-codes/{page}"),
        "message": decline.message,
        "payment_method": method,
        "type": "card_error",
    });
    for (name, value) in [
        ("advice_code", json!(decline.advice())),
        ("charge", charge.clone()),
        ("decline_code", json!(decline.decline_code)),
    ] {
        if !value.is_null() {
            error[name] = value;
        }
    }
    intent["last_payment_error"] = error;
    intent["next_action"] = Value::Null;
    intent["payment_method"] = Value::Null;
    intent["status"] = json!("requires_payment_method");
    work.replace(Kind::PaymentIntent, intent)?;
    work.announce("payment_intent.payment_failed", intent)
}

fn ask_to_confirm(
    work: &mut Work<'_>,
    mut intent: Value,
    method: &Value,
    session: &Value,
    then: &Behaviour,
) -> Result<Outcome, StateError> {
    let page = format!(
        "/pay/{}/{}",
        session["_slug"].as_str().unwrap_or_default(),
        session["id"].as_str().unwrap_or_default()
    );
    intent["next_action"] = json!({
        "redirect_to_url": { "return_url": page, "url": format!("{page}/authenticate") },
        "type": "redirect_to_url",
    });
    intent["last_payment_error"] = Value::Null;
    intent["payment_method"] = method["id"].clone();
    intent["status"] = json!("requires_action");
    // The card's number is gone by then, so what its bank will do is kept here.
    intent["_decline_after"] = match then {
        Behaviour::Decline(decline) => json!(decline.reason()),
        Behaviour::Approve | Behaviour::Authenticate(_) => Value::Null,
    };
    work.replace(Kind::PaymentIntent, &intent)?;
    work.announce("payment_intent.requires_action", &intent)?;
    Ok(Outcome::RequiresAction {
        intent: id_of(&intent),
    })
}

pub(super) fn id_of(object: &Value) -> String {
    object["id"].as_str().unwrap_or_default().to_owned()
}

/// The year and month of a time, in UTC.
fn year_and_month(seconds: i64) -> (i64, i64) {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let date = jiff::tz::TimeZone::UTC.to_datetime(time);
    (i64::from(date.year()), i64::from(date.month()))
}
