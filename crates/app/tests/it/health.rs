//! What the health page is told.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countertop_app::App;
use countertop_app::ipc::{DeliveryRow, Health, ReceiverState, RefusalReason, call};
use serde_json::Value;
use tokio::time::{sleep, timeout};

use crate::{LONG, cake, open, pay};

const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Waits until the condition is true of the answer.
async fn seen(app: &App, holds: impl Fn(&Health) -> bool) -> Health {
    let mut last = None;
    let waiting = async {
        loop {
            let health = app.show_health().await.unwrap();
            if holds(&health) {
                return health;
            }
            last = Some(health);
            sleep(LOOK_EVERY).await;
        }
    };
    let found = timeout(LONG, waiting).await;
    found.unwrap_or_else(|_| panic!("not seen in time: {last:?}"))
}

/// Sends what somebody else than Stripe would send; gives back the status of the answer.
async fn intrude(app: &App) -> u16 {
    let ReceiverState::Receiving { address } = app.show_health().await.unwrap().receiver else {
        panic!("it does not receive");
    };
    let signature = format!("t={},v1={}", now(), "0".repeat(64));
    countertop_sandbox::local_client()
        .unwrap()
        .post(address)
        .header("Content-Type", "application/json")
        .header("Stripe-Signature", signature)
        .body(r#"{"id":"evt_forged","object":"event"}"#)
        .send()
        .await
        .unwrap()
        .status()
        .as_u16()
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn accepted(health: &Health) -> Vec<&DeliveryRow> {
    let rows = health.deliveries.iter();
    rows.filter(|it| it.reason.is_none()).collect()
}

fn refused(health: &Health, reason: RefusalReason) -> u64 {
    let counts = health.door.refused.iter();
    counts
        .filter(|it| it.reason == reason)
        .map(|it| it.count)
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_has_come_yet() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let health = app.show_health().await.unwrap();
    assert!(matches!(health.receiver, ReceiverState::Receiving { .. }));
    assert!((now() - health.since).abs() < 60, "{}", health.since);
    assert_eq!(
        (health.last_event_at, health.door.lag_seconds),
        (None, None)
    );
    assert_eq!((health.door.accepted, health.ledger.events), (0, 0));
    assert_eq!(health.deliveries, []);
    assert_eq!((health.ledger.parked, health.ledger.log_lost_at), (0, None));
    assert!(health.ledger.bytes > 0);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_of_the_door_has_a_reason_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let refused = app.show_health().await.unwrap().door.refused;
    let reasons: BTreeSet<_> = refused.iter().map(|it| it.reason).collect();
    assert_eq!(reasons.len(), refused.len(), "{refused:?}");
    assert!(!reasons.contains(&RefusalReason::Other), "{refused:?}");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_are_counted_and_listed() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let link = app.create_link(cake("a")).await.unwrap();
    pay(&app, &link.id, "4242424242424242").await;
    let health = seen(&app, |health| {
        let listed = accepted(health).len() as u64;
        // A payment is told in several events, and each has to be listed.
        listed >= 3 && listed == health.door.accepted && listed == health.ledger.events
    })
    .await;
    let newest = accepted(&health)[0];
    assert!(newest.event.as_deref().unwrap().starts_with("evt_"));
    assert_eq!(
        (newest.status, newest.code.as_deref(), newest.count),
        (200, None, 1)
    );
    assert!(newest.bytes > 100, "{newest:?}");
    assert_eq!(health.last_event_at, Some(newest.at));
    assert!(health.door.lag_seconds.unwrap().abs() < 60);
    let writer = &health.writer;
    let (mean, slowest) = (
        writer.mean_sync_ms.unwrap(),
        writer.slowest_sync_ms.unwrap(),
    );
    assert!(mean > 0.0 && mean <= slowest, "{writer:?}");
    let inputs = writer.mean_inputs.unwrap();
    assert!(
        inputs >= 1.0 && inputs <= writer.largest_commit as f64,
        "{writer:?}"
    );

    assert_eq!(intrude(&app).await, 400);
    // Events about the same payment may still come in between.
    let of_forged = |it: &&DeliveryRow| it.reason.is_some();
    let health = seen(&app, |health| {
        let rows = health.deliveries.iter();
        rows.filter(of_forged).count() == 1 && accepted(health).len() as u64 == health.door.accepted
    })
    .await;
    let row = health.deliveries.iter().find(of_forged).unwrap();
    assert_eq!(row.reason, Some(RefusalReason::SignatureMismatch));
    assert_eq!(
        (row.status, row.code.as_deref(), row.event.as_deref()),
        (400, Some("signature_mismatch"), None)
    );
    assert_eq!(refused(&health, RefusalReason::SignatureMismatch), 1);
    assert_eq!(refused(&health, RefusalReason::MissingSignature), 0);

    app.shutdown().await;
    let reopened = open(&home).await;
    let later = reopened.show_health().await.unwrap();
    assert!(
        later.deliveries.contains(row),
        "what came before is still listed"
    );
    assert!(later.last_event_at >= health.last_event_at);
    assert_eq!(
        refused(&later, RefusalReason::SignatureMismatch),
        0,
        "it is counted anew"
    );
    reopened.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_cut_to_the_newest() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    for _ in 0..9 {
        intrude(&app).await;
    }
    let link = app.create_link(cake("a")).await.unwrap();
    for _ in 0..5 {
        pay(&app, &link.id, "4242424242424242").await;
    }
    let health = seen(&app, |it| {
        it.door.accepted >= 15 && accepted(it).len() == 20
    })
    .await;
    assert_eq!(health.deliveries.len(), 20);
    let places: Vec<_> = health.deliveries.iter().map(|it| (it.at, &it.id)).collect();
    assert!(
        places.is_sorted_by(|newer, older| newer > older),
        "{places:?}"
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_told_in_its_own_words() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    intrude(&app).await;
    seen(&app, |health| !health.deliveries.is_empty()).await;
    let told = call(&app, "show_health", Value::Null).await.unwrap();
    assert_eq!(told["deliveries"][0]["reason"], "signature_mismatch");
    assert_eq!(told["receiver"]["status"], "receiving");
    assert_eq!(told["door"]["lagSeconds"], Value::Null);
    let text = told.to_string();
    assert!(
        !text.contains("whsec_") && !text.contains("sk_test"),
        "{text}"
    );
    app.shutdown().await;
}
