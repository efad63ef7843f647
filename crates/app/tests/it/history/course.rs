//! An import stops and goes on wherever it was.

use std::collections::BTreeSet;
use std::time::Duration;

use countertop_app::history::{History, HistoryConfig, HistoryProgress, HistoryState};
use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, SystemClock};
use tokio::time::{sleep, timeout};

use super::{DAY, Shop, import, payments, until};

const LOOK_EVERY: Duration = Duration::from_millis(10);

#[tokio::test(flavor = "multi_thread")]
async fn an_import_pauses_stops_and_goes_on_where_it_was() {
    let shop = Shop::with_past(150).await;
    let ledger = shop.ledger("stopped");
    let read = |it: &HistoryProgress| it.lists.iter().map(|list| list.objects).sum::<u64>();
    let history = History::start(shop.config(&ledger)).await.unwrap();
    until(&history, |it| read(it) > 100).await;
    history.pause();
    let paused = until(&history, |it| it.state == HistoryState::Paused).await;
    assert_eq!(paused.state, HistoryState::Paused);
    let calls = shop.toll.calls().len();
    let called = async {
        while shop.toll.calls().len() == calls {
            sleep(LOOK_EVERY).await;
        }
    };
    let called = timeout(Duration::from_millis(300), called).await;
    assert!(called.is_err(), "it pauses");
    history.resume();
    until(&history, |it| read(it) > read(&paused)).await;
    history.stop().await;
    let stopped = shop.toll.calls().len();

    let again = History::start(shop.config(&ledger)).await.unwrap();
    assert!(
        read(&again.progress().borrow()) > read(&paused),
        "it is known how far it came"
    );
    let end = until(&again, |_| false).await;
    again.stop().await;
    assert_eq!(end.state, HistoryState::Done);
    let calls = shop.toll.calls();
    let once: BTreeSet<_> = calls.iter().collect();
    assert!(
        stopped < calls.len() && once.len() == calls.len(),
        "no page is read twice"
    );
    assert_eq!(payments(&ledger).len(), 150);

    // It is done, until it is to begin anew; what is known then is known again.
    assert_eq!(import(shop.config(&ledger)).await.lists, end.lists);
    assert_eq!(shop.toll.calls().len(), calls.len());
    let before = payments(&ledger);
    History::forget(&ledger).await.unwrap();
    import(shop.config(&ledger)).await;
    assert_eq!(shop.toll.calls().len(), 2 * calls.len());
    assert_eq!(payments(&ledger), before);
    assert!(ledger.check().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_reaches_back_as_far_as_is_wanted_and_later_further() {
    let shop = Shop::with_past(60).await;
    let ledger = shop.ledger("half");
    let since = UnixSeconds(SystemClock.now().0 - 120 * DAY);
    let config = HistoryConfig {
        since: Some(since),
        ..shop.config(&ledger)
    };
    assert_eq!(import(config).await.state, HistoryState::Done);
    let intents = shop.all("payment_intents").await;
    let recent = intents
        .iter()
        .filter(|it| it["created"].as_i64().unwrap() >= since.0)
        .count();
    let rows = payments(&ledger);
    assert!(rows.values().filter(|it| it.created >= since).count() == recent);
    assert!(rows.len() < 60, "{}", rows.len());
    import(shop.config(&ledger)).await;
    assert_eq!(payments(&ledger).len(), 60);
    let calls = shop.toll.calls();
    assert!(
        calls.iter().all(|it| it.contains("limit=100")),
        "{calls:#?}"
    );
}
