//! Charges.

use serde_json::{Value, json};

use super::decline::Decline;
use crate::state::{Kind, StateError, Work};

/// Whether a customer confirmed with their bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Confirmed {
    Yes,
    NotAsked,
}

/// Keeps a new charge: declined, or authorised and, unless the intent says otherwise, captured.
pub(crate) fn charge(
    work: &mut Work<'_>,
    intent: &Value,
    method: &Value,
    session: &Value,
    decline: Option<&Decline>,
    confirmed: Confirmed,
) -> Result<Value, StateError> {
    let mut charge = unset();
    for (name, value) in [
        ("id", json!(work.new_id(Kind::Charge))),
        ("amount", intent["amount"].clone()),
        ("billing_details", method["billing_details"].clone()),
        ("created", json!(work.now())),
        ("payment_intent", intent["id"].clone()),
        ("payment_method", method["id"].clone()),
        (
            "payment_method_details",
            method_details(intent, method, decline, confirmed),
        ),
    ] {
        charge[name] = value;
    }
    for name in FROM_INTENT {
        charge[name] = intent[name].clone();
    }
    match decline {
        Some(decline) => refuse(&mut charge, decline),
        None => take(&mut charge, intent, session),
    }
    work.insert(Kind::Charge, &charge)?;
    Ok(charge)
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

fn refuse(charge: &mut Value, decline: &Decline) {
    charge["failure_code"] = json!(decline.code);
    charge["failure_message"] = json!(decline.message);
    charge["outcome"] = decline.outcome();
    charge["status"] = json!("failed");
}

fn take(charge: &mut Value, intent: &Value, session: &Value) {
    if intent["capture_method"] != "manual" {
        charge["amount_captured"] = intent["amount"].clone();
        charge["captured"] = json!(true);
    }
    charge["outcome"] = approved();
    charge["paid"] = json!(true);
    charge["receipt_url"] = json!(format!(
        "/pay/{}/{}",
        session["_slug"].as_str().unwrap_or_default(),
        session["id"].as_str().unwrap_or_default()
    ));
    charge["status"] = json!("succeeded");
}

fn unset() -> Value {
    json!({
        "object": "charge",
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": null,
        "application_fee": null,
        "application_fee_amount": null,
        "balance_transaction": null,
        "calculated_statement_descriptor": "PRACTICE STORE",
        "captured": false,
        "disputed": false,
        "failure_balance_transaction": null,
        "failure_code": null,
        "failure_message": null,
        "fraud_details": {},
        "livemode": false,
        "on_behalf_of": null,
        "paid": false,
        "radar_options": {},
        "receipt_email": null,
        "receipt_number": null,
        "receipt_url": null,
        "refunded": false,
        "review": null,
        "source": null,
        "source_transfer": null,
        "transfer_data": null,
    })
}

fn approved() -> Value {
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": "approved_by_network",
        "reason": null,
        "risk_level": "normal",
        "risk_score": 12,
        "seller_message": "Payment complete.",
        "type": "authorized",
    })
}

fn method_details(
    intent: &Value,
    method: &Value,
    decline: Option<&Decline>,
    confirmed: Confirmed,
) -> Value {
    let of_card = &method["card"];
    let brand = &of_card["brand"];
    let mut card = json!({
        "amount_authorized": if decline.is_none() { &intent["amount"] } else { &Value::Null },
        "authorization_code": null,
        "electronic_commerce_indicator": match confirmed {
            Confirmed::Yes => json!("05"),
            Confirmed::NotAsked => Value::Null,
        },
        "extended_authorization": { "status": "disabled" },
        "incremental_authorization": { "status": "unavailable" },
        "installments": null,
        "mandate": null,
        "multicapture": { "status": "unavailable" },
        "network": brand,
        "network_token": { "used": false },
        "network_transaction_id": null,
        "overcapture":
            { "maximum_amount_capturable": intent["amount"], "status": "unavailable" },
        "three_d_secure": match confirmed {
            Confirmed::Yes => authenticated(),
            Confirmed::NotAsked => Value::Null,
        },
        "transaction_link_id": null,
    });
    for name in [
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
    ] {
        card[name] = of_card[name].clone();
    }
    if decline.is_some_and(|decline| decline.code == "incorrect_cvc") {
        card["checks"]["cvc_check"] = json!("fail");
    }
    json!({ "card": card, "type": "card" })
}

fn authenticated() -> Value {
    json!({
        "authentication_flow": "challenge",
        "electronic_commerce_indicator": "05",
        "exemption_indicator": null,
        "result": "authenticated",
        "result_reason": null,
        "transaction_id": null,
        "version": "2.2.0",
    })
}
