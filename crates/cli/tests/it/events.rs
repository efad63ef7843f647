//! Events for the tests, in Stripe's shape.

use serde_json::{Value, json};

/// An event about an intent that succeeded.
pub fn succeeded(number: u32, created: i64, amount: i64) -> Value {
    let intent = json!({
        "id": format!("pi_{number:04}"),
        "object": "payment_intent",
        "amount": amount,
        "amount_received": amount,
        "currency": "eur",
        "created": created,
        "livemode": false,
        "status": "succeeded",
        "metadata": {},
    });
    event(
        &format!("evt_{number:04}"),
        "payment_intent.succeeded",
        created,
        &intent,
    )
}

/// An event of any type.
pub fn event(id: &str, event_type: &str, created: i64, object: &Value) -> Value {
    json!({
        "id": id,
        "object": "event",
        "api_version": "2026-09-30.endive",
        "created": created,
        "livemode": false,
        "type": event_type,
        "data": { "object": object },
    })
}

/// The bytes of an event.
pub fn bytes(event: &Value) -> Vec<u8> {
    serde_json::to_vec(event).unwrap()
}
