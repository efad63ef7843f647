//! Deliveries: signed, in time, again until they are taken, always the same bytes.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::support::{Delivery, Receiver, Store, eventually, expect, is_signed, webhook};
use crate::thin;

#[tokio::test]
async fn a_payment_is_delivered_signed_and_at_once() {
    let receiver = Receiver::open().await;
    let store = Store::open_with(|config| config.webhook = Some(webhook(&receiver.url))).await;
    let secret = store.sandbox.webhook_secret().unwrap().clone();
    let link = store.link(json!({})).await;
    let paid = Instant::now();
    store.door(json!({ "payment_link": link["id"] })).await;
    let delivery = receiver
        .wait_for("payment_intent.succeeded", 1)
        .await
        .remove(0);
    assert!(
        delivery.at - paid < Duration::from_secs(1),
        "{:?}",
        delivery.at - paid
    );
    assert!(is_signed(&delivery, &secret));
    assert!(!is_signed(
        &delivery,
        &SecretString::from("whsec_other".to_owned())
    ));
    assert_eq!(
        delivery.header("content-type"),
        "application/json; charset=utf-8"
    );
    assert!(delivery.header("user-agent").starts_with("Stripe/1.0"));
    let event = delivery.event();
    assert_eq!(event["pending_webhooks"], 1);
    receiver.wait_for("charge.updated", 1).await;
    let read = eventually("all are delivered", || async {
        let id = event["id"].as_str().unwrap();
        let read = store.get(&format!("/v1/events/{id}"), json!({})).await;
        (read["pending_webhooks"] == 0).then_some(read)
    })
    .await;
    assert_eq!(read["data"], event["data"]);
    let types = store.event_types().await;
    assert_eq!(receiver.deliveries().len(), types.len(), "each once");
}

#[tokio::test]
async fn what_is_refused_is_sent_again_byte_for_byte() {
    let receiver = Receiver::open().await;
    receiver.answer_with(&[500, 302]);
    let store = Store::open_with(|config| config.webhook = Some(webhook(&receiver.url))).await;
    let secret = store.sandbox.webhook_secret().unwrap().clone();
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let tries = receiver.wait_for("product.created", 3).await;
    for next in &tries[1..] {
        assert_eq!(next.body, tries[0].body);
        assert!(is_signed(next, &secret));
    }
    assert!(
        tries[1].at - tries[0].at >= Duration::from_millis(900),
        "a pause of a second"
    );
    assert_ne!(
        tries[0].header("stripe-signature"),
        tries[2].header("stripe-signature")
    );
    let state = eventually("the delivery is made", || async {
        let answer = store
            .client
            .get(store.url("/_practice/state"))
            .send()
            .await
            .unwrap();
        let state: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        (state["deliveries"]["pending"] == 0).then_some(state)
    })
    .await;
    assert_eq!(
        state["deliveries"],
        json!({ "made": 1, "pending": 0, "failed": 0 })
    );
}

#[tokio::test]
async fn an_endpoint_gets_what_it_asks_for() {
    let store = Store::open().await;
    let receiver = Receiver::open().await;
    let given = json!({ "url": receiver.url, "enabled_events": ["price.created"] });
    let endpoint = store.post("/v1/webhook_endpoints", given).await;
    let secret = SecretString::from(endpoint["secret"].as_str().unwrap().to_owned());
    let far = json!({ "url": "https://example.com/hook", "enabled_events": ["*"] });
    store.post("/v1/webhook_endpoints", far).await;
    store.link(json!({})).await;
    let delivery = receiver.wait_for("price.created", 1).await.remove(0);
    assert!(is_signed(&delivery, &secret));
    assert_eq!(delivery.event()["pending_webhooks"], 2);
    let failed = eventually("the far endpoint is given up", || async {
        let answer = store
            .client
            .get(store.url("/_practice/state"))
            .send()
            .await
            .unwrap();
        let state: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        (state["deliveries"]["pending"] == 0).then(|| state["deliveries"]["failed"].clone())
    })
    .await;
    assert_eq!(failed, 3, "nobody but this computer is called");
    assert_eq!(receiver.deliveries().len(), 1);
}

#[tokio::test]
async fn a_restart_sends_what_is_still_to_be_sent() {
    let receiver = Receiver::open().await;
    let nobody = "http://127.0.0.1:9/webhook";
    let store = Store::open_with(|config| config.webhook = Some(webhook(nobody))).await;
    let secret = store.sandbox.webhook_secret().unwrap().clone();
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let store = store
        .reopen_with(|config| config.webhook = Some(webhook(&receiver.url)))
        .await;
    let delivery = receiver.wait_for("product.created", 1).await.remove(0);
    assert!(
        is_signed(&delivery, &secret),
        "moving an endpoint keeps its secret"
    );
    let endpoints = store.get("/v1/webhook_endpoints", json!({})).await;
    assert_eq!(endpoints["data"].as_array().unwrap().len(), 1);
    assert_eq!(endpoints["data"][0]["url"], receiver.url);
    assert_eq!(
        endpoints["data"][0]["api_version"],
        countertop_stripe_wire::API_VERSION
    );

    let given = SecretString::from("whsec_given".to_owned());
    let store = store
        .reopen_with(|config| {
            let mut moved = webhook(&receiver.url);
            moved.secret = Some(given.clone());
            config.webhook = Some(moved);
        })
        .await;
    store.post("/v1/products", json!({ "name": "Bun" })).await;
    let delivery = receiver.wait_for("product.created", 2).await.remove(1);
    assert!(is_signed(&delivery, &given));
}

