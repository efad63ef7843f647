//! The catalogue: products, prices, shipping rates, tax ids.

mod prices;
mod products;
mod shipping_rates;
mod tax_ids;

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, expect};

async fn check_refused(store: &Store, path: &str, given: Value, param: &str, message: &str) {
    let error = store
        .refused(Method::POST, path, given.clone(), StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], param, "{given}: {error}");
    let said = error["message"].as_str().unwrap();
    assert!(said.contains(message), "{given}: {said}");
}

async fn delete(store: &Store, path: &str) -> Value {
    let call = store.call(Method::DELETE, path, &json!({}));
    expect(StatusCode::OK, call).await
}

fn ids(list: &Value) -> Vec<Value> {
    let objects = list["data"].as_array().unwrap().iter();
    objects.map(|object| object["id"].clone()).collect()
}
