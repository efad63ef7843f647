//! Distinct signed events of about three kilobytes, as Stripe writes them, each of a payment of its
//! own.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::{API_VERSION, signature};
use secrecy::SecretString;
use serde_json::{Map, Value, json};

/// The length that Stripe's events of payments commonly have, in bytes.
pub(crate) const BODY_BYTES: usize = 3000;

/// The secret that the events are signed with.
pub const SECRET: &str = "whsec_benchmark";

/// The secret that the events are signed with.
pub fn secret() -> SecretString {
    SecretString::from(SECRET)
}

/// A `payment_intent.succeeded` event, its bytes: indented, as Stripe sends them.
pub fn event(number: usize, now: UnixSeconds) -> Vec<u8> {
    let mut chance = Chance(number as u64);
    let mut event = json!({
        "id": id("evt_3Q", number, &mut chance),
        "object": "event",
        "api_version": API_VERSION,
        "created": now.0,
        "data": {"object": intent(number, now, &mut chance)},
        "livemode": false,
        "pending_webhooks": 1,
        "request": {"id": format!("req_{}", chance.word(14)), "idempotency_key": chance.uuid()},
        "type": "payment_intent.succeeded",
    });
    let length = pretty(&event).len();
    event["data"]["object"]["metadata"] = metadata(BODY_BYTES.saturating_sub(length), &mut chance);
    pretty(&event).into_bytes()
}

pub(crate) fn pretty(event: &Value) -> String {
    format!("{event:#}")
}

/// Stripe's ids begin with the time, and end by chance.
fn id(prefix: &str, number: usize, chance: &mut Chance) -> String {
    format!("{prefix}{number:08}Lkd1{}", chance.word(8))
}

fn intent(number: usize, now: UnixSeconds, chance: &mut Chance) -> Value {
    let id = id("pi_3Q", number, chance);
    json!({
        "id": id,
        "object": "payment_intent",
        "amount": 1000 + number,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 1000 + number,
        "application": null,
        "application_fee_amount": null,
        "automatic_payment_methods": null,
        "canceled_at": null,
        "cancellation_reason": null,
        "capture_method": "automatic_async",
        "client_secret": format!("{id}_secret_{}", chance.word(25)),
        "confirmation_method": "automatic",
        "created": now.0,
        "currency": "eur",
        "customer": format!("cus_{}", chance.word(14)),
        "description": format!("Order {number} of {}", chance.word(7)),
        "last_payment_error": null,
        "latest_charge": format!("ch_3Q{number:08}Lkd1{}", chance.word(8)),
        "livemode": false,
        "next_action": null,
        "on_behalf_of": null,
        "payment_method": format!("pm_1Q{number:08}Lkd1{}", chance.word(8)),
        "payment_method_configuration_details": null,
        "payment_method_options": {"card": {
            "installments": null, "mandate_options": null, "network": null,
            "request_three_d_secure": "automatic",
        }},
        "payment_method_types": ["card"],
        "processing": null,
        "receipt_email": format!("{}@example.com", chance.word(9)),
        "review": null,
        "setup_future_usage": null,
        "shipping": {
            "address": {
                "city": chance.word(8), "country": "DE", "line1": chance.word(14),
                "line2": null, "postal_code": chance.word(5), "state": null,
            },
            "carrier": null, "name": chance.word(12), "phone": null, "tracking_number": null,
        },
        "source": null,
        "statement_descriptor": null,
        "statement_descriptor_suffix": null,
        "status": "succeeded",
        "transfer_data": null,
        "transfer_group": null,
    })
}

/// So many bytes of the merchant's own keys: what no dictionary knows.
fn metadata(bytes: usize, chance: &mut Chance) -> Value {
    let mut keys = Map::new();
    let mut left = bytes;
    while left > 30 {
        let length = left.min(110) - 29;
        keys.insert(format!("key_{:02}", keys.len()), json!(chance.word(length)));
        left = left.saturating_sub(110);
    }
    Value::Object(keys)
}

/// The same numbers for the same event, every time.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// SplitMix64.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn word(&mut self, length: usize) -> String {
        const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        let letter = |_| char::from(LETTERS[(self.next() % LETTERS.len() as u64) as usize]);
        (0..length).map(letter).collect()
    }

    fn uuid(&mut self) -> String {
        let (a, b) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            a >> 32,
            a >> 16 & 0xffff,
            a & 0xfff,
            b >> 52,
            b & 0xffff_ffff_ffff
        )
    }
}

/// The event as a whole HTTP request.
pub fn request(number: usize, now: UnixSeconds) -> Vec<u8> {
    let body = event(number, now);
    let header = signature::sign(&secret(), now, &body);
    let mut request = format!(
        "POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n\
         Stripe-Signature: {header}\r\nContent-Length: {}\r\n\r\n",
        body.len(),
    )
    .into_bytes();
    request.extend_from_slice(&body);
    request
}