#[tokio::test]
async fn a_burst_is_delivered_whole_and_roughly_in_order() {
    let receiver = Receiver::open().await;
    let store = Store::open_with(|config| config.webhook = Some(webhook(&receiver.url))).await;
    let link = store.link(json!({})).await;
    for _ in 0..20 {
        let (status, _) = store.door(json!({ "payment_link": link["id"] })).await;
        assert_eq!(status, StatusCode::OK);
    }
    receiver.wait_for("charge.updated", 20).await;
    let ids: Vec<String> = receiver
        .deliveries()
        .iter()
        .map(|delivery| delivery.event()["id"].as_str().unwrap().to_owned())
        .collect();
    let mut sorted = ids.clone();
    sorted.sort();
    for (place, id) in sorted.iter().enumerate() {
        let came = ids.iter().position(|other| other == id).unwrap();
        assert!(came.abs_diff(place) <= 24, "{id} came {came}, made {place}");
    }
}

#[tokio::test]
async fn both_secrets_sign_while_one_is_rolled() {
    let receiver = Receiver::open().await;
    let store = Store::open().await;
    let given = json!({ "url": receiver.url, "enabled_events": ["*"] });
    let endpoint = store.post("/v1/webhook_endpoints", given).await;
    let id = endpoint["id"].as_str().unwrap();
    let secret = |answer: &Value| SecretString::from(answer["secret"].as_str().unwrap());
    let first = secret(&endpoint);
    let path = format!("/_practice/webhook_endpoints/{id}/roll");
    let second = expect(
        StatusCode::OK,
        ask(&store, &path, json!({ "expires_in": 3600 })),
    )
    .await;
    assert!(second["old_expires_at"].is_i64());
    let second = secret(&second);
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let delivery = receiver.wait_for("product.created", 1).await.remove(0);
    assert_eq!(
        delivery.header("stripe-signature").matches("v1=").count(),
        2
    );
    assert!(is_signed(&delivery, &first) && is_signed(&delivery, &second));

    let third = expect(
        StatusCode::OK,
        ask(&store, &path, json!({ "expires_in": 0 })),
    )
    .await;
    store.post("/v1/products", json!({ "name": "Roll" })).await;
    let delivery = receiver.wait_for("product.created", 2).await.remove(1);
    assert_eq!(
        delivery.header("stripe-signature").matches("v1=").count(),
        1
    );
    assert!(is_signed(&delivery, &secret(&third)));
    assert!(!is_signed(&delivery, &first) && !is_signed(&delivery, &second));

    for (path, given, status) in [
        (path.as_str(), json!({}), StatusCode::BAD_REQUEST),
        (&path, json!({ "expires_in": -1 }), StatusCode::BAD_REQUEST),
        (
            &path,
            json!({ "expires_in": 86_401 }),
            StatusCode::BAD_REQUEST,
        ),
        (
            "/_practice/webhook_endpoints/we_x/roll",
            json!({ "expires_in": 1 }),
            StatusCode::NOT_FOUND,
        ),
    ] {
        expect(status, ask(&store, path, given)).await;
    }
}

/// A call of the control door.
fn ask(store: &Store, path: &str, given: Value) -> RequestBuilder {
    store.client.post(store.url(path)).body(given.to_string())
}

