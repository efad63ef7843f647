//! A ledger that was told of a customer in every way, and what of them can still be found in it.

use std::fs;
use std::path::Path;

use countertop_domain::{ActKind, UnixSeconds};
use countertop_store::{Fetched, Ledger, Person, Role, StoreError};
use countertop_stripe_wire::UnverifiedEvent;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};

use crate::histories::{Shop, charge, event, eventful_sale, intent, shop, with};

/// What tells of Ana, wherever it stands.
const HERS: &[&str] = &[
    "ana@example.com",
    "ana%40example.com",
    "Ana Ruiz",
    "+34 600 111 222",
    "Calle Mayor 1",
    "cus_Ana1",
    "pm_Ana1",
    "Cake for her birthday",
    "1234567890123456",
    "call her first",
    "4949",
];

pub fn her() -> Person {
    Person::by_email("Ana@example.com").unwrap()
}

/// Her sale, with everything that can be told of her.
pub fn her_sale() -> Vec<Value> {
    let method =
        json!({"type": "card", "card": {"brand": "visa", "last4": "4949", "exp_month": 7}});
    let details = json!({"email": "ana@example.com", "name": "Ana Ruiz", "phone": "+34 600 111 222",
        "address": {"line1": "Calle Mayor 1", "country": "ES"}});
    let more = json!({"customer": "cus_Ana1", "payment_method": "pm_Ana1", "billing_details": details,
        "payment_method_details": method, "metadata": {"note": "Ana Ruiz"},
        "description": "Cake for her birthday"});
    let mut told: Vec<_> = eventful_sale();
    for event in &mut told {
        let object = &mut event["data"]["object"];
        match object["object"].as_str() {
            Some("charge") => *object = with(object.clone(), more.clone()),
            Some("payment_intent") => {
                *object = with(
                    object.clone(),
                    json!({"customer": "cus_Ana1", "receipt_email": "ana@example.com",
                    "metadata": {"order": "1234567890123456"}}),
                );
            }
            Some("checkout.session") => {
                *object = with(
                    object.clone(),
                    json!({"customer": "cus_Ana1", "customer_details": details,
                    "url": "https://x.example/?prefilled_email=ana%40example.com"}),
                );
            }
            _ => {}
        }
    }
    let customer = json!({"id": "cus_Ana1", "object": "customer", "email": "ana@example.com",
        "name": "Ana Ruiz", "invoice_settings": {"default_payment_method": "pm_Ana1"}});
    told.push(event("evt_c1", 600, "customer.updated", &customer));
    let attached = json!({"id": "pm_Ana1", "object": "payment_method", "customer": "cus_Ana1",
        "billing_details": details, "card": {"brand": "visa", "last4": "4949"}});
    told.push(event("evt_c2", 601, "payment_method.attached", &attached));
    told
}

/// Somebody else's.
pub fn his_sale() -> Vec<Value> {
    let his = json!({"id": "ch_b1", "payment_intent": "pi_B1", "customer": "cus_Bo1",
        "billing_details": {"email": "bo@example.com", "name": "Bo"}});
    vec![
        event(
            "evt_b1",
            120,
            "charge.succeeded",
            &with(charge("ch_b1", "succeeded"), his),
        ),
        event(
            "evt_b2",
            121,
            "payment_intent.succeeded",
            &with(intent("succeeded"), json!({"id": "pi_B1"})),
        ),
        event(
            "evt_b3",
            122,
            "payout.paid",
            &json!({"id": "po_1", "object": "payout", "amount": 5, "currency": "eur",
            "status": "paid", "created": 122, "balance_transaction": "txn_9"}),
        ),
    ]
}

/// An answer that tells of both.
pub fn both(request: &str) -> Fetched {
    let hers = json!({"email": "ana@example.com", "name": "Ana Ruiz"});
    let settled = json!({"id": "txn_1", "object": "balance_transaction", "amount": 8650, "fee": 250, "net": 8400,
        "currency": "eur", "source": "ch_2", "description": "Cake for her birthday", "type": "charge"});
    let list = json!({"object": "list", "data": [
        with(charge("ch_2", "succeeded"), json!({"billing_details": hers, "balance_transaction": settled})),
        with(charge("ch_b1", "succeeded"), json!({"payment_intent": "pi_B1",
            "billing_details": {"email": "bo@example.com"}})),
    ]});
    Fetched {
        request_id: request.to_owned(),
        at: UnixSeconds(550),
        body: list.to_string().into_bytes(),
    }
}

pub async fn told() -> Shop {
    let shop = shop();
    shop.tell_all(&her_sale()).await;
    shop.tell_all(&his_sale()).await;
    shop.ledger.record_fetched(both("req_1")).await.unwrap();
    let text = "call her first".to_owned();
    shop.ledger
        .record_act("pi_1", ActKind::Note { text })
        .await
        .unwrap();
    shop.ledger
        .record_act("pi_1", ActKind::Fulfilled)
        .await
        .unwrap();
    let odd = b"\xff\xfe to ana@example.com".to_vec();
    shop.ledger
        .record(UnverifiedEvent::new(odd).from_api())
        .await
        .unwrap();
    shop.followed();
    shop
}

/// Every text in every table, by the table's name.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let file = Connection::open(folder.join("ledger.sqlite")).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%fts5%'";
    let mut tables = file.prepare(sql).unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut texts = Vec::new();
    for table in tables.map(Result::unwrap) {
        let mut statement = file.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..columns {
                if let Cell::Text(text) = row.get(at).unwrap() {
                    texts.push((table.clone(), text));
                }
            }
        }
    }
    texts
}

/// Where something of hers stands: in the bytes of a file, in a column, or in what was told.
pub fn traces(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |place: &str, bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let hers = HERS.iter().filter(|it| text.contains(&it.to_lowercase()));
        found.extend(hers.map(|it| format!("{it} in {place}")));
    };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            look(&path.display().to_string(), &fs::read(&path).unwrap());
        }
    }
    for (table, text) in texts(folder) {
        look(&table, text.as_bytes());
    }
    let ledger = Ledger::open(folder, Role::Beside).unwrap();
    ledger
        .each_event(|it| {
            look(&it.id, &it.body);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    ledger
        .each_answer(|it| {
            look(&it.request_id, &it.body);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    ledger.close();
    found
}
