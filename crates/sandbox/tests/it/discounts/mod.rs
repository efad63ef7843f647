//! Coupons and promotion codes: their calls, what they take off, and when they are refused.

mod codes;
mod coupons;
mod redeeming;

use serde_json::{Value, json};

use crate::support::Store;

async fn coupon(store: &Store, change: Value) -> Value {
    let mut given = json!({ "percent_off": 10 });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    if !given["amount_off"].is_null() {
        given.as_object_mut().unwrap().remove("percent_off");
    }
    store.post("/v1/coupons", given).await
}

async fn code(store: &Store, coupon: &Value, code: &str, change: Value) -> Value {
    let mut given = json!({
        "promotion": { "type": "coupon", "coupon": coupon["id"] },
        "code": code,
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    store.post("/v1/promotion_codes", given).await
}

async fn open_link(store: &Store, change: Value) -> Value {
    let mut given = json!({ "allow_promotion_codes": true });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    store.link(given).await
}

async fn session_of(store: &Store, paid: &Value) -> Value {
    let path = format!(
        "/v1/checkout/sessions/{}",
        paid["checkout_session"].as_str().unwrap()
    );
    let expand = json!({ "expand": [
        "discounts.promotion_code",
        "line_items.data.discounts",
        "payment_intent",
        "total_details.breakdown",
    ] });
    store.get(&path, expand).await
}
