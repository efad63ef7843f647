//! The clock: moved, fast, begun at a date, and what falls due by it.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use crate::support::{DAY, MONDAY, Store, eventually};

async fn now(store: &Store) -> i64 {
    store.advance(0).await["now"].as_i64().unwrap()
}

#[tokio::test]
async fn a_store_begins_when_it_is_told_and_goes_on_from_there() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let created = link_created(&store).await;
    assert!((MONDAY..MONDAY + 60).contains(&created), "{created}");
    let moved = store.advance(3 * DAY).await["now"].as_i64().unwrap();
    assert!((MONDAY + 3 * DAY..MONDAY + 3 * DAY + 60).contains(&moved));

    let another = |config: &mut countertop_sandbox::SandboxConfig| {
        config.clock = Some(UnixSeconds(MONDAY + 100 * DAY));
    };
    let store = store.reopen_with(another).await;
    let again = now(&store).await;
    assert!(
        (moved..moved + 60).contains(&again),
        "only a new store begins: {again}"
    );
    store.pay(&link, "4242424242424242").await;
    let paid = store.newest_event("charge.succeeded").await["created"].as_i64();
    assert!(paid.unwrap() >= again);
}

async fn link_created(store: &Store) -> i64 {
    let event = store.newest_event("payment_link.created").await;
    event["created"].as_i64().unwrap()
}

#[tokio::test]
async fn what_falls_due_on_the_way_happens_at_its_own_time() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    store.visit(&link).await;
    store.advance(3600).await;
    store.visit(&link).await;
    let answer = store.advance(30 * DAY).await;
    assert_eq!(answer["done"]["sessions_expired"], 2, "{answer}");
    let sessions = store.get("/v1/checkout/sessions", json!({})).await;
    let events = store
        .get("/v1/events", json!({ "type": "checkout.session.expired" }))
        .await;
    for (session, event) in std::iter::zip(list(&sessions), list(&events)) {
        assert_eq!(session["status"], "expired");
        assert_eq!(event["data"]["object"]["id"], session["id"]);
        assert_eq!(event["created"], session["expires_at"]);
        assert_eq!(event["request"]["id"], Value::Null);
    }
}

fn list(page: &Value) -> &Vec<Value> {
    page["data"].as_array().unwrap()
}

#[tokio::test]
async fn a_fast_clock_lets_things_fall_due_by_themselves() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    store.visit(&link).await;
    let (status, answer) = store.practice("advance", json!({ "speed": 43_200 })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(answer["speed"], 43_200);
    let event = eventually("the session expires", || async {
        let event = store.newest_event("checkout.session.expired").await;
        event.is_object().then_some(event)
    })
    .await;
    let late = event["created"].as_i64().unwrap()
        - event["data"]["object"]["expires_at"].as_i64().unwrap();
    assert!((0..DAY).contains(&late), "{late}");

    let (_, answer) = store.practice("advance", json!({ "speed": 1 })).await;
    let before = answer["now"].as_i64().unwrap();
    let store = store.reopen_with(|_| {}).await;
    let after = now(&store).await;
    assert!((before..before + 60).contains(&after), "{before} {after}");
}

#[tokio::test]
async fn a_clock_is_not_moved_in_odd_ways() {
    let store = Store::open().await;
    for given in [
        json!({ "seconds": -1 }),
        json!({ "seconds": 400_000_000 }),
        json!({ "seconds": "1" }),
        json!({ "speed": 0 }),
        json!({ "speed": 86_401 }),
        json!({ "minutes": 1 }),
    ] {
        let (status, answer) = store.practice("advance", given.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{given}");
        assert!(answer["error"].as_str().unwrap().ends_with('.'), "{answer}");
    }
    let system = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let system = i64::try_from(system.as_secs()).unwrap();
    assert!((system - 60..=system).contains(&now(&store).await));
}

#[tokio::test]
async fn a_year_passes_in_seconds() {
    let store = Store::open_with(|config| config.payments = 150).await;
    let link = store.link(json!({})).await;
    for _ in 0..20 {
        store.visit(&link).await;
        store.pay(&link, "4242424242424242").await;
    }
    let before = now(&store).await;
    let start = Instant::now();
    let answer = store.advance(365 * DAY).await;
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
    assert!(answer["now"].as_i64().unwrap() >= before + 365 * DAY);
    assert_eq!(answer["done"]["sessions_expired"], 20, "{answer}");
    let balance = store.get("/v1/balance", json!({})).await;
    assert_eq!(balance["available"][0]["amount"], 0, "all is paid out");
    let payouts = store.all("/v1/payouts", json!({})).await;
    assert!(payouts.iter().all(|payout| payout["status"] == "paid"));
    assert!(payouts.len() > 20, "{}", payouts.len());
}
