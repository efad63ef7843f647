//! Payment intents and payment methods of a checkout.

use serde_json::{Value, json};

use super::attempt::page_of;
use super::fields::asks_for_billing;
use super::open::Visit;
use super::submission::{AddressEntry, Submission, text};
use crate::payment;
use crate::state::{Kind, StateError, Work};

/// The session's intent with the amount that is to be paid now; a new one at its first attempt.
pub(super) fn intent_for(
    work: &mut Work<'_>,
    visit: &mut Visit,
    submission: &Submission,
) -> Result<Value, StateError> {
    let amount = visit.session["amount_total"].clone();
    if let Some(id) = intent_of(&visit.session).as_str()
        && let Some(mut known) = work.find(Kind::PaymentIntent, id)?
    {
        known["amount"] = amount;
        known["shipping"] = shipping(&visit.session, submission);
        return Ok(known);
    }
    let mut intent = new_intent(work, visit);
    intent["amount"] = amount;
    payment::keep_intent(work, &intent)?;
    intent["shipping"] = shipping(&visit.session, submission);
    // Of a subscription's session the way to the intent leads through the invoice.
    let field = match is_subscription(&visit.session) {
        true => "_payment_intent",
        false => "payment_intent",
    };
    visit.session[field] = intent["id"].clone();
    work.replace(Kind::CheckoutSession, &visit.session)?;
    Ok(intent)
}

fn new_intent(work: &mut Work<'_>, visit: &Visit) -> Value {
    let data = &visit.session["_intent_data"];
    let mut intent = payment::blank_intent(work);
    if let Some(capture) = data["capture_method"].as_str() {
        intent["capture_method"] = json!(capture);
    }
    if let Some(metadata) = data.get("metadata") {
        intent["metadata"] = metadata.clone();
    }
    for name in [
        "description",
        "setup_future_usage",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
    ] {
        intent[name] = data[name].clone();
    }
    for name in ["currency", "customer", "payment_method_types"] {
        intent[name] = visit.session[name].clone();
    }
    intent["payment_method_options"] = payment::options(&visit.session["payment_method_types"]);
    if let Some(email) = data["receipt_email"].as_str() {
        intent["receipt_email"] = json!(email);
    }
    if is_subscription(&visit.session) {
        intent["description"] = json!("Subscription creation");
        intent["setup_future_usage"] = json!("off_session");
    }
    intent["_page"] = json!(page_of(&visit.session));
    intent["_session"] = visit.session["id"].clone();
    intent
}

fn is_subscription(session: &Value) -> bool {
    session["mode"] == "subscription"
}

/// The id of the intent that a session is paid with, null before there is one.
pub(crate) fn intent_of(session: &Value) -> &Value {
    match is_subscription(session) {
        true => &session["_payment_intent"],
        false => &session["payment_intent"],
    }
}

/// The session that an intent is to pay, where there is one.
pub(crate) fn session_of_intent(
    work: &Work<'_>,
    intent: &Value,
) -> Result<Option<Value>, StateError> {
    let id = intent["_session"].as_str().unwrap_or_default();
    work.find(Kind::CheckoutSession, id)
}

fn shipping(session: &Value, submission: &Submission) -> Value {
    if session["shipping_address_collection"].is_null() {
        return known_shipping(&session["_intent_data"]["shipping"]);
    }
    json!({
        "address": submission.shipping.json(),
        "carrier": null,
        "name": text(&submission.name),
        "phone": phone(session, submission),
        "tracking_number": null,
    })
}

/// Where the shop sends what is bought, as it said with the session.
fn known_shipping(given: &Value) -> Value {
    if given.is_null() {
        return Value::Null;
    }
    let part = |name: &str| given["address"][name].clone();
    json!({
        "address": {
            "city": part("city"),
            "country": part("country"),
            "line1": part("line1"),
            "line2": part("line2"),
            "postal_code": part("postal_code"),
            "state": part("state"),
        },
        "carrier": given["carrier"],
        "name": given["name"],
        "phone": given["phone"],
        "tracking_number": given["tracking_number"],
    })
}

/// Who pays, as charges and payment methods tell it.
pub(super) fn billing_details(session: &Value, submission: &Submission) -> Value {
    let address = if asks_for_billing(session) {
        submission.billing.json()
    } else {
        AddressEntry::default().json()
    };
    json!({
        "address": address,
        "email": text(&submission.email),
        "name": text(&submission.name),
        "phone": phone(session, submission),
        "tax_id": null,
    })
}

/// The phone number, where the session asks for it.
pub(super) fn phone(session: &Value, submission: &Submission) -> Value {
    match session["phone_number_collection"]["enabled"] == true {
        true => text(&submission.phone),
        false => Value::Null,
    }
}
