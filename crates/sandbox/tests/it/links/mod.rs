//! Payment links: every setting is checked, kept and shown; what may be changed, and what not.

mod items;
mod settings;
mod together;

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, cake};

/// The link of a test, with the path of its calls.
fn path_of(link: &Value) -> String {
    format!("/v1/payment_links/{}", link["id"].as_str().unwrap())
}

async fn price(store: &Store, change: Value) -> Value {
    let mut given = json!({
        "currency": "eur",
        "product_data": { "name": "Loaf" },
        "unit_amount": 640,
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    if !given["custom_unit_amount"].is_null() {
        given.as_object_mut().unwrap().remove("unit_amount");
    }
    store.post("/v1/prices", given).await
}

/// A link of prices, with quantities of 1.
fn of_prices(prices: &[&Value], change: Value) -> Value {
    let lines: Vec<_> = prices
        .iter()
        .map(|price| json!({ "price": price["id"], "quantity": 1 }))
        .collect();
    let mut given = cake(change);
    given["line_items"] = json!(lines);
    given
}

async fn check_refused(store: &Store, path: &str, given: Value, param: &str, message: &str) {
    let error = store
        .refused(Method::POST, path, given.clone(), StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], param, "{given}: {error}");
    let said = error["message"].as_str().unwrap();
    assert!(said.contains(message), "{given}: {said}");
}
