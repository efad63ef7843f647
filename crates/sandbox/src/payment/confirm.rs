//! One attempt to pay an intent: with a card now, with a debit or a voucher in some days.
//!
//! Checkout and the API both come through here. Whoever calls puts a captured charge on the
//! balance when it has told all else that the attempt changed: see [`settle`].

use serde_json::{Value, json};

use super::charge::{self, Answer, ThreeD};
use super::decline::{self, Decline};
use super::intent::{id_of, tell};
use super::test_card::Asks;
use super::{debit, method, security, voucher};
use crate::money;
use crate::state::{StateError, Work};

/// Whether the customer is there to confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    OnSession,
    OffSession,
}

/// Where a customer who has to confirm comes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReturnTo<'a> {
    /// The shop's own address.
    Address(&'a str),
    /// The checkout's own page.
    Page(&'a str),
    /// Nowhere: the shop's page never goes away.
    Sdk,
}

/// How an attempt is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct How<'a> {
    pub(crate) presence: Presence,
    pub(crate) return_to: ReturnTo<'a>,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Paid, or authorised where the merchant captures later.
    Succeeded,
    /// The customer has to confirm.
    RequiresAction,
    /// A debit is on its way.
    Processing,
    /// There is a voucher to pay.
    Voucher,
    Declined(Decline),
}

/// An attempt, with what it left.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    pub(crate) intent: Value,
    /// Null where there was no charge.
    pub(crate) charge: Value,
    pub(crate) ended: Ended,
}

/// Tries to pay an intent with a method, which is kept if it is new.
pub(crate) fn confirm(
    work: &mut Work<'_>,
    mut intent: Value,
    mut method: Value,
    how: How<'_>,
) -> Result<Attempt, StateError> {
    intent["payment_method"] = method["id"].clone();
    intent["last_payment_error"] = Value::Null;
    voucher::void(work, &mut intent)?;
    intent["_due"] = Value::Null;
    match method["type"].as_str() {
        Some("sepa_debit") => return debit::start(work, intent, method),
        Some("multibanco") => return voucher::issue(work, intent, method),
        _ => {}
    }
    method::verify(&mut method);
    match next_step(&intent, &method, how) {
        Step::Ask => {
            method::keep(work, &method)?;
            security::ask(work, intent, how.return_to)
        }
        Step::Refuse(decline) => {
            method::keep(work, &method)?;
            fail(work, &mut intent, &method, &decline, &Value::Null)?;
            Ok(Attempt {
                intent,
                charge: Value::Null,
                ended: Ended::Declined(decline),
            })
        }
        Step::Charge(three_d) => charge_card(work, intent, method, three_d),
    }
}

/// How a card is charged when nobody is there.
pub(super) const AWAY: How<'static> = How {
    presence: Presence::OffSession,
    return_to: ReturnTo::Sdk,
};

/// What an attempt with a card comes to first.
pub(super) enum Step {
    /// The customer has to confirm.
    Ask,
    /// They would have to, and are not there.
    Refuse(Decline),
    Charge(ThreeD),
}

pub(super) fn next_step(intent: &Value, method: &Value, how: How<'_>) -> Step {
    if intent["_confirmed"] == true {
        return Step::Charge(ThreeD::Confirmed);
    }
    let request = &intent["payment_method_options"]["card"]["request_three_d_secure"];
    let requested = *request == "any" || *request == "challenge";
    let asks = method::test_card(method).map_or(Asks::Never, |test| test.asks);
    let set_up = method["_set_up"] == true;
    let ask = match (asks, how.presence) {
        (Asks::Unsupported, _) => return Step::Charge(ThreeD::NotAsked),
        (Asks::Silently, _) => return Step::Charge(ThreeD::Silent),
        (Asks::NeededAndBreaksDown, _) => return Step::Charge(ThreeD::BrokeDown),
        (Asks::BreaksDown, Presence::OnSession) if requested => {
            return Step::Charge(ThreeD::BrokeDown);
        }
        (Asks::Never, Presence::OnSession) if requested => {
            return Step::Charge(ThreeD::Acknowledged);
        }
        (Asks::Never | Asks::BreaksDown, _) => false,
        (Asks::Always, _) | (Asks::UnlessSetUp | Asks::OnSession, Presence::OnSession) => true,
        (Asks::UnlessSetUp, Presence::OffSession) => !set_up,
        (Asks::OnSession, Presence::OffSession) => false,
        (Asks::IfRequested, Presence::OnSession) => requested,
        (Asks::IfRequested, Presence::OffSession) => false,
    };
    match (ask, how.presence) {
        (false, _) => Step::Charge(ThreeD::NotAsked),
        (true, Presence::OnSession) => Step::Ask,
        (true, Presence::OffSession) => Step::Refuse(decline::AUTHENTICATION_REQUIRED),
    }
}

