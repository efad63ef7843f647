//! A new store's past.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use countertop_domain::UnixSeconds;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, MONDAY, Receiver, Store, types, webhook};

/// The lists that a past has something in.
const LISTS: [&str; 9] = [
    "/v1/balance_transactions",
    "/v1/charges",
    "/v1/checkout/sessions",
    "/v1/customers",
    "/v1/events",
    "/v1/payment_intents",
    "/v1/payment_links",
    "/v1/payouts",
    "/v1/refunds",
];

async fn with_past(payments: u32) -> Store {
    Store::open_with(|config| {
        config.payments = payments;
        config.clock = Some(UnixSeconds(MONDAY));
    })
    .await
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

#[tokio::test]
async fn a_new_store_has_a_past_of_a_year() {
    let store = with_past(200).await;
    let intents = store.all("/v1/payment_intents", json!({})).await;
    assert_eq!(intents.len(), 200);
    let times: Vec<i64> = intents.iter().map(|it| number(&it["created"])).collect();
    assert!(times.is_sorted_by(|a, b| a >= b));
    assert!(times[0] < MONDAY && times[0] > MONDAY - 10 * DAY);
    assert!(times[199] > MONDAY - 365 * DAY && times[199] < MONDAY - 340 * DAY);
    let with = |status: &str| intents.iter().filter(|it| it["status"] == status).count();
    let succeeded = with("succeeded");
    assert!((185..200).contains(&succeeded), "{succeeded}");
    assert_eq!(with("requires_payment_method"), 200 - succeeded);
    let sessions = store.all("/v1/checkout/sessions", json!({})).await;
    let expired = sessions
        .iter()
        .filter(|it| it["status"] == "expired")
        .count();
    assert!(sessions.len() > 205 && expired > 8, "{expired}");
    let links = store.all("/v1/payment_links", json!({})).await;
    assert!((20..=40).contains(&links.len()));
    let names: BTreeSet<&str> = sessions
        .iter()
        .filter_map(|it| it["customer_details"]["name"].as_str())
        .collect();
    assert!((50..150).contains(&names.len()), "some come back");
    assert!(names.iter().any(|name| !name.is_ascii()));
    let account = store.get("/v1/account", json!({})).await;
    let products = store.all("/v1/products", json!({})).await;
    assert!(number(&account["created"]) <= number(&products[products.len() - 1]["created"]));

    let first = intents[0]["id"].clone();
    let store = store.reopen_with(|config| config.payments = 300).await;
    let again = store.all("/v1/payment_intents", json!({})).await;
    assert_eq!(again.len(), 200, "only a new store gets a past");
    assert_eq!(again[0]["id"], first);
}

#[tokio::test]
async fn the_same_seed_and_clock_give_the_same_bytes() {
    let receiver = Receiver::open().await;
    let (one, two) = (with_past(120).await, with_past(120).await);
    // However it is started.
    let told = Store::open_with(|config| {
        config.payments = 120;
        config.clock = Some(UnixSeconds(MONDAY + 1800));
        config.webhook = Some(webhook(&receiver.url));
    })
    .await;
    let bytes = async |store: &Store, path: &str, last: &Value| {
        let mut query = json!({ "limit": 50 });
        if path != "/v1/payment_links" {
            query["created"] = json!({ "lt": MONDAY });
        }
        if last.is_string() {
            query["starting_after"] = last.clone();
        }
        let answer = store.call(Method::GET, path, &query).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let text = answer.text().await.unwrap();
        text.replace(&store.sandbox.base_url(), "")
    };
    for path in LISTS {
        let mut last = Value::Null;
        loop {
            let page = bytes(&one, path, &last).await;
            assert_eq!(page, bytes(&two, path, &last).await, "{path}");
            let delivered = bytes(&told, path, &last).await;
            if path != "/v1/events" {
                assert_eq!(page, delivered, "{path}");
            }
            let page: Value = serde_json::from_str(&page).unwrap();
            last = page["data"]
                .as_array()
                .unwrap()
                .last()
                .map_or(Value::Null, |it| it["id"].clone());
            if page["has_more"] == false {
                break;
            }
        }
    }
    let other = Store::open_with(|config| {
        config.seed = Some(2);
        config.payments = 120;
        config.clock = Some(UnixSeconds(MONDAY));
    })
    .await;
    let path = "/v1/charges";
    assert_ne!(
        bytes(&one, path, &Value::Null).await,
        bytes(&other, path, &Value::Null).await
    );
}

/// All that happened to the balance adds up to it, and what is in a payout to the payout.
async fn balance_adds_up(store: &Store) {
    let transactions = store.all("/v1/balance_transactions", json!({})).await;
    let mut sums = BTreeMap::<&str, i64>::new();
    for transaction in &transactions {
        let currency = transaction["currency"].as_str().unwrap();
        *sums.entry(currency).or_default() += number(&transaction["net"]);
    }
    let balance = store.get("/v1/balance", json!({})).await;
    let mut shown = BTreeMap::<&str, i64>::new();
    for part in ["available", "pending"] {
        for amount in balance[part].as_array().unwrap() {
            let currency = amount["currency"].as_str().unwrap();
            *shown.entry(currency).or_default() += number(&amount["amount"]);
        }
    }
    assert_eq!(sums, shown);
    let mut paid_out = BTreeSet::new();
    for payout in store.all("/v1/payouts", json!({})).await {
        let of_payout = json!({ "payout": payout["id"] });
        let parts = store.all("/v1/balance_transactions", of_payout).await;
        let sum: i64 = parts
            .iter()
            .filter(|it| it["type"] != "payout")
            .map(|it| number(&it["net"]))
            .sum();
        assert_eq!(sum, number(&payout["amount"]), "{payout}");
        for part in parts {
            let id = part["id"].as_str().unwrap().to_owned();
            assert!(paid_out.insert(id), "in one payout only: {part}");
        }
    }
    let now = number(&store.last_event().await["created"]);
    for transaction in &transactions {
        let id = transaction["id"].as_str().unwrap();
        let long_available = number(&transaction["available_on"]) < now - 8 * DAY;
        assert!(!long_available || paid_out.contains(id), "{transaction}");
    }
}

#[tokio::test]
async fn the_past_left_its_money_on_the_balance() {
    let store = with_past(250).await;
    let payouts = store.all("/v1/payouts", json!({})).await;
    assert!(payouts.len() > 100, "{}", payouts.len());
    let paid = payouts.iter().filter(|it| it["status"] == "paid").count();
    assert!(paid + 3 >= payouts.len());
    balance_adds_up(&store).await;
    // What was pending is paid out by the next payouts.
    for _ in 0..3 {
        store.advance(DAY).await;
        balance_adds_up(&store).await;
    }
    let link = store.link(json!({})).await;
    store.pay(&link, "4242424242424242").await;
    store.advance(4 * DAY).await;
    balance_adds_up(&store).await;
}

#[tokio::test]
async fn what_changes_keeps_its_place() {
    let store = with_past(120).await;
    let charges = store.all("/v1/charges", json!({})).await;
    let sums = json!({ "paid": true, "refunded": false, "amount_refunded": 0 });
    let plain = |it: &&Value| {
        let fields = sums.as_object().unwrap();
        fields.iter().all(|(name, value)| it[name] == *value)
    };
    let charge = charges.iter().rfind(plain).unwrap();
    let id = charge["id"].as_str().unwrap();
    let refund = store
        .post("/v1/refunds", json!({ "charge": id, "amount": 100 }))
        .await;
    assert_eq!(refund["payment_intent"], charge["payment_intent"]);
    let intent = format!(
        "/v1/payment_intents/{}",
        charge["payment_intent"].as_str().unwrap()
    );
    store
        .post(&intent, json!({ "metadata": { "checked": "yes" } }))
        .await;

    let changed = store.get(&format!("/v1/charges/{id}"), json!({})).await;
    assert_eq!(changed["amount_refunded"], 100);
    let again = store.all("/v1/charges", json!({})).await;
    assert_eq!(again.len(), charges.len());
    for (before, after) in charges.iter().zip(&again) {
        let expected = if before["id"] == id { &changed } else { before };
        assert_eq!(after, expected);
    }
    let of_intent = json!({ "payment_intent": charge["payment_intent"] });
    let found = store.all("/v1/charges", of_intent).await;
    assert!(found.contains(&changed));
    assert_eq!(
        store.get(&intent, json!({})).await["metadata"]["checked"],
        "yes"
    );
    let newest = store.get("/v1/refunds", json!({ "limit": 1 })).await;
    assert_eq!(newest["data"][0]["id"], refund["id"], "{charge}");
    let session = json!({ "payment_intent": charge["payment_intent"] });
    let session = store.all("/v1/checkout/sessions", session).await[0].clone();
    let expanded = json!({ "expand": ["payment_intent.latest_charge", "payment_link"] });
    let path = format!("/v1/checkout/sessions/{}", session["id"].as_str().unwrap());
    let session = store.get(&path, expanded).await;
    assert_eq!(
        session["payment_intent"]["latest_charge"]["amount_refunded"],
        100
    );
    assert!(session["payment_link"]["url"].is_string());
    let event = store.newest_event("charge.refunded").await;
    assert_eq!(event["data"]["previous_attributes"]["amount_refunded"], 0);

    let store = store.reopen_with(|_| {}).await;
    assert_eq!(store.all("/v1/charges", json!({})).await, again);
}

#[tokio::test]
async fn a_deleted_customer_of_the_past_is_gone() {
    let store = with_past(120).await;
    let customers = store.all("/v1/customers", json!({})).await;
    let gone = &customers[customers.len() / 2];
    let path = format!("/v1/customers/{}", gone["id"].as_str().unwrap());
    let state = async || {
        let answer = store
            .client
            .get(store.url("/_practice/state"))
            .send()
            .await
            .unwrap();
        let state: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        number(&state["objects"]["customer"])
    };
    let before = state().await;
    assert_eq!(before, i64::try_from(customers.len()).unwrap());
    let deleted = store
        .call(Method::DELETE, &path, &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.status(), StatusCode::OK);
    let left = store.all("/v1/customers", json!({})).await;
    let expected: Vec<_> = customers
        .iter()
        .filter(|it| it["id"] != gone["id"])
        .cloned()
        .collect();
    assert_eq!(left, expected);
    assert_eq!(state().await, before - 1);
    let by_email = store
        .all("/v1/customers", json!({ "email": gone["email"] }))
        .await;
    assert!(by_email.iter().all(|it| it["id"] != gone["id"]));
}

#[tokio::test]
async fn what_was_open_at_the_end_of_the_past_expires() {
    let store = with_past(10_000).await;
    let open = json!({ "status": "open" });
    let sessions = store.all("/v1/checkout/sessions", open.clone()).await;
    assert!(
        !sessions.is_empty() && sessions.len() < 12,
        "{}",
        sessions.len()
    );
    assert!(
        sessions
            .iter()
            .all(|it| number(&it["expires_at"]) >= MONDAY)
    );
    store.advance(DAY + 60).await;
    assert_eq!(
        store.all("/v1/checkout/sessions", open).await,
        [] as [Value; 0]
    );
    let told = json!({ "type": "checkout.session.expired", "created": { "gte": MONDAY } });
    let told = store.all("/v1/events", told).await;
    assert_eq!(told.len(), sessions.len());
    for session in sessions {
        let path = format!("/v1/checkout/sessions/{}", session["id"].as_str().unwrap());
        let now = store.get(&path, json!({})).await;
        assert_eq!(now["status"], "expired");
        assert!(
            told.iter()
                .any(|it| it["data"]["object"]["id"] == session["id"])
        );
    }
}

#[tokio::test]
async fn who_listens_from_the_start_is_told_of_a_small_past() {
    let receiver = Receiver::open().await;
    let store = Store::open_with(|config| {
        config.payments = 40;
        config.webhook = Some(webhook(&receiver.url));
    })
    .await;
    let state = async || {
        let answer = store
            .client
            .get(store.url("/_practice/state"))
            .send()
            .await
            .unwrap();
        serde_json::from_str::<Value>(&answer.text().await.unwrap()).unwrap()
    };
    let events = state().await["events"].as_object().unwrap().clone();
    let all: i64 = events.values().map(number).sum();
    let made = crate::support::eventually("every delivery", || async {
        let deliveries = state().await["deliveries"].clone();
        (number(&deliveries["made"]) == all).then_some(deliveries)
    })
    .await;
    assert_eq!(made["pending"], 0);
    let told: Vec<Value> = receiver.deliveries().iter().map(|it| it.event()).collect();
    for (event_type, count) in &events {
        let of_type = types(&told).iter().filter(|it| *it == event_type).count();
        assert_eq!(
            i64::try_from(of_type).unwrap(),
            number(count),
            "{event_type}"
        );
    }
    let listed = store.all("/v1/events", json!({})).await;
    let past = listed
        .iter()
        .find(|it| it["type"] == "charge.succeeded")
        .unwrap();
    let delivered = told.iter().find(|it| it["id"] == past["id"]).unwrap();
    assert_eq!(delivered["pending_webhooks"], 1);
    assert_eq!(past["pending_webhooks"], 0);
    assert_eq!(past["data"], delivered["data"]);
    assert_eq!(past["data"]["object"]["object"], "charge");
    let times: Vec<_> = told.iter().map(|it| number(&it["created"])).collect();
    let early = times.iter().take(40).max();
    assert!(
        early < times.iter().rev().take(40).min(),
        "in the order of time"
    );
}

#[tokio::test]
async fn who_listens_from_the_start_is_not_told_of_a_big_past() {
    let receiver = Receiver::open().await;
    let store = Store::open_with(|config| {
        config.payments = 10_001;
        config.webhook = Some(webhook(&receiver.url));
    })
    .await;
    let link = store.link(json!({})).await;
    let told = receiver.wait_for("payment_link.created", 1).await;
    assert_eq!(told[0].event()["data"]["object"]["id"], link["id"]);
    // The link's product and price, and the link.
    assert_eq!(receiver.deliveries().len(), 3);
}
