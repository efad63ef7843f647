//! Charges: attempts to move money.

use serde_json::{Value, json};

use super::decline::Decline;
use super::intent::{self, PRACTICE};
use super::test_card::{Risk, TestCard};
use super::{method, outcome};
use crate::state::{Kind, StateError, Work};

/// How long an authorised amount can be captured, in seconds: Stripe's seven days.
pub(super) const CAPTURE_WINDOW: i64 = 7 * 24 * 3600;

/// How 3-D Secure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ThreeD {
    /// Nobody wanted it, or the card does not take part.
    NotAsked,
    /// The customer confirmed.
    Confirmed,
    /// The bank was content without asking.
    Silent,
    /// The bank only noted that it was asked.
    Acknowledged,
    /// The check broke down.
    BrokeDown,
}

/// What became of a charge at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Approved,
    Declined(Decline),
    /// The bank answers in some days.
    Pending,
}

/// Keeps a new charge of an intent.
pub(super) fn keep(
    work: &mut Work<'_>,
    intent: &Value,
    method: &Value,
    answer: Answer,
    three_d: ThreeD,
) -> Result<Value, StateError> {
    let charge = build(work, intent, method, answer, three_d);
    work.insert(Kind::Charge, &charge)?;
    Ok(charge)
}

/// A new charge, not kept yet.
pub(super) fn build(
    work: &mut Work<'_>,
    intent: &Value,
    method: &Value,
    answer: Answer,
    three_d: ThreeD,
) -> Value {
    let mut charge = blank(work, method);
    for (name, value) in [
        ("amount", intent["amount"].clone()),
        (
            "calculated_statement_descriptor",
            json!(intent::shown_descriptor(intent)),
        ),
        ("payment_intent", intent["id"].clone()),
        ("receipt_email", intent["receipt_email"].clone()),
    ] {
        charge[name] = value;
    }
    for name in FROM_INTENT {
        charge[name] = intent[name].clone();
    }
    charge["payment_method_details"] = details(intent, method, three_d, answer, work.now().0);
    let page = intent["_page"].as_str();
    settle_answer(&mut charge, method, answer, page);
    if answer == Answer::Approved && intent["capture_method"] != "manual" {
        take(&mut charge);
    }
    charge
}

/// What a charge has from its intent.
const FROM_INTENT: [&str; 8] = [
    "currency",
    "customer",
    "description",
    "metadata",
    "shipping",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_group",
];

/// Writes on a charge what its bank answered.
pub(super) fn settle_answer(
    charge: &mut Value,
    method: &Value,
    answer: Answer,
    page: Option<&str>,
) {
    let test = method::test_card(method);
    let is_card = method["type"] == "card";
    match answer {
        Answer::Declined(decline) => {
            charge["failure_code"] = json!(decline.code);
            charge["failure_message"] = json!(decline.message);
            charge["outcome"] = outcome::declined(&decline);
            charge["status"] = json!("failed");
            if charge["outcome"]["type"] == "blocked" {
                charge["fraud_details"] = json!({ "stripe_report": "fraudulent" });
            }
        }
        Answer::Pending => {
            charge["outcome"] = outcome::without_risk("approved_by_network");
            charge["status"] = json!("pending");
        }
        Answer::Approved => {
            charge["outcome"] = if is_card {
                outcome::approved(test.map_or(Risk::Normal, |test| test.risk))
            } else {
                outcome::without_risk("approved_by_network")
            };
            charge["paid"] = json!(true);
            let id = charge["id"].as_str().unwrap_or_default();
            let receipt = page.map_or_else(|| format!("/pay/receipt/{id}"), str::to_owned);
            charge["receipt_url"] = json!(receipt);
            charge["status"] = json!("succeeded");
            if let Some(afterwards) = test.and_then(|test| test.afterwards) {
                charge["_afterwards"] = json!(afterwards);
            }
        }
    }
}

/// Takes the whole amount.
pub(super) fn take(charge: &mut Value) {
    charge["amount_captured"] = charge["amount"].clone();
    charge["captured"] = json!(true);
}

/// A charge with nothing decided. What is not charged on a card has an id that begins otherwise.
pub(super) fn blank(work: &mut Work<'_>, method: &Value) -> Value {
    let prefix = if method["type"] == "card" {
        Kind::Charge.prefix()
    } else {
        "py_"
    };
    let id = work.chance().id(prefix, Kind::Charge.shape());
    json!({
        "id": id,
        "object": "charge",
        "amount": 0,
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": null,
        "application_fee": null,
        "application_fee_amount": null,
        "balance_transaction": null,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": PRACTICE,
        "captured": false,
        "created": work.now(),
        "currency": null,
        "customer": null,
        "description": null,
        "disputed": false,
        "failure_balance_transaction": null,
        "failure_code": null,
        "failure_message": null,
        "fraud_details": {},
        "livemode": false,
        "metadata": {},
        "on_behalf_of": null,
        "outcome": null,
        "paid": false,
        "payment_intent": null,
        "payment_method": method["id"],
        "payment_method_details": null,
        "radar_options": {},
        "receipt_email": null,
        "receipt_number": null,
        "receipt_url": null,
        "refunded": false,
        "review": null,
        "shipping": null,
        "source": null,
        "source_transfer": null,
        "statement_descriptor": null,
        "statement_descriptor_suffix": null,
        "status": null,
        "transfer_data": null,
        "transfer_group": null,
    })
}

