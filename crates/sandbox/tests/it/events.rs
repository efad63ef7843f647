//! Events: what each change is told as, how it is listed, and that it stays as it was.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Receiver, Store, cake, eventually};

/// The types of events that follow another, oldest first.
async fn after(store: &Store, event: &str) -> Vec<Value> {
    let query = json!({ "ending_before": event, "limit": 100 });
    let page = store.get("/v1/events", query).await;
    let mut events = page["data"].as_array().unwrap().clone();
    events.reverse();
    events
}

#[tokio::test]
async fn previous_attributes_are_the_old_values_of_what_changed() {
    let store = Store::open().await;
    let given = json!({
        "name": "Loaf",
        "description": "Dark",
        "metadata": { "oven": "1", "shelf": "b" },
    });
    let product = store.post("/v1/products", given).await;
    let path = format!("/v1/products/{}", product["id"].as_str().unwrap());
    for (change, previous) in [
        (json!({ "name": "Roll" }), json!({ "name": "Loaf" })),
        (
            json!({ "metadata": { "oven": "2", "batch": "7" } }),
            json!({ "metadata": { "batch": null, "oven": "1" } }),
        ),
        (
            json!({ "metadata": { "shelf": "" } }),
            json!({ "metadata": { "shelf": "b" } }),
        ),
        (
            json!({ "description": "", "active": false }),
            json!({ "active": true, "description": "Dark" }),
        ),
    ] {
        let last = store.newest_event("*").await;
        let now = store.post(&path, change.clone()).await;
        let events = after(&store, last["id"].as_str().unwrap()).await;
        let [event] = events.as_slice() else {
            panic!("{change} made {events:?}");
        };
        assert_eq!(event["type"], "product.updated", "{change}");
        assert_eq!(event["data"]["object"], now, "{change}");
        let mut found = event["data"]["previous_attributes"].clone();
        // When it was changed is told as well.
        found.as_object_mut().unwrap().remove("updated");
        assert_eq!(found, previous, "{change}");
    }
    let last = store.newest_event("*").await;
    store.post(&path, json!({ "name": "Roll" })).await;
    let nothing = after(&store, last["id"].as_str().unwrap()).await;
    assert_eq!(
        nothing,
        Vec::<Value>::new(),
        "what did not change is not told"
    );
}

#[tokio::test]
async fn an_event_names_the_request_that_caused_it() {
    let store = Store::open().await;
    let request = store
        .call(Method::POST, "/v1/products", &json!({ "name": "Loaf" }))
        .header("Idempotency-Key", "oven-1");
    let answer = request.send().await.unwrap();
    let id = answer.headers()["request-id"].to_str().unwrap().to_owned();
    let event = store.newest_event("product.created").await;
    assert_eq!(
        event["request"],
        json!({ "id": id, "idempotency_key": "oven-1" })
    );
    let link = store.link(json!({})).await;
    let created = store.newest_event("payment_link.created").await;
    assert!(
        created["request"]["id"]
            .as_str()
            .unwrap()
            .starts_with("req_")
    );
    assert_eq!(created["request"]["idempotency_key"], Value::Null);
    store.door(json!({ "payment_link": link["id"] })).await;
    let paid = store.newest_event("payment_intent.succeeded").await;
    assert!(paid["request"]["id"].is_string(), "{}", paid["request"]);
}

#[tokio::test]
async fn an_event_is_a_picture_of_its_moment() {
    let store = Store::open().await;
    let product = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let path = format!("/v1/products/{}", product["id"].as_str().unwrap());
    store.post(&path, json!({ "name": "Roll" })).await;
    store
        .call(Method::DELETE, &path, &json!({}))
        .send()
        .await
        .unwrap();
    store
        .refused(Method::GET, &path, json!({}), StatusCode::NOT_FOUND)
        .await;
    let created = store.newest_event("product.created").await;
    assert_eq!(created["data"]["object"], product);
    let deleted = store.newest_event("product.deleted").await;
    assert_eq!(deleted["data"]["object"]["name"], "Roll");
}

#[tokio::test]
async fn the_version_of_a_request_changes_no_event() {
    let store = Store::open().await;
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let event = store.newest_event("product.created").await;
    assert_eq!(event["api_version"], countertop_stripe_wire::API_VERSION);
    let path = format!("/v1/events/{}", event["id"].as_str().unwrap());
    let read = async |version: Option<&str>| {
        let mut request = store.call(Method::GET, &path, &json!({}));
        if let Some(version) = version {
            request = request.header("Stripe-Version", version);
        }
        request.send().await.unwrap().text().await.unwrap()
    };
    assert_eq!(read(Some("2023-10-16")).await, read(None).await);
}

