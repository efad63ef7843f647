//! Idempotency keys: done once, answered alike.

use axum::http::StatusCode;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Store, cake, expect};

#[tokio::test]
async fn a_key_gives_the_same_answer_again() {
    let store = Store::open().await;
    let path = "/v1/payment_links";
    let send = |given: Value, path: &'static str, key: &'static str| {
        store
            .call(Method::POST, path, &given)
            .header("Idempotency-Key", key)
            .send()
    };
    // A refusal uses up no key.
    let refused = send(json!({}), path, "k1").await.unwrap();
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let first = send(cake(json!({})), path, "k1").await.unwrap();
    assert!(!first.headers().contains_key("idempotent-replayed"));
    let request = first.headers()["request-id"].clone();
    assert_eq!(first.headers()["original-request"], request);
    assert_eq!(first.headers()["stripe-should-retry"], "false");
    let first = first.text().await.unwrap();
    let second = send(cake(json!({})), path, "k1").await.unwrap();
    assert_eq!(second.headers()["idempotent-replayed"], "true");
    assert_eq!(second.headers()["original-request"], request);
    assert_eq!(second.headers()["idempotency-key"], "k1");
    assert_eq!(second.text().await.unwrap(), first);
    let links = store.get(path, json!({})).await;
    assert_eq!(links["data"].as_array().unwrap().len(), 1);

    let other = cake(json!({ "metadata": { "x": "y" } }));
    for (given, path, message) in [
        (other, path, "can only be used with the same parameters"),
        (
            json!({ "name": "x" }),
            "/v1/products",
            "can only be used for the same endpoint",
        ),
    ] {
        let answer = send(given, path, "k1").await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        let error: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        assert_eq!(error["error"]["type"], "idempotency_error");
        assert!(
            error["error"]["message"]
                .as_str()
                .unwrap()
                .contains(message),
            "{error}"
        );
    }
    let event = store.newest_event("payment_link.created").await;
    assert_eq!(event["request"]["idempotency_key"], "k1");
    assert_eq!(event["request"]["id"], request.to_str().unwrap());
}

/// A refusal once the call's own work has begun is the key's answer, as a success is.
#[tokio::test]
async fn a_key_gives_the_same_refusal_again() {
    let store = Store::open().await;
    let path = "/v1/payment_links";
    let given = json!({ "line_items": [{ "price": "price_x", "quantity": 1 }] });
    let send = |given: &Value| {
        store
            .call(Method::POST, path, given)
            .header("Idempotency-Key", "k")
            .send()
    };
    let first = send(&given).await.unwrap();
    assert_eq!(first.status(), StatusCode::BAD_REQUEST);
    let request = first.headers()["request-id"].clone();
    let first = first.text().await.unwrap();
    assert!(first.contains("No such price: 'price_x'"), "{first}");
    let second = send(&given).await.unwrap();
    assert_eq!(second.status(), StatusCode::BAD_REQUEST);
    assert_eq!(second.headers()["idempotent-replayed"], "true");
    assert_eq!(second.headers()["original-request"], request);
    assert_eq!(second.text().await.unwrap(), first);
    let other = send(&cake(json!({}))).await.unwrap();
    assert_eq!(other.status(), StatusCode::BAD_REQUEST);
    let other = other.text().await.unwrap();
    assert!(other.contains("idempotency_error"), "{other}");
}

#[tokio::test]
async fn one_key_used_at_once_makes_one_object() {
    let store = Store::open().await;
    let calls = (0..8).map(|_| {
        let request = store.call(Method::POST, "/v1/products", &json!({ "name": "Loaf" }));
        tokio::spawn(request.header("Idempotency-Key", "same").send())
    });
    let mut ids = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        let answer = call.await.unwrap().unwrap();
        // Whoever comes while another is at work is sent away.
        if answer.status() == StatusCode::CONFLICT {
            continue;
        }
        assert_eq!(answer.status(), StatusCode::OK);
        let answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        ids.push(answer["id"].clone());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    let products = store.get("/v1/products", json!({})).await;
    assert_eq!(products["data"].as_array().unwrap().len(), 1);
}

/// A declined card is an attempt that was made: once, however often it is sent.
#[tokio::test]
async fn a_key_makes_one_attempt_to_pay() {
    let store = Store::open().await;
    let given = json!({
        "amount": 4200,
        "currency": "eur",
        "confirm": true,
        "payment_method": "pm_card_chargeDeclined",
        "payment_method_types": ["card"],
    });
    let send = || {
        store
            .call(Method::POST, "/v1/payment_intents", &given)
            .header("Idempotency-Key", "pay")
    };
    let first = expect(StatusCode::PAYMENT_REQUIRED, send()).await;
    assert!(first["error"]["request_log_url"].is_string(), "{first}");
    let second = send().send().await.unwrap();
    assert_eq!(second.status(), StatusCode::PAYMENT_REQUIRED);
    assert_eq!(second.headers()["idempotent-replayed"], "true");
    let second: Value = serde_json::from_str(&second.text().await.unwrap()).unwrap();
    assert_eq!(second, first);
    let charges = store.get("/v1/charges", json!({})).await;
    assert_eq!(charges["data"].as_array().unwrap().len(), 1);
}

/// While a request is under way, another with its key is told to come again.
#[tokio::test]
async fn a_key_at_work_is_not_used_twice() {
    let store = Store::open().await;
    let mut slow = TcpStream::connect(store.sandbox.address()).await.unwrap();
    let head = format!(
        "POST /v1/products HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
         Idempotency-Key: slow\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 9\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
        store.sandbox.address(),
        store.sandbox.api_key().expose_secret(),
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    // The store asks for the body once it holds the key.
    let mut asked = [0; 25];
    slow.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");

    let path = "/v1/products";
    let same = || {
        store
            .call(Method::POST, path, &json!({ "name": "Loaf" }))
            .header("Idempotency-Key", "slow")
    };
    let answer = same().send().await.unwrap();
    assert_eq!(answer.headers()["stripe-should-retry"], "true");
    let busy = expect(StatusCode::CONFLICT, same()).await;
    assert_eq!(busy["error"]["type"], "idempotency_error");
    assert_eq!(busy["error"]["code"], "idempotency_key_in_use");
    let said = busy["error"]["message"].as_str().unwrap();
    assert!(
        said.starts_with("There is currently another in-progress request"),
        "{said}"
    );

    slow.write_all(b"name=Loaf").await.unwrap();
    let mut done = String::new();
    slow.read_to_string(&mut done).await.unwrap();
    assert!(done.starts_with("HTTP/1.1 200"), "{done}");
    let product = expect(StatusCode::OK, same()).await;
    assert!(done.contains(product["id"].as_str().unwrap()));
}

/// What can be done over and over needs no key.
#[tokio::test]
async fn only_what_is_posted_has_a_key() {
    let store = Store::open().await;
    for name in ["Loaf", "Roll"] {
        let product = store.post("/v1/products", json!({ "name": name })).await;
        let path = format!("/v1/products/{}", product["id"].as_str().unwrap());
        for method in [Method::GET, Method::DELETE] {
            let call = store
                .call(method, &path, &json!({}))
                .header("Idempotency-Key", "same");
            assert_eq!(expect(StatusCode::OK, call).await["id"], product["id"]);
        }
    }
    for key in [String::new(), "k".repeat(256)] {
        let call = store
            .call(Method::POST, "/v1/products", &json!({ "name": "Loaf" }))
            .header("Idempotency-Key", &key);
        expect(StatusCode::BAD_REQUEST, call).await;
    }
}
