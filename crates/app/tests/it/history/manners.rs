//! An import asks politely, and takes what it may have.

use std::sync::Arc;
use std::time::{Duration, Instant};

use countertop_app::behind;
use countertop_app::catchup::{Doing, Progress, Status};
use countertop_app::history::{
    History, HistoryConfig, HistoryList, HistoryProgress, HistoryState, Standing,
};
use countertop_domain::Payment;
use countertop_receiver::{Clock, SystemClock};
use secrecy::SecretString;
use serde_json::json;
use tokio::sync::watch;

use super::{DAY, Shop, import, payments, until};
use crate::account::client;

#[tokio::test(flavor = "multi_thread")]
async fn an_import_gives_stripe_the_rest_that_it_asks_for() {
    let shop = Shop::with_past(20).await;
    let ledger = shop.ledger("refused");
    // The client's own four tries fail, and the first of the next four.
    shop.toll.refuse(5, 1);
    let begun = Instant::now();
    let history = History::start(shop.config(&ledger)).await.unwrap();
    let waits = |it: &HistoryProgress| matches!(it.state, HistoryState::Waiting { .. });
    let waiting = until(&history, waits).await;
    let HistoryState::Waiting { reason, pause } = waiting.state else {
        panic!("{waiting:?}");
    };
    assert!(reason.contains("no more requests"), "{reason}");
    assert_eq!(pause, Duration::from_secs(2));
    assert_eq!(until(&history, |_| false).await.state, HistoryState::Done);
    assert!(
        begun.elapsed() >= Duration::from_secs(3 + 2 + 1),
        "{:?}",
        begun.elapsed()
    );
    history.stop().await;
    assert_eq!(payments(&ledger).len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_keeps_within_its_budget() {
    // An empty shop answers faster than it may be asked.
    let shop = Shop::with_past(0).await;
    let config = HistoryConfig {
        requests_per_second: Some(10),
        ..shop.config(&shop.ledger("slow"))
    };
    let begun = Instant::now();
    assert_eq!(import(config).await.state, HistoryState::Done);
    let calls = u32::try_from(shop.toll.calls().len()).unwrap();
    assert_eq!(calls, 7, "a page of each list");
    assert!(
        begun.elapsed() >= Duration::from_millis(600),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_the_key_may_not_read_is_named_and_the_others_are_read() {
    let shop = Shop::with_past(20).await;
    let ledger = shop.ledger("restricted");
    let permissions = json!({"payment_links": "read", "checkout_sessions": "read",
        "payment_intents": "read", "charges": "read", "refunds": "read", "payouts": "read",
        "balance_transactions": "read", "customers": "read"});
    let key = shop
        .practice("keys", json!({ "permissions": permissions }))
        .await;
    let key = SecretString::from(key["key"].as_str().unwrap());
    let config = HistoryConfig {
        client: client(&shop.toll.url, key),
        ..shop.config(&ledger)
    };
    let end = import(config).await;
    assert_eq!(end.state, HistoryState::Done, "{end:#?}");
    for list in &end.lists {
        match (&list.standing, list.list) {
            (Standing::Refused(reason), HistoryList::Disputes) => {
                assert!(reason.contains("dispute_read"), "{reason}");
            }
            (Standing::Done | Standing::Refused(_), _) => {}
            (Standing::Going, _) => panic!("{list:?}"),
        }
    }
    assert_eq!(payments(&ledger).len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_history_comes_nothing_of_it_is_asked_for_singly() {
    let shop = Shop::with_past(60).await;
    let ledger = shop.ledger("together");
    let config = HistoryConfig {
        // As slowly as at Stripe, so that there is time to ask.
        requests_per_second: Some(2),
        ..shop.config(&ledger)
    };
    let asking = shop.client();
    let kept = Arc::clone(&ledger);
    let hold = config.hold.clone();
    let task = tokio::spawn(behind::keep_complete(kept, asking, SystemClock, hold));
    assert_eq!(import(config).await.state, HistoryState::Done);
    task.abort();
    let calls = shop.toll.calls();
    let recent = |it: &&Payment| it.created.0 > SystemClock.now().0 - DAY;
    let recent = payments(&ledger).values().filter(recent).count();
    let singly = calls.iter().filter(|it| !it.contains("limit=100")).count();
    assert!(singly <= recent, "{calls:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_gives_way_to_catching_up() {
    let shop = Shop::with_past(40).await;
    let ledger = shop.ledger("beside");
    let reading = Status {
        doing: Doing::Reading(Progress::default()),
        ..Status::default()
    };
    let (tell, beside) = watch::channel(reading.clone());
    let config = HistoryConfig {
        beside: Some(beside),
        ..shop.config(&ledger)
    };
    let history = History::start(config).await.unwrap();
    until(&history, |it| it.state == HistoryState::GivingWay).await;
    assert_eq!(shop.toll.calls().len(), 0);
    // What the merchant wants is heard meanwhile.
    history.pause();
    until(&history, |it| it.state == HistoryState::Paused).await;
    history.resume();
    until(&history, |it| it.state == HistoryState::GivingWay).await;
    tell.send_replace(Status::default());
    until(&history, |it| it.lists[0].objects > 0).await;
    // Who has ended keeps nobody waiting.
    tell.send_replace(reading);
    drop(tell);
    assert_eq!(until(&history, |_| false).await.state, HistoryState::Done);
    history.stop().await;
    assert_eq!(payments(&ledger).len(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_pauses_while_stripe_wants_rest_does_not_cut_it_short() {
    let shop = Shop::with_past(20).await;
    shop.toll.refuse(4, 1);
    let history = History::start(shop.config(&shop.ledger("rest")))
        .await
        .unwrap();
    let waits = |it: &HistoryProgress| matches!(it.state, HistoryState::Waiting { .. });
    until(&history, waits).await;
    let begun = Instant::now();
    history.pause();
    until(&history, |it| it.state == HistoryState::Paused).await;
    assert!(begun.elapsed() < Duration::from_secs(1), "paused at once");
    history.resume();
    until(&history, waits).await;
    until(&history, |it| it.lists[0].standing == Standing::Done).await;
    assert!(
        begun.elapsed() >= Duration::from_millis(1_800),
        "{:?}",
        begun.elapsed()
    );
    history.stop().await;
}
