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
    if let Some(id) = visit.session["payment_intent"].as_str()
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
    visit.session["payment_intent"] = intent["id"].clone();
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
    intent["_page"] = json!(page_of(&visit.session));
    intent
}

fn shipping(session: &Value, submission: &Submission) -> Value {
    if session["shipping_address_collection"].is_null() {
        return Value::Null;
    }
    json!({
        "address": submission.shipping.json(),
        "carrier": null,
        "name": text(&submission.name),
        "phone": phone(session, submission),
        "tracking_number": null,
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
