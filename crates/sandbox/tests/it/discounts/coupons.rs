//! Coupons: made, read, changed, deleted and refused.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{code, coupon};
use crate::support::{Store, expect};

#[tokio::test]
async fn a_coupon_is_made_read_changed_listed_and_deleted() {
    let store = Store::open().await;
    let loaf = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let made = coupon(
        &store,
        json!({
            "id": "SPRING",
            "percent_off": "12.5",
            "duration": "repeating",
            "duration_in_months": 3,
            "max_redemptions": 20,
            "name": "Spring",
            "applies_to": { "products": [loaf["id"]] },
            "metadata": { "a": "1" },
        }),
    )
    .await;
    for (field, value) in [
        ("id", json!("SPRING")),
        ("object", json!("coupon")),
        ("percent_off", json!(12.5)),
        ("amount_off", Value::Null),
        ("currency", Value::Null),
        ("duration", json!("repeating")),
        ("duration_in_months", json!(3)),
        ("max_redemptions", json!(20)),
        ("times_redeemed", json!(0)),
        ("valid", json!(true)),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert!(made["applies_to"].is_null());
    let path = "/v1/coupons/SPRING";
    let expanded = store.get(path, json!({ "expand": ["applies_to"] })).await;
    assert_eq!(expanded["applies_to"]["products"], json!([loaf["id"]]));
    let changed = store
        .post(
            path,
            json!({ "name": "Early spring", "metadata": { "a": "" } }),
        )
        .await;
    assert_eq!(changed["name"], "Early spring");
    assert_eq!(changed["metadata"], json!({}));
    let event = store.newest_event("coupon.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "name": "Spring", "metadata": { "a": "1" } })
    );
    let code = code(&store, &made, "LOAF10", json!({})).await;
    let gone = expect_deleted(&store, path).await;
    assert_eq!(
        gone,
        json!({ "id": "SPRING", "object": "coupon", "deleted": true })
    );
    let code_path = format!("/v1/promotion_codes/{}", code["id"].as_str().unwrap());
    assert_eq!(store.get(&code_path, json!({})).await["active"], false);
    assert_eq!(store.get("/v1/coupons", json!({})).await["data"], json!([]));
    let types = store.event_types().await;
    assert_eq!(
        types[types.len() - 2..],
        ["promotion_code.updated", "coupon.deleted"]
    );
}

async fn expect_deleted(store: &Store, path: &str) -> Value {
    let call = store.call(Method::DELETE, path, &json!({}));
    expect(StatusCode::OK, call).await
}

#[tokio::test]
async fn what_no_coupon_can_be_is_refused() {
    let store = Store::open().await;
    coupon(&store, json!({ "id": "TAKEN" })).await;
    for (given, param, message) in [
        (
            json!({}),
            Value::Null,
            "Must provide percent_off or amount_off.",
        ),
        (
            json!({ "percent_off": 5, "amount_off": 5 }),
            json!("amount_off"),
            "You may only specify one of these parameters: amount_off, percent_off.",
        ),
        (
            json!({ "amount_off": 500 }),
            json!("currency"),
            "Missing required param: currency.",
        ),
        (
            json!({ "percent_off": 0 }),
            json!("percent_off"),
            "greater than 0",
        ),
        (
            json!({ "percent_off": "100.5" }),
            json!("percent_off"),
            "at most 100",
        ),
        (
            json!({ "percent_off": "33.333" }),
            json!("percent_off"),
            "two decimal places",
        ),
        (
            json!({ "percent_off": 5, "id": "TAKEN" }),
            json!("id"),
            "Coupon already exists.",
        ),
        (
            json!({ "percent_off": 5, "duration": "repeating" }),
            json!("duration_in_months"),
            "Missing required param",
        ),
        (
            json!({ "percent_off": 5, "duration_in_months": 3 }),
            json!("duration_in_months"),
            "a duration of repeating",
        ),
        (
            json!({ "percent_off": 5, "redeem_by": 1000 }),
            json!("redeem_by"),
            "in the future",
        ),
        (
            json!({ "percent_off": 5, "applies_to": { "products": ["prod_x"] } }),
            json!("applies_to[products][0]"),
            "No such product: 'prod_x'",
        ),
        (
            json!({ "percent_off": 5, "name": "x".repeat(41) }),
            json!("name"),
            "at most 40 characters",
        ),
    ] {
        let error = store
            .refused(
                Method::POST,
                "/v1/coupons",
                given.clone(),
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(error["param"], param, "{given} {error}");
        let said = error["message"].as_str().unwrap();
        assert!(said.contains(message), "{given}: {said}");
    }
}

#[tokio::test]
async fn a_coupon_and_a_product_may_have_the_same_id() {
    let store = Store::open().await;
    store
        .post("/v1/products", json!({ "id": "cake", "name": "Cake" }))
        .await;
    coupon(&store, json!({ "id": "cake" })).await;
    store
        .post("/v1/coupons/cake", json!({ "name": "A tenth" }))
        .await;
    assert_eq!(
        store.get("/v1/products/cake", json!({})).await["name"],
        "Cake"
    );
    assert_eq!(
        store.get("/v1/coupons/cake", json!({})).await["name"],
        "A tenth"
    );
    let given = json!({
        "currency": "eur",
        "product": "cake",
        "unit_amount": 100,
        "expand": ["product"],
    });
    let price = store.post("/v1/prices", given).await;
    assert_eq!(price["product"]["name"], "Cake");
}
