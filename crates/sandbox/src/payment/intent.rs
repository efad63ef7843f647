//! Payment intents: sales, over all attempts to pay them.

use serde_json::{Value, json};

use crate::state::{Kind, StateError, Work};

/// What a customer's bank statement says of the shop.
pub(super) const PRACTICE: &str = "PRACTICE STORE";
/// What it says before a suffix.
pub(crate) const PREFIX: &str = "PRACTICE";
/// Longest text on a bank statement.
pub(crate) const LONGEST_DESCRIPTOR: usize = 22;

/// A new intent with nothing decided, not kept yet.
pub(crate) fn blank(work: &mut Work<'_>) -> Value {
    let id = work.new_id(Kind::PaymentIntent);
    let secret = format!("{id}_secret_{}", work.chance().word(25));
    json!({
        "id": id,
        "object": "payment_intent",
        "allowed_payment_method_types": null,
        "amount": 0,
        "amount_capturable": 0,
        "amount_details": { "tip": {} },
        "amount_received": 0,
        "application": null,
        "application_fee_amount": null,
        "automatic_payment_methods": null,
        "canceled_at": null,
        "cancellation_reason": null,
        "capture_method": "automatic_async",
        "client_secret": secret,
        "confirmation_method": "automatic",
        "created": work.now(),
        "currency": null,
        "customer": null,
        "customer_account": null,
        "description": null,
        "excluded_payment_method_types": null,
        "last_payment_error": null,
        "latest_charge": null,
        "livemode": false,
        "managed_payments": null,
        "metadata": {},
        "next_action": null,
        "on_behalf_of": null,
        "payment_method": null,
        "payment_method_configuration_details": null,
        "payment_method_options": options(&json!(["card"])),
        "payment_method_types": ["card"],
        "payment_record": null,
        "processing": null,
        "receipt_email": null,
        "review": null,
        "setup_future_usage": null,
        "shipping": null,
        "source": null,
        "statement_descriptor": null,
        "statement_descriptor_suffix": null,
        "status": "requires_payment_method",
        "transfer_data": null,
        "transfer_group": null,
    })
}

/// Keeps a new intent and tells of it.
pub(crate) fn keep(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    work.insert(Kind::PaymentIntent, intent)?;
    work.announce("payment_intent.created", intent)
}

/// The `payment_method_options` of some types, as Stripe fills them in.
pub(crate) fn options(kinds: &Value) -> Value {
    let mut options = json!({});
    for kind in kinds
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        options[kind] = match kind {
            "card" => json!({
                "installments": null,
                "mandate_options": null,
                "network": null,
                "request_three_d_secure": "automatic",
            }),
            _ => json!({}),
        };
    }
    options
}

/// What the customer's bank statement says of an intent.
pub(super) fn shown_descriptor(intent: &Value) -> String {
    let whole = match (
        intent["statement_descriptor"].as_str(),
        intent["statement_descriptor_suffix"].as_str(),
    ) {
        (_, Some(suffix)) => format!("{PREFIX}* {}", suffix.to_uppercase()),
        (Some(own), None) => own.to_uppercase(),
        (None, None) => return PRACTICE.to_owned(),
    };
    whole.chars().take(LONGEST_DESCRIPTOR).collect()
}

/// The method that an intent has now, or had at its last attempt.
pub(crate) fn method_of(work: &Work<'_>, intent: &Value) -> Result<Value, StateError> {
    let id = intent["payment_method"].as_str().unwrap_or_default();
    Ok(work.find(Kind::PaymentMethod, id)?.unwrap_or_default())
}

/// The charge of an intent's last attempt.
pub(super) fn charge_of(work: &Work<'_>, intent: &Value) -> Result<Value, StateError> {
    let id = intent["latest_charge"].as_str().unwrap_or_default();
    Ok(work.find(Kind::Charge, id)?.unwrap_or_default())
}

/// Keeps an intent's new state and tells of it.
pub(super) fn tell(
    work: &mut Work<'_>,
    event_type: &str,
    intent: &Value,
) -> Result<(), StateError> {
    work.replace(Kind::PaymentIntent, intent)?;
    work.announce(event_type, intent)
}

/// The id of an object.
pub(super) fn id_of(object: &Value) -> String {
    object["id"].as_str().unwrap_or_default().to_owned()
}
