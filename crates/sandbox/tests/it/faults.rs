//! Faults on demand: each does what it says, as often as it says, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use countertop_stripe_wire::signature::{Header, Verifier};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::shape;
use crate::support::{Delivery, Receiver, Store, eventually, is_signed, webhook};

/// A store that delivers everything to a receiver.
async fn delivering() -> (Store, Receiver) {
    let receiver = Receiver::open().await;
    let store = Store::open_with(|config| config.webhook = Some(webhook(&receiver.url))).await;
    (store, receiver)
}

async fn set(store: &Store, faults: Value) {
    if !faults["version_drift"].is_null() {
        shape::look_away();
    }
    let (status, answer) = store.practice("faults", faults).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

/// How often each fault happened.
async fn happened(store: &Store) -> Value {
    let answer = store.client.get(store.url("/_practice/faults")).send();
    let text = answer.await.unwrap().text().await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["happened"].take()
}

async fn deliveries(store: &Store) -> Value {
    let answer = store.client.get(store.url("/_practice/state")).send();
    let text = answer.await.unwrap().text().await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["deliveries"].take()
}

/// Makes products, whose names are numbers.
async fn products(store: &Store, count: usize) {
    for number in 0..count {
        // Not as the other tests do: another version of the API is not as Stripe describes it.
        let given = json!({ "name": number.to_string() });
        let request = store.call(Method::POST, "/v1/products", &given);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    }
}

/// The names of the products that a receiver was told of, as they came.
fn names(receiver: &Receiver) -> Vec<usize> {
    let got = receiver.deliveries();
    let name = |it: &Delivery| {
        it.event()["data"]["object"]["name"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    got.iter().map(|it| name(it).parse().unwrap()).collect()
}

async fn create(store: &Store) -> Response {
    let given = json!({ "name": "Loaf" });
    let request = store.call(Method::POST, "/v1/products", &given);
    request.send().await.unwrap()
}

async fn error_of(answer: Response) -> Value {
    let text = answer.text().await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["error"].take()
}

#[tokio::test]
async fn what_is_dropped_is_tried_again() {
    let (store, receiver) = delivering().await;
    set(&store, json!({ "drop": 1 })).await;
    products(&store, 3).await;
    eventually("three are dropped", || async {
        (happened(&store).await["drop"].as_u64() >= Some(3)).then_some(())
    })
    .await;
    assert_eq!(receiver.deliveries().len(), 0);
    assert_eq!(
        deliveries(&store).await,
        json!({ "made": 0, "pending": 3, "failed": 0 })
    );
    set(&store, json!({})).await;
    eventually("all arrive", || async {
        let names: BTreeSet<_> = names(&receiver).into_iter().collect();
        (names.len() == 3).then_some(())
    })
    .await;
    assert_eq!(receiver.deliveries().len(), 3, "each once");
    assert_eq!(happened(&store).await, json!({}));
}

#[tokio::test]
async fn what_is_lost_is_not_tried_again() {
    let (store, receiver) = delivering().await;
    set(&store, json!({ "lose": 1 })).await;
    products(&store, 2).await;
    eventually("two are lost", || async {
        (deliveries(&store).await["failed"] == 2).then_some(())
    })
    .await;
    set(&store, json!({})).await;
    products(&store, 1).await;
    receiver.wait_for("product.created", 1).await;
    eventually("nothing waits", || async {
        (deliveries(&store).await == json!({ "made": 1, "pending": 0, "failed": 2 })).then_some(())
    })
    .await;
    let lost = store
        .get("/v1/events", json!({ "delivery_success": false }))
        .await;
    assert_eq!(
        lost["data"].as_array().unwrap().len(),
        2,
        "catching up finds them"
    );
}

#[tokio::test]
async fn what_is_doubled_comes_twice_with_the_same_bytes() {
    let (store, receiver) = delivering().await;
    let secret = store.sandbox.webhook_secret().unwrap().clone();
    set(&store, json!({ "double": 1 })).await;
    products(&store, 1).await;
    let twins = receiver.wait_for("product.created", 2).await;
    assert_eq!(twins[0].body, twins[1].body);
    assert!(twins.iter().all(|twin| is_signed(twin, &secret)));
    eventually("it is made once", || async {
        (deliveries(&store).await == json!({ "made": 1, "pending": 0, "failed": 0 })).then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_is_shuffled_comes_out_of_order_and_whole() {
    let (store, receiver) = delivering().await;
    set(&store, json!({ "shuffle": 0.3 })).await;
    products(&store, 30).await;
    receiver.wait_for("product.created", 30).await;
    let came = names(&receiver);
    assert!(!came.is_sorted(), "{came:?}");
    let all: BTreeSet<_> = came.iter().copied().collect();
    assert_eq!(all, (0..30).collect());
    let overtaken = came
        .iter()
        .enumerate()
        .map(|(place, name)| place.abs_diff(*name))
        .max();
    assert!(overtaken > Some(8), "{came:?}");
}

#[tokio::test]
async fn what_is_delayed_takes_its_time_all_together() {
    let (store, receiver) = delivering().await;
    set(&store, json!({ "delay_ms": 400 })).await;
    let start = Instant::now();
    products(&store, 40).await;
    let made = start.elapsed();
    let all = receiver.wait_for("product.created", 40).await;
    let first = all[0].at - start;
    let last = all[39].at - start;
    assert!(first >= Duration::from_millis(400), "{first:?}");
    assert!(
        last <= made + Duration::from_millis(1200),
        "{last:?} after {made:?}"
    );
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

#[tokio::test]
async fn a_drifted_delivery_is_the_same_at_every_attempt() {
    let (store, receiver) = delivering().await;
    receiver.answer_with(&[500; 8]);
    set(&store, json!({ "version_drift": 0.5 })).await;
    products(&store, 8).await;
    let tries = receiver.wait_for("product.created", 16).await;
    let mut bodies: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
    for delivery in &tries {
        let id = delivery.json()["id"].as_str().unwrap().to_owned();
        bodies.entry(id).or_default().insert(delivery.body.to_vec());
    }
    assert_eq!(bodies.len(), 8);
    assert!(bodies.values().all(|bodies| bodies.len() == 1));
    let drifted = |bodies: &&BTreeSet<Vec<u8>>| {
        let body = String::from_utf8_lossy(bodies.first().unwrap()).into_owned();
        body.contains("of_tomorrow")
    };
    let count = bodies.values().filter(drifted).count();
    assert!((1..8).contains(&count), "{count} of 8 are drifted");
}

#[tokio::test]
async fn another_attempt_may_arrive() {
    let (store, receiver) = delivering().await;
    set(&store, json!({ "drop": 0.6 })).await;
    products(&store, 10).await;
    eventually("all are tried once", || async {
        let state = deliveries(&store).await;
        let dropped = happened(&store).await["drop"].as_u64().unwrap_or(0);
        (dropped > 0 && dropped + state["made"].as_u64()? >= 10).then_some(())
    })
    .await;
    eventually("all arrive in the end", || async {
        store.advance(600).await;
        (deliveries(&store).await["made"] == 10).then_some(())
    })
    .await;
    assert_eq!(receiver.deliveries().len(), 10, "each once");
}

#[tokio::test]
async fn a_seed_fixes_what_goes_wrong() {
    let statuses = async |seed: u64| -> Vec<u16> {
        let store = Store::open().await;
        set(
            &store,
            json!({ "api_500": 0.3, "api_429": 0.2, "seed": seed }),
        )
        .await;
        let mut statuses = Vec::new();
        for _ in 0..30 {
            statuses.push(create(&store).await.status().as_u16());
        }
        statuses
    };
    let first = statuses(1).await;
    assert_eq!(statuses(1).await, first);
    assert_ne!(statuses(2).await, first);
    let distinct: BTreeSet<_> = first.iter().copied().collect();
    assert_eq!(distinct, BTreeSet::from([200, 429, 500]), "{first:?}");

    let arrived = async |seed: u64| -> BTreeSet<usize> {
        let (store, receiver) = delivering().await;
        set(&store, json!({ "lose": 0.5, "seed": seed })).await;
        products(&store, 20).await;
        eventually("nothing waits", || async {
            (deliveries(&store).await["pending"] == 0).then_some(())
        })
        .await;
        names(&receiver).into_iter().collect()
    };
    let first = arrived(1).await;
    assert!((4..=16).contains(&first.len()), "{first:?}");
    assert_eq!(arrived(1).await, first);
    assert_ne!(arrived(2).await, first);
}

#[tokio::test]
async fn what_is_no_fault_is_refused_and_sets_nothing() {
    let store = Store::open().await;
    set(&store, json!({ "api_500": 1 })).await;
    for faults in [
        json!({ "drop": 1.5 }),
        json!({ "double": -0.1 }),
        json!({ "drop": "often" }),
        json!({ "flood": 1 }),
        json!({ "delay_ms": -1 }),
        json!({ "slow_ms": 86_400_000 }),
        json!({ "clock_skew": 99_999_999_999_i64 }),
        json!([]),
    ] {
        let (status, answer) = store.practice("faults", faults.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{faults}");
        assert!(answer["error"].is_string(), "{faults}");
    }
    assert_eq!(
        create(&store).await.status(),
        StatusCode::INTERNAL_SERVER_ERROR
    );
    let (_, told) = store.practice("faults", json!({})).await;
    assert_eq!(told["happened"], json!({}));
    assert_eq!(told["faults"]["api_500"], 0.0);
    assert_eq!(create(&store).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn faults_end_with_the_process() {
    let store = Store::open().await;
    set(&store, json!({ "api_500": 1 })).await;
    let store = store.reopen_with(|_| {}).await;
    assert_eq!(create(&store).await.status(), StatusCode::OK);
}
