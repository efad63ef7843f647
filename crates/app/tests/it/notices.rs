//! What is worth a notice, over a real account: paid, paid in a burst, disputed, and what is switched off.

use std::time::{Duration, SystemTime};

use countertop_app::ipc::{
    AddAccount, Announcement, CatchUpFrom, ChangePreferences, CheckKey, Confirmation, NoticeChoice,
    QuietHours,
};
use countertop_app::notices::Notice;
use countertop_app::{App, AppConfig};
use reqwest::Method;
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

use crate::LONG;
use crate::account::Account;

const ALL: NoticeChoice = NoticeChoice {
    payments: true,
    losses: true,
    trouble: true,
};

struct Desk {
    stripe: Account,
    app: App,
    link: String,
    _home: TempDir,
}

impl Desk {
    async fn open() -> Self {
        let stripe = Account::open().await;
        let price = json!({"currency": "eur", "unit_amount": 4800,
            "product_data": {"name": "Bread"}});
        let items = json!({"line_items": [{"price_data": price, "quantity": 1}]});
        let link = stripe.api(Method::POST, "payment_links", items).await;
        let home = tempfile::tempdir().unwrap();
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
        added.await.unwrap();
        Self {
            link: link["id"].as_str().unwrap().to_owned(),
            stripe,
            app,
            _home: home,
        }
    }

    async fn pay(&self, card: &str) {
        let pay = json!({"payment_link": self.link, "card": card});
        self.stripe.practice("pay", pay).await;
    }

    /// What the API tells is here.
    async fn catch_up(&self) {
        self.app.catch_up(CatchUpFrom::default()).await.unwrap();
    }
}

/// Quiet hours that hold now: all day but for one minute, which is not near in any time zone.
fn quiet(is_on: bool) -> ChangePreferences {
    let seconds = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    // Zones lie quarters of an hour apart.
    let loud = u16::try_from((seconds / 60 + 7) % 1440).unwrap();
    ChangePreferences {
        quiet_hours: Some(QuietHours {
            is_on,
            from_minute: (loud + 1) % 1440,
            to_minute: loud,
        }),
        ..ChangePreferences::default()
    }
}

fn chime() -> ChangePreferences {
    ChangePreferences {
        chime: Some(true),
        ..ChangePreferences::default()
    }
}

/// Whether a payment is to be heard before nothing more is said.
async fn is_heard(announcements: &mut Receiver<Announcement>) -> bool {
    while let Ok(said) = timeout(Duration::from_secs(3), announcements.recv()).await {
        if matches!(said, Ok(Announcement::Chime)) {
            return true;
        }
    }
    false
}

async fn next(notices: &mut Receiver<Notice>) -> (String, String) {
    let notice = timeout(LONG, notices.recv()).await.unwrap().unwrap();
    (notice.title, notice.text)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_and_disputed_is_told_and_a_burst_is_told_once() {
    let desk = Desk::open().await;
    let mut notices = desk.app.notices();
    desk.pay("4242424242424242").await;
    desk.catch_up().await;
    let told = next(&mut notices).await;
    assert_eq!(told, ("Payment received".into(), "48.00 EUR".into()));

    for _ in 0..3 {
        desk.pay("4242424242424242").await;
    }
    // Declined: no money came.
    desk.pay("4000000000000002").await;
    desk.catch_up().await;
    let told = next(&mut notices).await;
    assert_eq!(told, ("3 payments received".into(), "144.00 EUR".into()));

    // This card's payment is disputed.
    desk.pay("4000000000000259").await;
    desk.catch_up().await;
    let (mut disputed, mut titles) = (None, Vec::new());
    while disputed.is_none() {
        let (title, text) = next(&mut notices).await;
        disputed = title.contains("disputed").then_some(text);
        titles.push(title);
    }
    let text = disputed.unwrap();
    assert!(text.starts_with("48.00 EUR. "), "{text} {titles:?}");
    desk.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_wanted_is_not_told() {
    let desk = Desk::open().await;
    let page = desk.app.show_notices().await.unwrap();
    assert_eq!(page.choice, Some(ALL));
    let without = NoticeChoice {
        payments: false,
        ..ALL
    };
    let page = desk.app.choose_notices(without).await.unwrap();
    assert_eq!(page.choice, Some(without));
    let mut notices = desk.app.notices();
    desk.pay("4242424242424242").await;
    desk.pay("4000000000000259").await;
    desk.catch_up().await;
    let (title, _) = next(&mut notices).await;
    assert_eq!(title, "A payment is disputed", "and nothing before it");

    // From now on it is wanted again; what was not told then is not told now.
    desk.app.choose_notices(ALL).await.unwrap();
    desk.pay("4242424242424242").await;
    desk.catch_up().await;
    let told = next(&mut notices).await;
    assert_eq!(told, ("Payment received".into(), "48.00 EUR".into()));
    desk.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_store_gives_none() {
    let home = tempfile::tempdir().unwrap();
    let app = crate::open(&home).await;
    assert_eq!(app.show_notices().await.unwrap().choice, None);
    let refused = app.choose_notices(ALL).await.unwrap_err();
    assert!(refused.message.contains("practice store"), "{refused:?}");
    let mut notices = app.notices();
    let link = app.create_link(crate::cake("a")).await.unwrap();
    crate::pay(&app, &link.id, "4242424242424242").await;
    let told = timeout(Duration::from_secs(3), notices.recv()).await;
    assert!(told.is_err(), "{told:?}");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_keep_back_what_is_summed_up_at_their_end() {
    let desk = Desk::open().await;
    desk.app.change_preferences(quiet(true)).await.unwrap();
    let mut notices = desk.app.notices();
    for _ in 0..2 {
        desk.pay("4242424242424242").await;
    }
    desk.catch_up().await;
    let told = timeout(Duration::from_secs(6), notices.recv()).await;
    assert!(told.is_err(), "{told:?}");

    desk.app.change_preferences(quiet(false)).await.unwrap();
    let told = next(&mut notices).await;
    let expected = "2 payments received: 96.00 EUR";
    assert_eq!(told, ("In your quiet hours".into(), expected.into()));

    desk.pay("4242424242424242").await;
    desk.catch_up().await;
    let told = next(&mut notices).await;
    assert_eq!(told, ("Payment received".into(), "48.00 EUR".into()));
    desk.app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_heard_where_that_is_wanted_and_nothing_is_quiet() {
    let home = tempfile::tempdir().unwrap();
    let app = crate::open(&home).await;
    let mut announcements = app.announcements();
    let link = app.create_link(crate::cake("a")).await.unwrap();
    crate::pay(&app, &link.id, "4242424242424242").await;
    assert!(!is_heard(&mut announcements).await, "nobody chose it");

    app.change_preferences(chime()).await.unwrap();
    // Declined: no money came.
    crate::pay(&app, &link.id, "4000000000000002").await;
    assert!(!is_heard(&mut announcements).await, "declined");
    crate::pay(&app, &link.id, "4242424242424242").await;
    assert!(is_heard(&mut announcements).await, "paid");

    app.change_preferences(quiet(true)).await.unwrap();
    crate::pay(&app, &link.id, "4242424242424242").await;
    assert!(!is_heard(&mut announcements).await, "quiet");
    app.shutdown().await;
}
