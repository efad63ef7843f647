//! A new store's past.

use serde_json::{Value, json};

use crate::support::Store;

async fn all(store: &Store, path: &str) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    loop {
        let mut query = json!({ "limit": 100 });
        if let Some(last) = all.last() {
            query["starting_after"] = last["id"].clone();
        }
        let page = store.get(path, query).await;
        all.extend(page["data"].as_array().unwrap().clone());
        if page["has_more"] == false {
            return all;
        }
    }
}

#[tokio::test]
async fn a_new_store_has_a_past_of_a_year() {
    let store = Store::open_with(|config| config.payments = 80).await;
    let intents = all(&store, "/v1/payment_intents").await;
    assert_eq!(intents.len(), 80);
    let times: Vec<i64> = intents
        .iter()
        .map(|it| it["created"].as_i64().unwrap())
        .collect();
    assert!(times.is_sorted_by(|a, b| a >= b));
    assert!(
        times[0] - times[79] > 330 * 24 * 3600,
        "spread over the year"
    );
    let succeeded = intents
        .iter()
        .filter(|it| it["status"] == "succeeded")
        .count();
    assert!((64..=80).contains(&succeeded), "{succeeded}");
    let events = all(&store, "/v1/events").await;
    for event in &events {
        let object = &event["data"]["object"];
        if event["type"] == "charge.succeeded" {
            assert_eq!(event["created"], object["created"]);
            let email = object["billing_details"]["email"].as_str().unwrap();
            assert!(email.contains("@example."));
        }
    }

    let first = intents[0]["id"].clone();
    let store = store.reopen_with(|config| config.payments = 80).await;
    let again = all(&store, "/v1/payment_intents").await;
    assert_eq!(again.len(), 80, "only a new store gets a past");
    assert_eq!(again[0]["id"], first);
}