/// What a charge tells of what it was made with.
pub(super) fn details(
    of: &Value,
    method: &Value,
    three_d: ThreeD,
    answer: Answer,
    now: i64,
) -> Value {
    match method["type"].as_str() {
        Some("card") => {
            json!({ "card": card_details(of, method, three_d, answer, now), "type": "card" })
        }
        Some("sepa_debit") => {
            let mut debit = method["sepa_debit"].clone();
            if let Some(debit) = debit.as_object_mut() {
                debit.remove("generated_from");
            }
            debit["mandate"] = of["_mandate"].clone();
            json!({ "sepa_debit": debit, "type": "sepa_debit" })
        }
        kind => {
            let voucher = &of["_voucher"];
            let details = json!({ "entity": voucher["entity"], "reference": voucher["reference"] });
            let mut all = json!({ "type": kind });
            all[kind.unwrap_or_default()] = details;
            all
        }
    }
}

fn card_details(of: &Value, method: &Value, three_d: ThreeD, answer: Answer, now: i64) -> Value {
    let amount = &of["amount"];
    let approved = answer == Answer::Approved;
    let of_card = &method["card"];
    let mut card = json!({
        "amount_authorized": if approved { amount } else { &Value::Null },
        "authorization_code": null,
        "electronic_commerce_indicator": three_d_secure(three_d)["electronic_commerce_indicator"],
        "extended_authorization": { "status": "disabled" },
        "incremental_authorization": { "status": "unavailable" },
        "installments": null,
        "mandate": null,
        "multicapture": { "status": "unavailable" },
        "network": of_card["brand"],
        "network_token": { "used": false },
        "network_transaction_id": null,
        "overcapture": { "maximum_amount_capturable": amount, "status": "unavailable" },
        "three_d_secure": three_d_secure(three_d),
        "transaction_link_id": null,
    });
    for name in OF_CARD {
        card[name] = of_card[name].clone();
    }
    if approved && of["capture_method"] == "manual" {
        card["capture_before"] = json!(now + CAPTURE_WINDOW);
    }
    if let Answer::Declined(decline) = answer
        && decline.code == "incorrect_cvc"
    {
        card["checks"]["cvc_check"] = json!("fail");
    }
    card
}

const OF_CARD: [&str; 10] = [
    "brand",
    "checks",
    "country",
    "exp_month",
    "exp_year",
    "fingerprint",
    "funding",
    "last4",
    "regulated_status",
    "wallet",
];

fn three_d_secure(three_d: ThreeD) -> Value {
    let (flow, indicator, result, reason) = match three_d {
        ThreeD::NotAsked => return Value::Null,
        ThreeD::Confirmed => (Some("challenge"), Some("05"), "authenticated", None),
        ThreeD::Silent => (Some("frictionless"), Some("05"), "authenticated", None),
        ThreeD::Acknowledged => (None, Some("06"), "attempt_acknowledged", None),
        ThreeD::BrokeDown => (None, None, "processing_error", Some("protocol_error")),
    };
    json!({
        "authentication_flow": flow,
        "electronic_commerce_indicator": indicator,
        "exemption_indicator": null,
        "result": result,
        "result_reason": reason,
        "transaction_id": null,
        "version": "2.2.0",
    })
}

/// What a card's bank says to a charge of it. A card that is no test card is never charged.
pub(super) fn decline_of(method: &Value, three_d: ThreeD) -> Option<Decline> {
    use super::decline;
    use super::test_card::{Asks, Bank};
    let Some(test) = method::test_card(method) else {
        return Some(decline::LIVE_CARD);
    };
    if test.risk == Risk::Highest {
        return Some(decline::FRAUDULENT);
    }
    if test.asks == Asks::NeededAndBreaksDown && three_d == ThreeD::BrokeDown {
        return Some(decline::GENERIC);
    }
    match test.bank {
        Bank::Approve => None,
        Bank::Decline(decline) | Bank::DeclineCharges(decline) => {
            (!needs_cvc(test, decline) || has_cvc(method)).then_some(decline)
        }
    }
}

/// A bank cannot find a security code wrong that it was not told.
fn needs_cvc(_test: &TestCard, decline: Decline) -> bool {
    decline == super::decline::INCORRECT_CVC
}

fn has_cvc(method: &Value) -> bool {
    !method["card"]["checks"]["cvc_check"].is_null()
}
