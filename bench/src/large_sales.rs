//! The events of a shop's sales over three years, three of each, about three kilobytes long.

use countertop_domain::UnixSeconds;
use countertop_store::Fetched;
use countertop_stripe_wire::API_VERSION;
use serde_json::{Value, json};

use crate::sales::{BODY_BYTES, Chance, pretty};

/// The end of the three years.
pub const NOW: i64 = 1_790_000_100;
/// How long they are, in seconds.
pub const SPAN: i64 = 3 * 365 * 86_400;
/// How many links there are.
pub const LINKS: u64 = 200;

const FIRST_NAMES: [&str; 40] = [
    "Ana", "Ben", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaya",
    "Lena", "Mateo", "Nora", "Omar", "Priya", "Quentin", "Rosa", "Sofia", "Tom", "Uma", "Viktor",
    "Wanda", "Xenia", "Yusuf", "Zoe", "Amir", "Bruna", "Carlos", "Dana", "Emil", "Fatima", "Gabor",
    "Helga", "Ivo", "Jana", "Karim", "Luisa", "Mikko", "Nadia",
];
const SOLD: [&str; 10] = [
    "Birthday cake",
    "Sourdough box",
    "Coffee subscription",
    "Ceramic mug",
    "Garden course",
    "Linen apron",
    "Gift voucher",
    "Bread knife",
    "Cheese board",
    "Honey jar",
];

/// A link, as the API answers.
pub fn link(n: u64) -> Fetched {
    let name = SOLD[(n % 10) as usize];
    let body = json!({"id": link_id(n), "object": "payment_link", "active": true, "currency": "eur",
        "livemode": false, "metadata": {}, "url": format!("https://buy.example/{n}"),
        "line_items": {"object": "list", "data": [{"id": format!("li_{n}"), "quantity": 1,
            "description": format!("{name} no. {n}"), "currency": "eur",
            "price": {"id": format!("price_{n}"), "product": format!("prod_{n}"), "unit_amount": 2500}}]}});
    Fetched {
        request_id: format!("req_{n}"),
        at: UnixSeconds(NOW - SPAN),
        body: body.to_string().into_bytes(),
    }
}

fn link_id(n: u64) -> String {
    format!("plink_1Large{n:04}")
}

/// What Stripe tells of a sale: its intent, its charge, its checkout. One in 25 was given back, one in 33 failed.
pub fn events(n: u64, of: u64) -> [Vec<u8>; 3] {
    let mut chance = Chance(n);
    let sale = Sale::new(n, of, &mut chance);
    let (intent_type, charge_type) = match (sale.failed, sale.refunded) {
        (true, _) => ("payment_intent.payment_failed", "charge.failed"),
        (_, true) => ("payment_intent.succeeded", "charge.refunded"),
        _ => ("payment_intent.succeeded", "charge.succeeded"),
    };
    let session = match sale.failed {
        true => "checkout.session.expired",
        false => "checkout.session.completed",
    };
    [
        sale.event(intent_type, sale.intent(), &mut chance),
        sale.event(charge_type, sale.charge(), &mut chance),
        sale.event(session, sale.session(), &mut chance),
    ]
}

/// A text that no row is made of: a third of it is by chance, the rest says what every event says.
fn filling(bytes: usize, chance: &mut Chance) -> String {
    let mut text = chance.word(bytes / 3);
    while text.len() < bytes {
        text.push_str("https://pay.example/receipts/payment/card/");
    }
    text
}

struct Sale {
    n: u64,
    at: i64,
    amount: u64,
    failed: bool,
    refunded: bool,
    email: String,
    name: String,
    link: String,
}

impl Sale {
    fn new(n: u64, of: u64, chance: &mut Chance) -> Self {
        let first = FIRST_NAMES[(chance.next() % 40) as usize];
        let last = chance.word(2).to_lowercase();
        let ago = SPAN - (n as i64 + 1) * SPAN / of as i64;
        Self {
            n,
            at: NOW - ago,
            amount: 500 + chance.next() % 20_000,
            failed: n.is_multiple_of(33),
            refunded: n.is_multiple_of(25),
            email: format!("{}.{last}{}@example.com", first.to_lowercase(), n % 5000),
            name: format!("{first} {last}berg"),
            link: link_id(chance.next() % LINKS),
        }
    }

    fn id(&self, kind: &str) -> String {
        format!("{kind}_3Q{:08}Large", self.n)
    }

    fn event(&self, kind: &str, object: Value, chance: &mut Chance) -> Vec<u8> {
        let mut event = json!({"id": format!("{}{}", self.id("evt"), &kind[..9]), "object": "event",
            "type": kind, "created": self.at, "livemode": false, "api_version": API_VERSION,
            "pending_webhooks": 1, "data": {"object": object}});
        let length = pretty(&event).len();
        event["data"]["object"]["receipt_url"] =
            json!(filling(BODY_BYTES.saturating_sub(length), chance));
        pretty(&event).into_bytes()
    }

    fn intent(&self) -> Value {
        let (status, received) = match self.failed {
            true => ("requires_payment_method", 0),
            false => ("succeeded", self.amount),
        };
        let error = json!({"code": "card_declined", "message": "Your card was declined."});
        json!({"id": self.id("pi"), "object": "payment_intent", "amount": self.amount,
            "amount_received": received, "currency": "eur", "created": self.at, "livemode": false,
            "status": status, "latest_charge": self.id("ch"), "capture_method": "automatic_async",
            "last_payment_error": if self.failed { error } else { Value::Null }})
    }

    fn charge(&self) -> Value {
        let refunded = if self.refunded { self.amount } else { 0 };
        let status = if self.failed { "failed" } else { "succeeded" };
        json!({"id": self.id("ch"), "object": "charge", "payment_intent": self.id("pi"),
            "amount": self.amount, "amount_captured": if self.failed { 0 } else { self.amount },
            "amount_refunded": refunded, "captured": !self.failed, "currency": "eur",
            "created": self.at, "livemode": false, "status": status,
            "balance_transaction": Value::Null,
            "billing_details": {"email": self.email, "name": self.name},
            "payment_method_details": {"type": "card",
                "card": {"brand": "visa", "last4": format!("{:04}", self.n % 10_000)}}})
    }

    fn session(&self) -> Value {
        let status = if self.failed { "expired" } else { "complete" };
        json!({"id": self.id("cs_test"), "object": "checkout.session", "payment_intent": self.id("pi"),
            "payment_link": self.link, "status": status, "created": self.at - 60,
            "payment_status": if self.failed { "unpaid" } else { "paid" }, "currency": "eur",
            "amount_total": self.amount,
            "customer_details": {"email": self.email, "name": self.name}})
    }
}
