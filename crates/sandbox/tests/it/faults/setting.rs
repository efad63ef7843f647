//! How faults are set: by a seed, refused, and until when.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::json;

use super::{create, deliveries, delivering, names, products, set};
use crate::support::{Store, eventually};

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
