//! Lists: paging, filters, what may be expanded in them.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::Store;

fn ids(page: &Value) -> Vec<String> {
    let data = page["data"].as_array().unwrap();
    data.iter()
        .map(|object| object["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn pages_follow_each_other_newest_first() {
    let store = Store::open().await;
    let mut all = Vec::new();
    for number in 0..12 {
        let product = store
            .post("/v1/products", json!({ "name": format!("{number}") }))
            .await;
        all.insert(0, product["id"].as_str().unwrap().to_owned());
    }
    let usual = store.get("/v1/products", json!({})).await;
    assert_eq!(usual["object"], "list");
    assert_eq!(usual["url"], "/v1/products");
    assert_eq!(ids(&usual), all[..10]);
    for (query, range, has_more) in [
        (json!({ "limit": 5 }), 0..5, true),
        (json!({ "limit": 5, "starting_after": all[4] }), 5..10, true),
        (
            json!({ "limit": 5, "starting_after": all[9] }),
            10..12,
            false,
        ),
        (json!({ "starting_after": all[11] }), 12..12, false),
        (json!({ "limit": 3, "ending_before": all[7] }), 4..7, true),
        (json!({ "limit": 3, "ending_before": all[2] }), 0..2, false),
        (json!({ "limit": 12 }), 0..12, false),
        (json!({ "limit": 100, "active": true }), 0..12, false),
        (
            json!({ "limit": 5, "active": true, "starting_after": all[4] }),
            5..10,
            true,
        ),
        (json!({ "active": false }), 0..0, false),
    ] {
        let page = store.get("/v1/products", query.clone()).await;
        assert_eq!(ids(&page), all[range], "{query}");
        assert_eq!(page["has_more"], has_more, "{query}");
    }
    let both = json!({ "starting_after": all[1], "ending_before": all[5] });
    for (query, param, message) in [
        (
            json!({ "limit": 0 }),
            "limit",
            "This value must be greater than or equal to 1.",
        ),
        (
            json!({ "limit": 101 }),
            "limit",
            "This value must be less than or equal to 100 (it currently is '101').",
        ),
        (json!({ "limit": "many" }), "limit", "Invalid integer: many"),
        (
            json!({ "starting_after": "prod_x" }),
            "starting_after",
            "No such product: 'prod_x'",
        ),
        (
            json!({ "ending_before": "prod_x" }),
            "ending_before",
            "No such product: 'prod_x'",
        ),
        (
            both,
            "",
            "Received both starting_after and ending_before parameters. Please pass in only one.",
        ),
        (
            json!({ "colour": "red" }),
            "colour",
            "Received unknown parameter: colour",
        ),
        (
            json!({ "created": { "after": 1 } }),
            "created[after]",
            "Received unknown parameter: created[after]",
        ),
        (
            json!({ "created": "today" }),
            "created",
            "Invalid integer: today",
        ),
    ] {
        let path = "/v1/products";
        let error = store
            .refused(Method::GET, path, query.clone(), StatusCode::BAD_REQUEST)
            .await;
        assert_eq!(error["message"], message, "{query}");
        assert_eq!(
            error["param"].as_str().unwrap_or_default(),
            param,
            "{query}"
        );
    }
}

#[tokio::test]
async fn events_are_filtered_by_type_and_time() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (status, _) = store.door(json!({ "payment_link": link["id"] })).await;
    assert_eq!(status, StatusCode::OK);
    let types = |page: &Value| -> Vec<String> {
        let data = page["data"].as_array().unwrap();
        data.iter()
            .map(|event| event["type"].as_str().unwrap().to_owned())
            .collect()
    };
    let created = store.newest_event("charge.succeeded").await["created"]
        .as_i64()
        .unwrap();
    for (query, expected) in [
        (
            json!({ "type": "charge.succeeded" }),
            vec!["charge.succeeded"],
        ),
        (
            json!({ "type": "charge.*" }),
            vec!["charge.updated", "charge.succeeded"],
        ),
        (
            json!({ "types": ["price.created", "charge.updated"] }),
            vec!["charge.updated", "price.created"],
        ),
        (
            json!({ "type": "charge.succeeded", "created": { "gte": created } }),
            vec!["charge.succeeded"],
        ),
        (
            json!({ "type": "charge.succeeded", "created": { "gt": created } }),
            vec![],
        ),
        (
            json!({ "type": "charge.succeeded", "created": { "lt": created } }),
            vec![],
        ),
        (
            json!({ "type": "charge.succeeded", "created": created }),
            vec!["charge.succeeded"],
        ),
    ] {
        let page = store.get("/v1/events", query.clone()).await;
        assert_eq!(types(&page), expected, "{query}");
    }
    let both = json!({ "type": "a", "types": ["b"] });
    store
        .refused(Method::GET, "/v1/events", both, StatusCode::BAD_REQUEST)
        .await;
    let many: Vec<_> = (0..21).map(|number| format!("t{number}")).collect();
    let many = json!({ "types": many });
    store
        .refused(Method::GET, "/v1/events", many, StatusCode::BAD_REQUEST)
        .await;
}

#[tokio::test]
async fn a_star_in_a_key_is_a_star() {
    let store = Store::open().await;
    let product = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    for key in ["std*", "std[1]", "std1"] {
        let price = json!({
            "product": product["id"],
            "currency": "eur",
            "unit_amount": 500,
            "lookup_key": key,
        });
        store.post("/v1/prices", price).await;
    }
    for key in ["std*", "std[1]"] {
        let query = json!({ "product": product["id"], "lookup_keys": [key] });
        let found = store.get("/v1/prices", query).await;
        assert_eq!(found["data"][0]["lookup_key"], key);
        assert_eq!(found["data"].as_array().unwrap().len(), 1, "{key}");
    }
}
