//! Event destinations and thin events: API v2, and what is delivered by it.

use axum::http::StatusCode;
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::support::{Receiver, Store, eventually, expect, is_signed};

const DESTINATIONS: &str = "/v2/core/event_destinations";

/// A call of API v2: JSON in, JSON out.
pub fn post(store: &Store, path: &str, given: &Value) -> RequestBuilder {
    use secrecy::ExposeSecret;
    store
        .client
        .post(store.url(path))
        .header("Content-Type", "application/json")
        .bearer_auth(store.sandbox.api_key().expose_secret())
        .body(given.to_string())
}

async fn posted(store: &Store, path: &str, given: Value) -> Value {
    expect(StatusCode::OK, post(store, path, &given)).await
}

/// A destination of thin events at an address, changed as the test says.
fn thin(url: &str, change: Value) -> Value {
    let mut given = json!({
        "enabled_events": ["v1.product.created"],
        "event_payload": "thin",
        "include": ["webhook_endpoint.signing_secret", "webhook_endpoint.url"],
        "metadata": { "till": "1" },
        "name": "The till",
        "type": "webhook_endpoint",
        "webhook_endpoint": { "url": url },
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    given
}

/// What a store shows of a destination beside what was given.
fn path_of(destination: &Value) -> String {
    format!("{DESTINATIONS}/{}", destination["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_thin_event_names_what_happened() {
    let store = Store::open().await;
    let receiver = Receiver::open().await;
    let destination = posted(&store, DESTINATIONS, thin(&receiver.url, json!({}))).await;
    let product = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    store
        .post(
            "/v1/prices",
            json!({
                "product": product["id"], "currency": "eur", "unit_amount": 100,
            }),
        )
        .await;
    let delivery = eventually("a notice", || async {
        receiver.deliveries().first().cloned()
    })
    .await;
    let secret = destination["webhook_endpoint"]["signing_secret"]
        .as_str()
        .unwrap();
    assert!(is_signed(&delivery, &SecretString::from(secret)));
    let notice = delivery.json();
    let snapshot = store.newest_event("product.created").await;
    assert_eq!(snapshot["pending_webhooks"], 0, "thin ones are not counted");
    let id = product["id"].as_str().unwrap();
    assert_eq!(
        notice,
        json!({
            "id": notice["id"],
            "object": "v2.core.event",
            "created": notice["created"],
            "livemode": false,
            "reason": { "type": "request", "request": snapshot["request"] },
            "related_object": {
                "id": id,
                "type": "product",
                "url": format!("/v1/products/{id}"),
            },
            "snapshot_event": snapshot["id"],
            "type": "v1.product.created",
        })
    );
    assert!(notice["id"].as_str().unwrap().starts_with("evt_test_"));
    assert_ne!(notice["id"], snapshot["id"]);
    let path = format!("/v2/core/events/{}", notice["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await, notice);
    let related = notice["related_object"]["url"].as_str().unwrap();
    assert_eq!(store.get(related, json!({})).await["id"], product["id"]);
    assert_eq!(
        receiver.deliveries().len(),
        1,
        "the price was not asked for"
    );
    let retry = format!("/v1/events/{}/retry", snapshot["id"].as_str().unwrap());
    let given = json!({ "webhook_endpoint": destination["id"] });
    store.post(&retry, given).await;
    eventually("the notice comes again", || async {
        (receiver.deliveries().len() == 2).then_some(())
    })
    .await;
    assert_eq!(receiver.deliveries()[1].json(), notice);
}

#[tokio::test]
async fn a_destination_takes_whole_events_as_well() {
    let store = Store::open().await;
    let receiver = Receiver::open().await;
    let change = json!({
        "enabled_events": ["product.created"],
        "event_payload": "snapshot",
        "snapshot_api_version": "2024-06-20",
    });
    let destination = posted(&store, DESTINATIONS, thin(&receiver.url, change)).await;
    assert_eq!(destination["snapshot_api_version"], "2024-06-20");
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let delivery = receiver.wait_for("product.created", 1).await.remove(0);
    assert_eq!(delivery.event()["object"], "event");
    assert_eq!(delivery.event()["api_version"], "2024-06-20");
    assert_eq!(delivery.event()["pending_webhooks"], 1);
}

#[tokio::test]
async fn a_destination_is_kept_changed_and_deleted() {
    let store = Store::open().await;
    let receiver = Receiver::open().await;
    let made = posted(&store, DESTINATIONS, thin(&receiver.url, json!({}))).await;
    assert!(made["id"].as_str().unwrap().starts_with("ed_test_"));
    assert_eq!(made["webhook_endpoint"]["url"], receiver.url);
    let path = path_of(&made);
    let mut wanted = made.clone();
    wanted["webhook_endpoint"] = json!({ "signing_secret": null, "url": null });
    assert_eq!(store.get(&path, json!({})).await, wanted);
    wanted["webhook_endpoint"]["url"] = json!(receiver.url);
    let include = json!({ "include": ["webhook_endpoint.url", "webhook_endpoint.signing_secret"] });
    assert_eq!(store.get(&path, include).await, wanted);

    let change = json!({
        "description": "At the door",
        "enabled_events": ["v1.product.created", "v1.product.updated"],
        "metadata": { "till": null, "shop": "2" },
        "name": "The other till",
    });
    let changed = posted(&store, &path, change).await;
    for (name, value) in [
        ("description", json!("At the door")),
        ("metadata", json!({ "shop": "2" })),
        ("name", json!("The other till")),
        ("status", json!("enabled")),
        ("created", made["created"].clone()),
    ] {
        assert_eq!(changed[name], value, "{name}");
    }

    let gone = expect(
        StatusCode::OK,
        store.call(Method::DELETE, &path, &json!({})),
    )
    .await;
    assert_eq!(
        gone,
        json!({ "id": made["id"], "object": "v2.core.event_destination" })
    );
    let status = StatusCode::NOT_FOUND;
    let error = store.refused(Method::GET, &path, json!({}), status).await;
    assert_eq!(error["code"], "not_found");
}

#[tokio::test]
async fn a_destination_that_is_disabled_is_told_nothing() {
    let store = Store::open().await;
    let receiver = Receiver::open().await;
    let types = json!({ "enabled_events": ["v1.product.created", "v1.product.updated"] });
    let made = posted(&store, DESTINATIONS, thin(&receiver.url, types)).await;
    let path = path_of(&made);
    receiver.answer_with(&[500]);
    store
        .post("/v1/products", json!({ "name": "Stollen" }))
        .await;
    eventually("a notice is refused", || async {
        (receiver.deliveries().len() == 1).then_some(())
    })
    .await;
    let disabled = posted(&store, &format!("{path}/disable"), json!({})).await;
    assert_eq!(disabled["status"], "disabled");
    assert_eq!(disabled["status_details"]["disabled"]["reason"], "user");
    let state = store.client.get(store.url("/_practice/state")).send();
    let state = state.await.unwrap().text().await.unwrap();
    let state: Value = serde_json::from_str(&state).unwrap();
    let given_up = json!({ "made": 0, "pending": 0, "failed": 1 });
    assert_eq!(state["deliveries"], given_up);
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let enabled = posted(&store, &format!("{path}/enable"), json!({})).await;
    assert_eq!(enabled["status"], "enabled");
    store.post("/v1/products", json!({ "name": "Roll" })).await;
    store.advance(3600).await;
    eventually("one more notice", || async {
        let roll = store.newest_event("product.created").await;
        let got = receiver.deliveries();
        let of_roll = |it: &crate::support::Delivery| it.json()["snapshot_event"] == roll["id"];
        (got.len() == 2 && got.iter().any(of_roll)).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_ping_goes_to_its_destination_alone() {
    let store = Store::open().await;
    let (receiver, other) = (Receiver::open().await, Receiver::open().await);
    let destination = posted(&store, DESTINATIONS, thin(&receiver.url, json!({}))).await;
    posted(&store, DESTINATIONS, thin(&other.url, json!({}))).await;
    let event = posted(
        &store,
        &format!("{}/ping", path_of(&destination)),
        json!({}),
    )
    .await;
    assert_eq!(event["type"], "v2.core.event_destination.ping");
    assert_eq!(event["related_object"]["id"], destination["id"]);
    let delivery = eventually("the ping", || async {
        receiver.deliveries().first().cloned()
    })
    .await;
    assert_eq!(delivery.json(), event);
    let path = format!("/v2/core/events/{}", event["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await, event);
    assert_eq!(other.deliveries().len(), 0);
}

/// A product of which four events tell.
async fn renamed_product(store: &Store) -> Value {
    let product = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let path = format!("/v1/products/{}", product["id"].as_str().unwrap());
    for name in ["Roll", "Bun", "Pretzel"] {
        store.post(&path, json!({ "name": name })).await;
    }
    product
}

#[tokio::test]
async fn thin_events_are_listed_by_what_they_are_about() {
    let store = Store::open().await;
    let product = renamed_product(&store).await;
    let destination = posted(
        &store,
        DESTINATIONS,
        thin("http://127.0.0.1:9/x", json!({})),
    )
    .await;
    posted(
        &store,
        &format!("{}/ping", path_of(&destination)),
        json!({}),
    )
    .await;
    let all = store.get("/v2/core/events", json!({})).await;
    let types = |page: &Value| -> Vec<String> {
        let events = page["data"].as_array().unwrap();
        events
            .iter()
            .map(|it| it["type"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        types(&all),
        [
            "v2.core.event_destination.ping",
            "v1.product.updated",
            "v1.product.updated",
            "v1.product.updated",
            "v1.product.created",
        ]
    );
    for (query, count) in [
        (json!({ "object_id": product["id"] }), 4),
        (json!({ "object_id": destination["id"] }), 1),
        (json!({ "types": ["v1.product.updated"] }), 3),
        (
            json!({ "types": ["v2.core.event_destination.ping", "v1.product.created"] }),
            2,
        ),
        (json!({ "object_id": "prod_x" }), 0),
        (json!({ "created": { "gt": 4_000_000_000_i64 } }), 0),
    ] {
        let page = store.get("/v2/core/events", query.clone()).await;
        assert_eq!(types(&page).len(), count, "{query}");
    }
}

#[tokio::test]
async fn thin_events_are_listed_page_by_page() {
    let store = Store::open().await;
    let product = renamed_product(&store).await;
    let all = store.get("/v2/core/events", json!({})).await;
    let query = json!({ "limit": 2, "object_id": product["id"] });
    let first = store.get("/v2/core/events", query).await;
    assert_eq!(first["previous_page_url"], Value::Null);
    let next = first["next_page_url"].as_str().unwrap();
    let second = store.get(next, json!({})).await;
    assert_eq!(second["next_page_url"], Value::Null);
    let mut both = first["data"].as_array().unwrap().clone();
    both.extend(second["data"].as_array().unwrap().clone());
    assert_eq!(json!(both), all["data"]);
    let back = store
        .get(second["previous_page_url"].as_str().unwrap(), json!({}))
        .await;
    assert_eq!(back["data"], first["data"]);
    assert_eq!(back["previous_page_url"], Value::Null);
    assert_eq!(back["next_page_url"], first["next_page_url"]);
}

#[tokio::test]
async fn destinations_are_listed_page_by_page() {
    let store = Store::open().await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let given = thin("http://127.0.0.1:9/x", json!({ "include": [] }));
        made.insert(0, posted(&store, DESTINATIONS, given).await);
    }
    let first = store.get(DESTINATIONS, json!({ "limit": 2 })).await;
    assert_eq!(first["data"], json!(made[..2]));
    let second = store
        .get(first["next_page_url"].as_str().unwrap(), json!({}))
        .await;
    assert_eq!(second["data"], json!(made[2..]));
    assert_eq!(second["next_page_url"], Value::Null);
    let back = store
        .get(second["previous_page_url"].as_str().unwrap(), json!({}))
        .await;
    assert_eq!(back["data"], first["data"]);
}

#[tokio::test]
async fn what_is_no_destination_is_refused() {
    let store = Store::open().await;
    let url = "http://127.0.0.1:9/x";
    for (change, param) in [
        (
            json!({ "enabled_events": ["product.created"] }),
            "enabled_events[0]",
        ),
        (
            json!({ "enabled_events": ["v1.product.created", "*"] }),
            "enabled_events[1]",
        ),
        (
            json!({ "enabled_events": ["v1.product.eaten"] }),
            "enabled_events[0]",
        ),
        (json!({ "event_payload": "thick" }), "event_payload"),
        (
            json!({ "snapshot_api_version": "2024-06-20" }),
            "snapshot_api_version",
        ),
        (json!({ "type": "amazon_eventbridge" }), "type"),
        (
            json!({ "webhook_endpoint": { "url": "x" } }),
            "webhook_endpoint[url]",
        ),
        (json!({ "webhook_endpoint": {} }), "webhook_endpoint[url]"),
        (json!({ "name": null }), "name"),
        (json!({ "shape": "round" }), "shape"),
    ] {
        let request = post(&store, DESTINATIONS, &thin(url, change.clone()));
        let answer = expect(StatusCode::BAD_REQUEST, request).await;
        assert_eq!(answer["error"]["param"], param, "{change}");
    }
    for body in ["[]", "{", "enabled_events[0]=x"] {
        let request = post(&store, DESTINATIONS, &json!({})).body(body);
        expect(StatusCode::BAD_REQUEST, request).await;
    }
    for path in [
        "/v2/core/events/evt_test_x",
        "/v2/core/events/evt_x",
        "/v2/core/event_destinations/ed_test_x",
    ] {
        let status = StatusCode::NOT_FOUND;
        store.refused(Method::GET, path, json!({}), status).await;
    }
    let open = store
        .client
        .get(store.url(DESTINATIONS))
        .send()
        .await
        .unwrap();
    assert_eq!(open.status(), StatusCode::UNAUTHORIZED);
}