#[tokio::test]
async fn an_endpoint_is_changed_disabled_and_deleted() {
    let store = Store::open().await;
    let (old, new) = (Receiver::open().await, Receiver::open().await);
    old.answer_with(&[500; 100]);
    let given = json!({ "url": old.url, "enabled_events": ["product.created"] });
    let endpoint = store.post("/v1/webhook_endpoints", given).await;
    let path = format!("/v1/webhook_endpoints/{}", endpoint["id"].as_str().unwrap());
    store.post("/v1/products", json!({ "name": "Loaf" })).await;
    old.wait_for("product.created", 1).await;
    let change =
        json!({ "url": new.url, "enabled_events": ["product.created", "product.updated"] });
    let changed = store.post(&path, change).await;
    assert_eq!(changed["url"], new.url);
    assert_eq!(changed["secret"], Value::Null, "a secret is told once");
    let loaf = new.wait_for("product.created", 1).await.remove(0);
    let secret = SecretString::from(endpoint["secret"].as_str().unwrap());
    assert!(
        is_signed(&loaf, &secret),
        "another address, the same secret"
    );
    let product = format!(
        "/v1/products/{}",
        loaf.event()["data"]["object"]["id"].as_str().unwrap()
    );
    store.post(&product, json!({ "name": "Roll" })).await;
    new.wait_for("product.updated", 1).await;

    let disabled = store.post(&path, json!({ "disabled": true })).await;
    assert_eq!(disabled["status"], "disabled");
    store.post(&product, json!({ "name": "Bun" })).await;
    let event = store.newest_event("product.updated").await;
    assert_eq!(event["pending_webhooks"], 0);
    store.post(&path, json!({ "disabled": false })).await;
    store.post(&product, json!({ "name": "Pretzel" })).await;
    let names: Vec<_> = new
        .wait_for("product.updated", 2)
        .await
        .iter()
        .map(|delivery| delivery.event()["data"]["object"]["name"].clone())
        .collect();
    assert_eq!(names, ["Roll", "Pretzel"]);

    let gone = expect(
        StatusCode::OK,
        store.call(Method::DELETE, &path, &json!({})),
    )
    .await;
    assert_eq!(gone["deleted"], true);
    store.post(&product, json!({ "name": "Stollen" })).await;
    let event = store.newest_event("product.updated").await;
    assert_eq!(event["pending_webhooks"], 0);
}

#[tokio::test]
async fn an_account_has_up_to_sixteen_endpoints() {
    let store = Store::open().await;
    let given = json!({ "url": "http://127.0.0.1:9/x", "enabled_events": ["*"] });
    let mut last = Value::Null;
    for _ in 0..16 {
        last = store.post("/v1/webhook_endpoints", given.clone()).await;
    }
    let path = "/v1/webhook_endpoints";
    let status = StatusCode::BAD_REQUEST;
    store
        .refused(Method::POST, path, given.clone(), status)
        .await;
    let one = format!("{path}/{}", last["id"].as_str().unwrap());
    expect(StatusCode::OK, store.call(Method::DELETE, &one, &json!({}))).await;
    store.post(path, given).await;
}

#[tokio::test]
async fn an_endpoint_that_fails_for_days_is_disabled_and_may_begin_anew() {
    const DAY: i64 = 24 * 3600;
    let v1 = |url: &str| {
        let given = json!({ "url": url, "enabled_events": ["product.created"] });
        ("/v1/webhook_endpoints", given)
    };
    let v2 = |url: &str| {
        let given = json!({
            "enabled_events": ["v1.product.created"],
            "event_payload": "thin",
            "name": "The till",
            "type": "webhook_endpoint",
            "webhook_endpoint": { "url": url },
        });
        ("/v2/core/event_destinations", given)
    };
    for of_version in [1, 2] {
        let (store, receiver) = (Store::open().await, Receiver::open().await);
        receiver.answer_with(&[500; 1000]);
        let (path, given) = if of_version == 1 {
            v1(&receiver.url)
        } else {
            v2(&receiver.url)
        };
        let endpoint = change(&store, path, &given).await;
        let path = format!("{path}/{}", endpoint["id"].as_str().unwrap());
        store.post("/v1/products", json!({ "name": "Loaf" })).await;
        let tried = async |count: usize| {
            eventually("a try", || async {
                (receiver.deliveries().len() >= count).then_some(())
            })
            .await;
        };
        tried(1).await;
        let status = async || store.get(&path, json!({})).await["status"].clone();
        store.advance(2 * DAY).await;
        tried(2).await;
        assert_eq!(status().await, "enabled");
        store.advance(6 * DAY).await;
        store.post("/v1/products", json!({ "name": "Roll" })).await;
        eventually("it is disabled", || async {
            (status().await == "disabled").then_some(())
        })
        .await;
        if of_version == 1 {
            change(&store, &path, &json!({ "disabled": false })).await;
        } else {
            let reason = store.get(&path, json!({})).await["status_details"].take();
            assert!(reason["disabled"]["reason"].is_string());
            change(&store, &format!("{path}/enable"), &json!({})).await;
        }
        store.post("/v1/products", json!({ "name": "Bun" })).await;
        let bun = store.newest_event("product.created").await["id"].take();
        // The ids of an event and of its thin form end alike.
        let ending = bun.as_str().unwrap().trim_start_matches("evt_").to_owned();
        eventually("a second try, so it began anew", || async {
            let of_bun = |it: &&Delivery| String::from_utf8_lossy(&it.body).contains(&ending);
            (receiver.deliveries().iter().filter(of_bun).count() >= 2).then_some(())
        })
        .await;
    }
}

/// A change by API v1 or v2.
async fn change(store: &Store, path: &str, given: &Value) -> Value {
    if path.starts_with("/v1/") {
        return store.post(path, given.clone()).await;
    }
    expect(StatusCode::OK, thin::post(store, path, given)).await
}
