//! Payment intents and payment methods of a checkout.

use serde_json::{Value, json};

use super::fields::asks_for_billing;
use super::open::Visit;
use super::submission::{AddressEntry, Submission, text};
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
    work.insert(Kind::PaymentIntent, &intent)?;
    work.announce("payment_intent.created", &intent)?;
    intent["shipping"] = shipping(&visit.session, submission);
    visit.session["payment_intent"] = intent["id"].clone();
    work.replace(Kind::CheckoutSession, &visit.session)?;
    Ok(intent)
}

fn new_intent(work: &mut Work<'_>, visit: &Visit) -> Value {
    let id = work.new_id(Kind::PaymentIntent);
    let secret = format!("{id}_secret_{}", work.chance().word(25));
    let data = &visit.session["_intent_data"];
    let capture = data["capture_method"].as_str().unwrap_or("automatic_async");
    let metadata = data.get("metadata").cloned().unwrap_or_else(|| json!({}));
    json!({
        "id": id,
        "object": "payment_intent",
        "allowed_payment_method_types": null,
        "amount_capturable": 0,
        "amount_details": { "tip": {} },
        "amount_received": 0,
        "application": null,
        "application_fee_amount": null,
        "automatic_payment_methods": null,
        "canceled_at": null,
        "cancellation_reason": null,
        "capture_method": capture,
        "client_secret": secret,
        "confirmation_method": "automatic",
        "created": work.now(),
        "currency": visit.session["currency"],
        "customer": visit.session["customer"],
        "customer_account": null,
        "description": data["description"],
        "excluded_payment_method_types": null,
        "last_payment_error": null,
        "latest_charge": null,
        "livemode": false,
        "managed_payments": null,
        "metadata": metadata,
        "next_action": null,
        "on_behalf_of": null,
        "payment_method": null,
        "payment_method_configuration_details": null,
        "payment_method_options": card_options(),
        "payment_method_types": visit.session["payment_method_types"],
        "payment_record": null,
        "processing": null,
        "receipt_email": null,
        "review": null,
        "setup_future_usage": data["setup_future_usage"],
        "shipping": null,
        "source": null,
        "statement_descriptor": data["statement_descriptor"],
        "statement_descriptor_suffix": data["statement_descriptor_suffix"],
        "status": "requires_payment_method",
        "transfer_data": null,
        "transfer_group": data["transfer_group"],
    })
}

fn card_options() -> Value {
    json!({
        "card": {
            "installments": null,
            "mandate_options": null,
            "network": null,
            "request_three_d_secure": "automatic",
        },
    })
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
