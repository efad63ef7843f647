//! The chain from Stripe to the window, as the page Connection shows it: what is proven of it, and what a
//! wrong clock does.

use std::time::Duration;

use countertop_app::ipc::{
    AddAccount, AppState, CatchUpFrom, CheckKey, ChooseWay, ClockVerdict, Confirmation,
    ConnectionPage, ReceiverState, WayChoice, WayProof,
};
use countertop_app::{App, AppConfig};
use serde_json::json;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use crate::LONG;
use crate::account::Account;

async fn open(stripe: &Account, home: &TempDir) -> App {
    let config = AppConfig::new(home.path().to_owned(), "till")
        .with_api_base(&stripe.sandbox.base_url())
        .unwrap();
    let app = App::start(config).await.unwrap();
    let key = stripe.sandbox.api_key().clone();
    let report = app.check_key(CheckKey { key }).await.unwrap();
    let added = app.add_account(AddAccount {
        check: report.check,
        confirmation: Confirmation::Test,
    });
    assert!(added.await.unwrap().problem.is_none());
    app
}

async fn go(app: &App, url: &str) {
    let url = url.to_owned();
    app.choose_way(ChooseWay {
        choice: WayChoice::FixedUrl { url },
        token: None,
    })
    .await
    .unwrap();
}

async fn until<T>(app: &App, what: &str, holds: impl Fn(&ConnectionPage) -> Option<T>) -> T {
    let coming = async {
        loop {
            let page = app.show_connection().await.unwrap();
            if let Some(found) = holds(&page) {
                return found;
            }
            sleep(Duration::from_millis(10)).await;
        }
    };
    let come = timeout(LONG, coming).await;
    come.unwrap_or_else(|_| panic!("{what}"))
}

fn proof(page: &ConnectionPage) -> Option<WayProof> {
    page.line.as_ref().unwrap().proven.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_is_proven_to_its_end_or_what_is_in_it_is_named() {
    let stripe = Account::open().await;
    let home = tempfile::tempdir().unwrap();
    let app = open(&stripe, &home).await;
    let ReceiverState::Receiving { address } = app.app_state().await.unwrap().receiver else {
        panic!("it receives");
    };
    go(&app, &address).await;
    let through = until(&app, "through", proof).await;
    assert!(matches!(through, WayProof::Through { .. }), "{through:?}");

    // The practice store's own port is somebody else's.
    go(&app, &format!("{}/webhook", stripe.sandbox.base_url())).await;
    let blocked = until(&app, "blocked", |page| match proof(page)? {
        WayProof::Through { .. } => None,
        WayProof::Blocked { sentence, .. } => Some(sentence),
    })
    .await;
    assert!(blocked.contains("check where it"), "{blocked}");

    // A way that is right again is proven again.
    go(&app, &address).await;
    until(&app, "through again", |page| match proof(page)? {
        WayProof::Through { .. } => Some(()),
        WayProof::Blocked { .. } => None,
    })
    .await;
    let page = app.show_connection().await.unwrap();
    assert_eq!(page.door.refused, 0, "no probe is counted");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_differs_from_stripes_is_named() {
    let stripe = Account::open().await;
    let home = tempfile::tempdir().unwrap();
    let app = open(&stripe, &home).await;
    let clock = until(&app, "measured", |page| page.clock).await;
    assert_eq!(clock.verdict, ClockVerdict::Fine);
    let wrong = |state: &AppState| state.wrong_clock.map(|it| it.verdict);
    assert_eq!(wrong(&app.app_state().await.unwrap()), None);

    for (skew, verdict) in [(-60, ClockVerdict::Off), (3600, ClockVerdict::Harmful)] {
        stripe.practice("faults", json!({"clock_skew": skew})).await;
        app.catch_up(CatchUpFrom::default()).await.unwrap();
        until(&app, "the clock is wrong", |page| {
            page.clock.filter(|it| it.verdict == verdict)
        })
        .await;
        let state = app.app_state().await.unwrap();
        assert_eq!(wrong(&state), Some(verdict));
        let ahead = state.wrong_clock.unwrap().ahead_seconds;
        assert!((ahead + skew).abs() <= 3, "{ahead} {skew}");
    }
    app.shutdown().await;
}
