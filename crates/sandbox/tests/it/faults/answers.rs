//! Faults of the API's answers, and those that answers share with deliveries.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use countertop_stripe_wire::signature::{Header, Verifier};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::{create, delivering, happened, set};
use crate::support::{Delivery, Store, is_signed};

async fn error_of(answer: Response) -> Value {
    let text = answer.text().await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["error"].take()
}

#[tokio::test]
async fn too_many_calls_are_refused_and_nothing_is_done() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    for (retry_after, header) in [(Value::Null, None), (json!(7), Some("7"))] {
        let mut faults = json!({ "api_429": 1 });
        if !retry_after.is_null() {
            faults["retry_after"] = retry_after;
        }
        set(&store, faults).await;
        let answer = create(&store).await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        let found = answer.headers().get("retry-after");
        assert_eq!(found.map(|it| it.to_str().unwrap()), header);
        assert!(
            answer.headers()["request-id"]
                .to_str()
                .unwrap()
                .starts_with("req_")
        );
        assert_eq!(error_of(answer).await["code"], "rate_limit");
    }
    // The door and the pay page stand aside.
    store.visit(&link).await;
    let (status, _) = store.door(json!({ "payment_link": link["id"] })).await;
    assert_eq!(status, StatusCode::OK);
    set(&store, json!({})).await;
    let products = store.get("/v1/products", json!({})).await;
    assert_eq!(
        products["data"].as_array().unwrap().len(),
        1,
        "that of the link"
    );
}

#[tokio::test]
async fn calls_fail_and_take_their_time() {
    let store = Store::open().await;
    set(&store, json!({ "api_500": 1, "slow_ms": 300 })).await;
    let start = Instant::now();
    let answer = create(&store).await;
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(error_of(answer).await["type"], "api_error");
    set(&store, json!({})).await;
    let products = store.get("/v1/products", json!({})).await;
    assert_eq!(products["data"], json!([]));
}

#[tokio::test]
async fn a_cut_answer_is_half_and_its_call_is_done() {
    let store = Store::open().await;
    set(&store, json!({ "cut": 1 })).await;
    let mut answer = create(&store).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let length: usize = answer.headers()["content-length"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    let mut got = 0;
    let error = loop {
        match answer.chunk().await {
            Ok(Some(part)) => got += part.len(),
            Ok(None) => panic!("the answer is whole"),
            Err(error) => break error,
        }
    };
    assert!(
        error.is_body() || error.is_decode() || error.is_request(),
        "{error:?}"
    );
    assert_eq!(got, length / 2);
    set(&store, json!({})).await;
    let products = store.get("/v1/products", json!({})).await;
    assert_eq!(products["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_list_gets_longer_between_its_pages() {
    let store = Store::open().await;
    let link = store.link(json!({ "customer_creation": "always" })).await;
    for _ in 0..2 {
        store.door(json!({ "payment_link": link["id"] })).await;
    }
    store.link(json!({})).await;
    set(&store, json!({ "page_shift": 1 })).await;
    for path in [
        "/v1/charges",
        "/v1/checkout/sessions",
        "/v1/customers",
        "/v1/events",
        "/v1/payment_intents",
        "/v1/payment_links",
        "/v1/prices",
        "/v1/products",
    ] {
        let first = store.get(path, json!({ "limit": 1 })).await;
        let id = first["data"][0]["id"].clone();
        let same = store.get(path, json!({ "limit": 1 })).await;
        assert_eq!(
            same["data"][0]["id"], id,
            "{path}: a first page shifts nothing"
        );
        let query = json!({ "limit": 1, "starting_after": id });
        let second = store.get(path, query).await;
        assert_ne!(second["data"][0]["id"], id, "{path}");
        let query = json!({ "limit": 100 });
        let all = store.get(path, query).await;
        let place = |wanted: &Value| {
            let mut ids = all["data"].as_array().unwrap().iter().map(|it| &it["id"]);
            ids.position(|it| it == wanted).unwrap()
        };
        assert!(place(&id) > 0, "{path}: something newer came");
        assert_eq!(place(&second["data"][0]["id"]), place(&id) + 1, "{path}");
    }
    assert_eq!(happened(&store).await, json!({ "page_shift": 8 }));
}

#[tokio::test]
async fn a_clock_is_off_in_signatures_and_dates() {
    let (store, receiver) = delivering().await;
    let secret = store.sandbox.webhook_secret().unwrap().clone();
    let time = |delivery: &Delivery| {
        let header = Header::parse(delivery.headers["stripe-signature"].as_bytes()).unwrap();
        let matched = Verifier::new([&secret]).verify(&header, &delivery.body);
        assert!(matched.is_ok());
        header.time().0
    };
    let true_date = create(&store).await.headers()["date"].clone();
    let true_time = time(&receiver.wait_for("product.created", 1).await[0]);
    set(&store, json!({ "clock_skew": -3600 })).await;
    let date = create(&store).await.headers()["date"].clone();
    let skewed = time(&receiver.wait_for("product.created", 2).await[1]);
    assert!(
        (3590..=3600).contains(&(true_time - skewed)),
        "{true_time} {skewed}"
    );
    let seconds = |date: &axum::http::HeaderValue| {
        let date = httpdate::parse_http_date(date.to_str().unwrap()).unwrap();
        date.duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_secs()
    };
    let off = seconds(&true_date) - seconds(&date);
    assert!((3590..=3600).contains(&off), "{true_date:?} {date:?}");
}

#[tokio::test]
async fn another_version_has_fields_and_words_that_nobody_knows() {
    let (store, receiver) = delivering().await;
    let secret = store.sandbox.webhook_secret().unwrap().clone();
    let link = store.link(json!({})).await;
    receiver.answer_with(&[500]);
    set(&store, json!({ "version_drift": 1, "seed": 5 })).await;
    store.door(json!({ "payment_link": link["id"] })).await;
    let read = store.call(Method::GET, "/v1/charges", &json!({})).send();
    let drifted: Value = serde_json::from_str(&read.await.unwrap().text().await.unwrap()).unwrap();
    let delivery = receiver.wait_for("charge.succeeded", 1).await.remove(0);
    set(&store, json!({})).await;
    let charges = store.get("/v1/charges", json!({})).await;
    let (was, is) = (&drifted["data"][0], &charges["data"][0]);
    for kept in ["id", "amount", "status", "created", "currency", "metadata"] {
        assert_eq!(was[kept], is[kept], "{kept}");
        assert_eq!(delivery.json()["data"]["object"][kept], is[kept], "{kept}");
    }
    for text in [drifted.to_string(), delivery.json().to_string()] {
        assert!(text.contains("practice_field_of_tomorrow"), "{text}");
    }
    assert!(is_signed(&delivery, &secret));
    assert!(!charges.to_string().contains("of_tomorrow"));
}
