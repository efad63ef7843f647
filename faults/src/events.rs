//! Distinct signed events, each of a payment of its own. An event is made from its number alone, so
//! that what was acknowledged can be made again and compared.

use std::time::{SystemTime, UNIX_EPOCH};

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::{API_VERSION, signature};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::number::Chance;

/// When all of them happened.
const CREATED: i64 = 1_790_000_000;
/// The length of the text in each that no compression makes shorter.
const FILLING: usize = 1500;

/// The endpoint's secret.
pub fn secret() -> SecretString {
    SecretString::from("whsec_faults")
}

/// The secret's bytes, for the environment of the program.
pub fn secret_text() -> String {
    secret().expose_secret().to_owned()
}

/// The event's id.
pub fn id(number: usize) -> String {
    format!("evt_3Q{number:010}")
}

/// The number of the event with this id.
pub fn number(id: &str) -> Option<usize> {
    id.strip_prefix("evt_3Q")?.parse().ok()
}

/// The id of the payment that the event is about.
pub fn payment(number: usize) -> String {
    format!("pi_3Q{number:010}")
}

/// Text that is only in this event, and lies in the ledger's file as it is.
pub fn filling(number: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut chance = Chance(number as u64);
    (0..FILLING)
        .map(|_| char::from(LETTERS[chance.below(LETTERS.len())]))
        .collect()
}

/// The event's bytes: `payment_intent.succeeded`.
pub fn body(number: usize) -> Vec<u8> {
    let event = json!({
        "id": id(number),
        "object": "event",
        "api_version": API_VERSION,
        "created": CREATED + (number % 100_000) as i64,
        "livemode": false,
        "type": "payment_intent.succeeded",
        "pending_webhooks": 1,
        "data": {"object": {
            "id": payment(number),
            "object": "payment_intent",
            "amount": 1000 + number,
            "amount_received": 1000 + number,
            "currency": "eur",
            "created": CREATED + (number % 100_000) as i64,
            "livemode": false,
            "status": "succeeded",
            "latest_charge": format!("ch_3Q{number:010}"),
            "description": format!("Order {number}"),
            "receipt_email": format!("customer{number}@example.com"),
            "metadata": {"order": number.to_string(), "filling": filling(number)},
        }},
    });
    event.to_string().into_bytes()
}

/// A whole HTTP request that delivers these bytes, signed now.
pub fn request(body: &[u8]) -> Vec<u8> {
    signed_at(body, now())
}

/// A request that says it was signed at some time.
pub fn signed_at(body: &[u8], at: UnixSeconds) -> Vec<u8> {
    let header = signature::sign(&secret(), at, body);
    let mut request = format!(
        "POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Stripe-Signature: {header}\r\nContent-Length: {}\r\n\r\n",
        body.len(),
    )
    .into_bytes();
    request.extend_from_slice(body);
    request
}

/// This computer's time.
pub fn now() -> UnixSeconds {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    UnixSeconds(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
