//! Faults of deliveries.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::json;

use super::{deliveries, delivering, happened, names, products, set};
use crate::support::{eventually, is_signed};

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
