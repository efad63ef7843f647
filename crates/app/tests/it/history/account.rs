//! The import in an open account: one at a time, told to the window, going on at the next start.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use countertop_app::ipc::{
    AddAccount, Announcement, CheckKey, Confirmation, HistoryListName, HistoryListState,
    HistoryPage, HistoryStage, IpcErrorCode, StartHistory,
};
use countertop_app::{App, AppConfig};
use countertop_vault::Vault;
use tokio::time::timeout;

use super::{DAY, LONG, Shop};

/// The call at which an import is held up.
const CHARGES: &str = "/v1/charges?";
const ALL: StartHistory = StartHistory { since: None };

/// An app whose account is a shop with a past.
struct Desk {
    shop: Shop,
    keys: Vault,
}

impl Desk {
    async fn new() -> Self {
        Self {
            shop: Shop::with_past(120).await,
            keys: Vault::memory(),
        }
    }

    async fn start(&self) -> App {
        let home = self.shop.folder.path().join("home");
        let mut config = AppConfig::new(home, "till")
            .with_api_base(&self.shop.toll.url)
            .unwrap();
        config.keys = Arc::new(self.keys.clone());
        App::start(config).await.unwrap()
    }

    async fn add(&self, app: &App) {
        let key = self.shop.account.sandbox.api_key().clone();
        let check = app.check_key(CheckKey { key }).await.unwrap().check;
        let confirmation = Confirmation::Test;
        let add = AddAccount {
            check,
            confirmation,
        };
        assert!(app.add_account(add).await.unwrap().problem.is_none());
    }

    /// The pages of the history that were read so far; each is asked for once. Links are read by others, too.
    fn pages(&self) -> BTreeSet<String> {
        let of_others = ["/v1/events", "/v1/payment_links", "/v1/webhook_endpoints"];
        let of_others = |call: &String| of_others.iter().any(|it| call.contains(it));
        let calls = self.shop.toll.calls().into_iter();
        let pages: Vec<_> = calls
            .filter(|it| it.contains("limit=100") && !of_others(it))
            .collect();
        let once: BTreeSet<_> = pages.iter().cloned().collect();
        assert_eq!(once.len(), pages.len(), "{pages:#?}");
        once
    }
}

/// Looks whenever the window is told to, until something is so.
async fn until(app: &App, holds: impl Fn(&HistoryPage) -> bool) -> HistoryPage {
    let mut announcements = app.announcements();
    let waiting = async {
        loop {
            let page = app.show_history().await.unwrap();
            if holds(&page) {
                return page;
            }
            while announcements.recv().await.unwrap() != Announcement::History {}
        }
    };
    match timeout(LONG, waiting).await {
        Ok(page) => page,
        Err(_) => panic!("not seen in time: {:#?}", app.show_history().await),
    }
}

fn reads_charges(page: &HistoryPage) -> bool {
    let list = HistoryListName::Charges;
    page.state == HistoryStage::Reading { list }
}

fn is_done(page: &HistoryPage) -> bool {
    page.state == HistoryStage::Done
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_under_way_goes_on_at_the_next_start() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    desk.add(&app).await;
    let before = app.show_history().await.unwrap();
    assert_eq!(
        (&before.state, before.lists.len()),
        (&HistoryStage::NotStarted, 0)
    );
    assert_eq!(desk.pages(), BTreeSet::new(), "nothing is read unasked");
    desk.shop.toll.hold(Some(CHARGES));
    app.start_history(ALL).await.unwrap();
    let held = until(&app, reads_charges).await;
    assert!(
        held.part.unwrap() > 0.3 && held.part.unwrap() < 0.9,
        "{held:?}"
    );
    // There is one, whoever asks for it again.
    app.start_history(ALL).await.unwrap();
    until(&app, reads_charges).await;
    app.shutdown().await;
    let read = desk.pages().len();

    desk.shop.toll.hold(None);
    let again = desk.start().await;
    let done = until(&again, is_done).await;
    assert!(read < desk.pages().len());
    assert_eq!(
        (done.part, done.since, &done.gaps),
        (Some(1.0), None, &vec![])
    );
    let of = |name| done.lists.iter().find(|it| it.list == name).unwrap();
    assert_eq!(of(HistoryListName::PaymentIntents).objects, 120);
    let done_all = |it: &HistoryListState| *it == HistoryListState::Done;
    assert!(done.lists.iter().all(|it| done_all(&it.state)), "{done:?}");
    assert_eq!(again.app_state().await.unwrap().payment_count, 120);
    again.shutdown().await;

    // It is over, and nobody begins it again.
    let pages = desk.pages();
    let third = desk.start().await;
    let shown = third.show_history().await.unwrap();
    assert_eq!(
        (&shown.state, &shown.lists),
        (&HistoryStage::Done, &done.lists)
    );
    third.start_history(ALL).await.unwrap();
    until(&third, is_done).await;
    third.shutdown().await;
    assert_eq!(desk.pages(), pages);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_import_stays_so_until_it_is_resumed() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    desk.add(&app).await;
    let since =
        Some(countertop_receiver::Clock::now(&countertop_receiver::SystemClock).0 - 400 * DAY);
    desk.shop.toll.hold(Some(CHARGES));
    app.start_history(StartHistory { since }).await.unwrap();
    until(&app, reads_charges).await;
    app.pause_history().await.unwrap();
    // The page that is being read is read to its end.
    desk.shop.toll.hold(None);
    let paused = until(&app, |it| it.state == HistoryStage::Paused).await;
    assert_eq!(paused.since, since);
    app.shutdown().await;
    let pages = desk.pages();

    let again = desk.start().await;
    let goes_on = until(&again, |it| it.state != HistoryStage::Paused);
    let goes_on = timeout(Duration::from_millis(500), goes_on).await;
    assert!(goes_on.is_err(), "{goes_on:?}");
    let shown = again.show_history().await.unwrap();
    assert_eq!(shown.state, HistoryStage::Paused);
    assert_eq!((&shown.lists, shown.since), (&paused.lists, since));
    again.resume_history().await.unwrap();
    let read = |it: &HistoryPage| it.lists.iter().map(|list| list.objects).sum::<u64>();
    until(&again, |it| read(it) > read(&shown)).await;
    assert!(desk.pages().is_superset(&pages));
    assert_eq!(until(&again, is_done).await.since, since);
    again.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_begins_before_today() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    desk.add(&app).await;
    for since in [-1, i64::MAX] {
        let since = Some(since);
        let error = app.start_history(StartHistory { since }).await.unwrap_err();
        assert_eq!(error.code, IpcErrorCode::InvalidInput, "{}", error.message);
        assert_eq!(error.details["field"], "since");
    }
    app.shutdown().await;
}
