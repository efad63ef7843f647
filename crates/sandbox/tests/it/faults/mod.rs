//! Faults on demand: each does what it says, as often as it says, and nothing else.

mod answers;
mod deliveries;
mod setting;

use axum::http::StatusCode;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::shape;
use crate::support::{Delivery, Receiver, Store, webhook};

/// A store that delivers everything to a receiver.
async fn delivering() -> (Store, Receiver) {
    let receiver = Receiver::open().await;
    let store = Store::open_with(|config| config.webhook = Some(webhook(&receiver.url))).await;
    (store, receiver)
}

async fn set(store: &Store, faults: Value) {
    if !faults["version_drift"].is_null() {
        shape::look_away();
    }
    let (status, answer) = store.practice("faults", faults).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

/// How often each fault happened.
async fn happened(store: &Store) -> Value {
    let answer = store.client.get(store.url("/_practice/faults")).send();
    let text = answer.await.unwrap().text().await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["happened"].take()
}

async fn deliveries(store: &Store) -> Value {
    let answer = store.client.get(store.url("/_practice/state")).send();
    let text = answer.await.unwrap().text().await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["deliveries"].take()
}

/// Makes products, whose names are numbers.
async fn products(store: &Store, count: usize) {
    for number in 0..count {
        // Not as the other tests do: another version of the API is not as Stripe describes it.
        let given = json!({ "name": number.to_string() });
        let request = store.call(Method::POST, "/v1/products", &given);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    }
}

/// The names of the products that a receiver was told of, as they came.
fn names(receiver: &Receiver) -> Vec<usize> {
    let got = receiver.deliveries();
    let name = |it: &Delivery| {
        it.event()["data"]["object"]["name"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    got.iter().map(|it| name(it).parse().unwrap()).collect()
}

async fn create(store: &Store) -> Response {
    let given = json!({ "name": "Loaf" });
    let request = store.call(Method::POST, "/v1/products", &given);
    request.send().await.unwrap()
}