#[tokio::test]
async fn an_endpoint_gets_events_at_its_own_version() {
    let store = Store::open().await;
    let (old, usual) = (Receiver::open().await, Receiver::open().await);
    let version = "2024-06-20";
    for (receiver, version) in [(&old, json!(version)), (&usual, Value::Null)] {
        let mut given = json!({ "url": receiver.url, "enabled_events": ["*"] });
        if !version.is_null() {
            given["api_version"] = version.clone();
        }
        let endpoint = store.post("/v1/webhook_endpoints", given).await;
        assert_eq!(endpoint["api_version"], version);
    }
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let old = old.wait_for("product.created", 1).await.remove(0);
    let usual = usual.wait_for("product.created", 1).await.remove(0);
    assert_ne!(old.body, usual.body);
    assert_eq!(old.event()["api_version"], version);
    let mut same = old.event();
    same["api_version"] = usual.event()["api_version"].clone();
    assert_eq!(same, usual.event());
    let kept = store.newest_event("product.created").await;
    assert_eq!(kept["api_version"], usual.event()["api_version"]);
}

#[tokio::test]
async fn events_are_listed_by_whether_they_were_delivered() {
    let store = Store::open().await;
    let receiver = Receiver::open().await;
    let (near, far) = (receiver.url.as_str(), "https://example.com/hook");
    for (url, event_type) in [(near, "product.created"), (far, "price.created")] {
        let given = json!({ "url": url, "enabled_events": [event_type] });
        store.post("/v1/webhook_endpoints", given).await;
    }
    store.post("/v1/payment_links", cake(json!({}))).await;
    receiver.wait_for("product.created", 1).await;
    for (given, wanted) in [
        // Of a link nobody is told, so nobody is left to be told.
        (
            json!({ "delivery_success": true }),
            vec!["payment_link.created", "product.created"],
        ),
        (json!({ "delivery_success": false }), vec!["price.created"]),
        (
            json!({ "delivery_success": false, "type": "product.*" }),
            vec![],
        ),
        (
            json!({ "delivery_success": true, "types": ["product.created", "price.created"] }),
            vec!["product.created"],
        ),
    ] {
        eventually(&format!("{given} gives {wanted:?}"), || async {
            let page = store.get("/v1/events", given.clone()).await;
            let events = page["data"].as_array().unwrap();
            let types = events.iter().map(|event| event["type"].as_str().unwrap());
            types.eq(wanted.iter().copied()).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn an_endpoint_asks_only_for_what_there_is() {
    let store = Store::open().await;
    let endpoint = |change: Value| {
        let mut given = json!({ "url": "http://127.0.0.1:9/x", "enabled_events": ["*"] });
        for (name, value) in change.as_object().unwrap() {
            given[name] = value.clone();
        }
        given
    };
    for (change, param) in [
        (
            json!({ "enabled_events": ["charge.eaten"] }),
            "enabled_events[0]",
        ),
        (
            json!({ "enabled_events": ["charge.failed", "charge.*"] }),
            "enabled_events[1]",
        ),
        (json!({ "api_version": "yesterday" }), "api_version"),
        (json!({ "api_version": "2024-13-01" }), "api_version"),
        (json!({ "api_version": "2024-06-20." }), "api_version"),
        (json!({ "url": "ftp://127.0.0.1/x" }), "url"),
    ] {
        let path = "/v1/webhook_endpoints";
        let given = endpoint(change.clone());
        let status = StatusCode::BAD_REQUEST;
        let error = store.refused(Method::POST, path, given, status).await;
        assert_eq!(error["param"], param, "{change}");
    }
    for change in [
        json!({ "enabled_events": ["charge.failed", "*"] }),
        json!({ "api_version": "2026-09-30.endive" }),
        json!({ "url": "https://example.com/hook" }),
        json!({ "url": "http://example.com/hook" }),
    ] {
        store.post("/v1/webhook_endpoints", endpoint(change)).await;
    }
}

#[tokio::test]
async fn events_can_be_had_for_thirty_days() {
    const DAY: i64 = 24 * 3600;
    let store = Store::open().await;
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let event = store.newest_event("product.created").await;
    let id = event["id"].as_str().unwrap();
    let thin = id.replacen("evt_", "evt_test_", 1);
    let (path, thin) = (
        format!("/v1/events/{id}"),
        format!("/v2/core/events/{thin}"),
    );
    store.advance(30 * DAY - 60).await;
    assert_eq!(store.get(&path, json!({})).await["id"], event["id"]);
    store.get(&thin, json!({})).await;
    for list in ["/v1/events", "/v2/core/events"] {
        let listed = store.get(list, json!({ "limit": 100 })).await;
        let last = listed["data"].as_array().unwrap().last().unwrap().clone();
        assert!(
            last["type"].as_str().unwrap().ends_with("product.created"),
            "{list}"
        );
    }
    store.advance(120).await;
    let gone = StatusCode::NOT_FOUND;
    let retry = format!("{path}/retry");
    for (method, path) in [
        (Method::GET, &path),
        (Method::POST, &retry),
        (Method::GET, &thin),
    ] {
        store.refused(method, path, json!({}), gone).await;
    }
    for list in ["/v1/events", "/v2/core/events"] {
        let listed = store.get(list, json!({ "limit": 100 })).await;
        assert!(!listed.to_string().contains("product.created"), "{list}");
    }
    store.post("/v1/products", json!({ "name": "Roll" })).await;
    assert_eq!(
        store.newest_event("product.created").await["data"]["object"]["name"],
        "Roll"
    );
}
