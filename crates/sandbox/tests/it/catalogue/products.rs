//! Products.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{check_refused, delete, ids};
use crate::support::Store;

#[tokio::test]
async fn a_product_is_made_with_its_price_changed_and_deleted() {
    let store = Store::open().await;
    let loaf = store
        .post(
            "/v1/products",
            json!({
                "name": "Loaf",
                "default_price_data": { "currency": "eur", "unit_amount": 640 },
                "package_dimensions": { "height": 10, "length": "30.5", "weight": 2, "width": 12 },
                "marketing_features": [{ "name": "Sourdough" }],
                "url": "https://example.com/loaf",
                "expand": ["default_price"],
            }),
        )
        .await;
    assert_eq!(loaf["default_price"]["unit_amount"], 640);
    assert_eq!(loaf["package_dimensions"]["length"], 30.5);
    let path = format!("/v1/products/{}", loaf["id"].as_str().unwrap());
    let changed = store
        .post(
            &path,
            json!({ "name": "Rye loaf", "url": "", "images": ["https://example.com/a.png"] }),
        )
        .await;
    assert_eq!(changed["url"], Value::Null);
    let event = store.newest_event("product.updated").await;
    let previous = &event["data"]["previous_attributes"];
    assert_eq!(previous["name"], "Loaf");
    assert_eq!(previous["images"], json!([]));
    assert_eq!(previous["url"], "https://example.com/loaf");
    let other = store.post(
        "/v1/prices",
        json!({
            "currency": "eur", "unit_amount": 100, "product_data": { "name": "Other" },
        }),
    );
    let other = other.await;
    for (given, param, message) in [
        (
            json!({ "default_price": other["id"] }),
            "default_price",
            "No such price",
        ),
        (
            json!({ "type": "good" }),
            "type",
            "Received unknown parameter",
        ),
        (
            json!({ "statement_descriptor": "1234" }),
            "statement_descriptor",
            "at least one letter",
        ),
        (json!({ "name": "" }), "name", "cannot be unset"),
    ] {
        check_refused(&store, &path, given, param, message).await;
    }
    let refused = store
        .refused(Method::DELETE, &path, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("user-created prices")
    );
    let empty = store
        .post("/v1/products", json!({ "id": "empty", "name": "Empty" }))
        .await;
    let gone = delete(&store, "/v1/products/empty").await;
    assert_eq!(
        gone,
        json!({ "id": "empty", "object": "product", "deleted": true })
    );
    let event = store.newest_event("product.deleted").await;
    assert_eq!(event["data"]["object"], empty);
    let taken = json!({ "id": loaf["id"], "name": "Twice" });
    check_refused(&store, "/v1/products", taken, "id", "already exists").await;
}

#[tokio::test]
async fn products_are_listed_by_what_they_are() {
    let store = Store::open().await;
    let mut made = Vec::new();
    for change in [
        json!({}),
        json!({ "active": false }),
        json!({ "url": "https://example.com/x" }),
        json!({ "type": "good", "shippable": true }),
    ] {
        let mut given = json!({ "name": "Loaf" });
        for (name, value) in change.as_object().unwrap() {
            given[name] = value.clone();
        }
        made.push(store.post("/v1/products", given).await["id"].clone());
    }
    made.reverse();
    for (filter, places) in [
        (json!({}), vec![0, 1, 2, 3]),
        (json!({ "active": false }), vec![2]),
        (json!({ "url": "https://example.com/x" }), vec![1]),
        (json!({ "type": "good" }), vec![0]),
        (json!({ "shippable": true, "active": true }), vec![0]),
        (json!({ "ids": [made[3], made[1], "prod_x"] }), vec![1, 3]),
        (json!({ "ids": [made[3], made[1]], "limit": 1 }), vec![1]),
    ] {
        let listed = store.get("/v1/products", filter.clone()).await;
        let wanted: Vec<_> = places.iter().map(|place| made[*place].clone()).collect();
        assert_eq!(ids(&listed), wanted, "{filter}");
    }
    let both = json!({ "ids": [made[0]], "starting_after": made[1] });
    let error = store
        .refused(Method::GET, "/v1/products", both, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], "ids");
}