/// Charges a card, after 3-D Secure went as it did.
pub(super) fn charge_card(
    work: &mut Work<'_>,
    mut intent: Value,
    method: Value,
    three_d: ThreeD,
) -> Result<Attempt, StateError> {
    forget_confirmation(&mut intent);
    if let Some(decline) = charge::decline_of(&method, three_d) {
        method::keep(work, &method)?;
        let answer = Answer::Declined(decline);
        let charge = charge::keep(work, &intent, &method, answer, three_d)?;
        intent["latest_charge"] = charge["id"].clone();
        work.announce("charge.failed", &charge)?;
        fail(work, &mut intent, &method, &decline, &charge["id"])?;
        return Ok(Attempt {
            intent,
            charge,
            ended: Ended::Declined(decline),
        });
    }
    let mut charge = charge::keep(work, &intent, &method, Answer::Approved, three_d)?;
    if intent["capture_method"] == "automatic" {
        money::settle_first(work, &mut charge)?;
    }
    save_method(work, &intent, method, three_d)?;
    work.announce("charge.succeeded", &charge)?;
    let intent = paid(work, intent, &charge)?;
    Ok(Attempt {
        intent,
        charge,
        ended: Ended::Succeeded,
    })
}

fn forget_confirmation(intent: &mut Value) {
    intent["next_action"] = Value::Null;
    if let Some(intent) = intent.as_object_mut() {
        intent.remove("_confirmed");
    }
}

/// Marks an intent as paid by a charge, or as authorised where the charge is to be captured later.
pub(super) fn paid(
    work: &mut Work<'_>,
    mut intent: Value,
    charge: &Value,
) -> Result<Value, StateError> {
    intent["latest_charge"] = charge["id"].clone();
    intent["last_payment_error"] = Value::Null;
    intent["next_action"] = Value::Null;
    let (status, amount, event_type) = if charge["captured"] == true {
        ("succeeded", "amount_received", "payment_intent.succeeded")
    } else {
        intent["_due"] = charge["payment_method_details"]["card"]["capture_before"].clone();
        (
            "requires_capture",
            "amount_capturable",
            "payment_intent.amount_capturable_updated",
        )
    };
    intent["status"] = json!(status);
    intent[amount] = intent["amount"].clone();
    tell(work, event_type, &intent)?;
    Ok(intent)
}

/// Keeps a method that was paid with, and saves it with the customer where the intent says so. One
/// that belongs to nobody is used up.
pub(super) fn save_method(
    work: &mut Work<'_>,
    intent: &Value,
    mut method: Value,
    three_d: ThreeD,
) -> Result<(), StateError> {
    let owner = method["customer"].clone();
    let saves = intent["setup_future_usage"].is_string() && intent["customer"].is_string();
    if saves && method["customer"].is_null() {
        method["customer"] = intent["customer"].clone();
    }
    if method["customer"].is_null() {
        method["_used"] = json!(true);
    } else if intent["setup_future_usage"] == "off_session" && three_d == ThreeD::Confirmed {
        method["_set_up"] = json!(true);
    }
    method::keep(work, &method)?;
    if method["customer"] != owner {
        work.announce("payment_method.attached", &method)?;
    }
    Ok(())
}

/// Marks an attempt of an intent as failed.
pub(super) fn fail(
    work: &mut Work<'_>,
    intent: &mut Value,
    method: &Value,
    decline: &Decline,
    charge: &Value,
) -> Result<(), StateError> {
    let mut error = error_of(decline);
    error["payment_method"] = work.render(method)?;
    error["payment_method_type"] = method["type"].clone();
    if !charge.is_null() {
        error["charge"] = charge.clone();
    }
    intent["last_payment_error"] = error;
    intent["payment_method"] = Value::Null;
    intent["processing"] = Value::Null;
    intent["status"] = json!("requires_payment_method");
    intent["_due"] = Value::Null;
    forget_confirmation(intent);
    tell(work, "payment_intent.payment_failed", intent)
}

/// A decline as an intent's `last_payment_error` and an answer of the API tell it.
pub(crate) fn error_of(decline: &Decline) -> Value {
    let page = decline.code.replace('_', "-");
    let mut error = json!({
        "code": decline.code,
        "doc_url": format!("https://stripe.com/docs/error-codes/{page}"),
        "message": decline.message,
        "type": "card_error",
    });
    for (name, value) in [
        ("advice_code", decline.advice()),
        ("decline_code", decline.decline_code),
        ("param", decline.param()),
    ] {
        if let Some(value) = value {
            error[name] = json!(value);
        }
    }
    error
}

/// Puts what an attempt took on the balance, unless the merchant wanted to wait for that.
pub(crate) fn settle(work: &mut Work<'_>, attempt: &Attempt) -> Result<(), StateError> {
    let charge = &attempt.charge;
    if attempt.ended != Ended::Succeeded || charge["captured"] != true {
        return Ok(());
    }
    match charge["balance_transaction"].is_string() {
        true => money::follow(work, charge),
        false => money::settle(work, charge),
    }
}

impl Attempt {
    /// The intent's id.
    pub(crate) fn intent_id(&self) -> String {
        id_of(&self.intent)
    }
}
