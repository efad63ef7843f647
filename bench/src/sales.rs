//! Distinct signed events of about three kilobytes, each of a payment of its own.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::{API_VERSION, signature};
use secrecy::SecretString;
use serde_json::json;

/// The length that Stripe's events of payments commonly have, in bytes.
const BODY_BYTES: usize = 3000;

/// The secret that the events are signed with.
pub fn secret() -> SecretString {
    SecretString::from("whsec_benchmark")
}

/// A `payment_intent.succeeded` event, its bytes.
pub fn event(number: usize, now: UnixSeconds) -> Vec<u8> {
    let mut event = json!({
        "id": format!("evt_3Q{number:010}"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now.0,
        "livemode": false,
        "type": "payment_intent.succeeded",
        "pending_webhooks": 1,
        "data": {"object": {
            "id": format!("pi_3Q{number:010}"),
            "object": "payment_intent",
            "amount": 1000 + number,
            "amount_received": 1000 + number,
            "currency": "eur",
            "created": now.0,
            "livemode": false,
            "status": "succeeded",
            "latest_charge": format!("ch_3Q{number:010}"),
            "description": format!("Order {number}"),
            "receipt_email": format!("customer{number}@example.com"),
            "metadata": {"order": number.to_string()},
            "client_secret": null,
            "next_action": null,
            "shipping": null,
            "transfer_data": null,
        }},
    });
    let length = event.to_string().len();
    let filling: String = (0..BODY_BYTES.saturating_sub(length + 30))
        .map(|at| char::from(b'a' + u8::try_from((at * 7 + number) % 26).unwrap_or(0)))
        .collect();
    event["data"]["object"]["statement"] = json!(filling);
    event.to_string().into_bytes()
}

/// The event as a whole HTTP request.
pub fn request(number: usize, now: UnixSeconds) -> Vec<u8> {
    let body = event(number, now);
    let header = signature::sign(&secret(), now, &body);
    let mut request = format!(
        "POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Stripe-Signature: {header}\r\nContent-Length: {}\r\n\r\n",
        body.len(),
    )
    .into_bytes();
    request.extend_from_slice(&body);
    request
}
