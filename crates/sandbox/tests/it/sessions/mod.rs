//! Checkout sessions that are made by a call of the API, and what a link's address may say.

mod kept;
mod made;
mod refusals;

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::Store;

fn line(amount: i64, change: Value) -> Value {
    let mut price = json!({
        "currency": "eur",
        "product_data": { "name": "Cake" },
        "unit_amount": amount,
    });
    for (name, value) in change.as_object().unwrap() {
        price[name] = value.clone();
    }
    json!({ "price_data": price, "quantity": 1 })
}

fn of_cake(change: Value) -> Value {
    let mut given = json!({
        "mode": "payment",
        "line_items": [line(5000, json!({}))],
        "success_url": "https://example.com/thanks?session={CHECKOUT_SESSION_ID}",
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    given
}

const PATH: &str = "/v1/checkout/sessions";

async fn create(store: &Store, change: Value) -> Value {
    store.post(PATH, of_cake(change)).await
}

fn path_of(session: &Value) -> String {
    format!("{PATH}/{}", session["id"].as_str().unwrap())
}

fn ids(list: &Value) -> Vec<Value> {
    let objects = list["data"].as_array().unwrap().iter();
    objects.map(|object| object["id"].clone()).collect()
}

async fn check_refused(store: &Store, given: Value, param: &str, message: &str) {
    let error = store
        .refused(Method::POST, PATH, given.clone(), StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], param, "{given}: {error}");
    let said = error["message"].as_str().unwrap();
    assert!(said.contains(message), "{given}: {said}");
}
