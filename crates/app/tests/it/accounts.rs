//! Several accounts in one app: added by a key, switched, renamed, removed; each for itself.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use countertop_app::endpoint::{Endpoint, EndpointConfig, Installation, Renewal};
use countertop_app::ipc::{
    AccountChoice, AccountData, AccountKind, AddAccount, AppState, CheckKey, Confirmation,
    IpcError, IpcErrorCode, KeyReport, KeyScope, LinkQuery, NewLink, PaymentsQuery,
    PermissionState, RemoveAccount, RenameAccount,
};
use countertop_app::{App, AppConfig};
use countertop_domain::Mode;
use countertop_receiver::SystemClock;
use countertop_tunnel::PublicUrl;
use countertop_vault::Vault;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tempfile::TempDir;

use crate::account::Account;

/// A computer with an app on it, and Stripe.
struct Desk {
    stripe: Account,
    home: TempDir,
    keys: Vault,
}

impl Desk {
    async fn new() -> Self {
        Self {
            stripe: Account::open().await,
            home: tempfile::tempdir().unwrap(),
            keys: Vault::memory(),
        }
    }

    async fn start(&self) -> App {
        let mut config = AppConfig::new(self.home.path().to_owned(), "till")
            .with_api_base(&self.stripe.sandbox.base_url())
            .unwrap();
        config.keys = Arc::new(self.keys.clone());
        App::start(config).await.unwrap()
    }

    async fn check(&self, app: &App) -> KeyReport {
        check(app, self.stripe.sandbox.api_key().expose_secret())
            .await
            .unwrap()
    }

    /// Adds Stripe's account; gives back its id here.
    async fn add(&self, app: &App) -> String {
        let report = self.check(app).await;
        let state = add(app, &report.check, Confirmation::Test).await.unwrap();
        assert_eq!(state.account.id, report.account);
        assert!(state.problem.is_none(), "{:?}", state.problem);
        report.account
    }
}

async fn check(app: &App, key: &str) -> Result<KeyReport, IpcError> {
    let key = SecretString::from(key.to_owned());
    app.check_key(CheckKey { key }).await
}

async fn add(app: &App, check: &str, confirmation: Confirmation) -> Result<AppState, IpcError> {
    let check = check.to_owned();
    app.add_account(AddAccount {
        check,
        confirmation,
    })
    .await
}

async fn switch(app: &App, account: &str) -> Result<AppState, IpcError> {
    let account = account.to_owned();
    app.switch_account(AccountChoice { account }).await
}

async fn remove(app: &App, account: &str, data: AccountData) -> countertop_app::ipc::Removed {
    let account = account.to_owned();
    app.remove_account(RemoveAccount { account, data })
        .await
        .unwrap()
}

async fn make_link(app: &App, name: &str) {
    let link = NewLink {
        name: name.to_owned(),
        amount: 4800,
        currency: "eur".to_owned(),
        quantity: 1,
        submission: name.replace(' ', "-"),
    };
    app.create_link(link).await.unwrap();
}

async fn links(app: &App) -> Vec<String> {
    let page = app.list_links(LinkQuery::default()).await.unwrap();
    page.rows.into_iter().filter_map(|it| it.name).collect()
}

/// Waits until a payment at Stripe is here, and until that is proven: no webhook leads to this desk.
async fn is_paid(desk: &Desk, app: &App) {
    let mut announcements = app.announcements();
    let page = app.list_links(LinkQuery::default()).await.unwrap();
    let pay = json!({"payment_link": page.rows[0].id, "card": "4242424242424242"});
    let paid = desk.stripe.practice("pay", pay).await;
    let coming = async {
        loop {
            let page = app.list_payments(PaymentsQuery::default()).await.unwrap();
            let state = app.app_state().await.unwrap();
            let is_here = page.rows.iter().any(|it| it.status == "succeeded");
            if is_here && state.complete_through >= Some(page.rows[0].created) {
                assert_eq!(page.rows[0].id, paid["payment_intent"]);
                return;
            }
            announcements.recv().await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(40), coming)
        .await
        .unwrap();
}

/// Every file of a folder, read.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(contents(&entry.path()));
        } else {
            let bytes = fs::read(entry.path()).unwrap();
            found.push((entry.path().display().to_string(), bytes));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_added_by_its_key_and_lives_beside_the_practice_store() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    make_link(&app, "Practice bread").await;
    let report = desk.check(&app).await;
    assert_eq!(
        (report.kind, report.scope),
        (AccountKind::Test, KeyScope::Everything)
    );
    assert_eq!(report.name, "Harbour Bakery");
    assert!(report.is_usable && !report.is_known);
    assert!(
        report
            .features
            .iter()
            .any(|it| it.state == PermissionState::Works)
    );
    let account = desk.add(&app).await;
    assert!(
        account.starts_with("acct_") && account.ends_with("-test"),
        "{account}"
    );

    let state = app.app_state().await.unwrap();
    assert_eq!(
        (state.account.kind, state.account_count),
        (AccountKind::Test, 2)
    );
    assert!(state.welcomed);
    let folder = desk.home.path().join("accounts").join(&account);
    assert_eq!(state.data_dir, folder.display().to_string());
    assert!(folder.join("ledger.sqlite").is_file());
    assert!(app.practice_origin().await.is_none());
    let story = app.show_rehearsal().await.unwrap_err();
    assert!(
        story.message.contains("practice store"),
        "{}",
        story.message
    );
    make_link(&app, "Real bread").await;
    assert_eq!(links(&app).await, ["Real bread"]);
    is_paid(&desk, &app).await;

    let state = switch(&app, "practice").await.unwrap();
    assert_eq!(state.account.kind, AccountKind::Practice);
    assert_eq!(links(&app).await, ["Practice bread"]);
    switch(&app, &account).await.unwrap();
    app.shutdown().await;

    // The next start opens what was open, with the key that was kept.
    let app = desk.start().await;
    assert_eq!(app.app_state().await.unwrap().account.id, account);
    assert_eq!(links(&app).await, ["Real bread"]);
    app.shutdown().await;
    let key = desk.stripe.sandbox.api_key().expose_secret().as_bytes();
    for (file, bytes) in contents(desk.home.path()) {
        assert!(
            !bytes.windows(key.len()).any(|it| it == key),
            "{file} holds the key"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_its_key_says_so_and_the_others_open() {
    let mut desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    app.shutdown().await;

    desk.keys = Vault::memory();
    let app = desk.start().await;
    let state = app.app_state().await.unwrap();
    assert_eq!(state.account.id, account);
    let problem = state.problem.unwrap();
    assert_eq!(problem.code, IpcErrorCode::KeyNeeded);
    let refused = app
        .list_payments(PaymentsQuery::default())
        .await
        .unwrap_err();
    assert_eq!(refused.message, problem.message);
    assert!(switch(&app, "practice").await.unwrap().problem.is_none());
    assert!(links(&app).await.is_empty());

    let report = desk.check(&app).await;
    assert!(report.is_known);
    add(&app, &report.check, Confirmation::Test).await.unwrap();
    assert_eq!(links(&app).await, ["Real bread"]);
    assert_eq!(app.list_accounts().await.unwrap().rows.len(), 2);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_cannot_be_opened_does_not_take_the_others_down() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    switch(&app, "practice").await.unwrap();
    let folder = desk.home.path().join("accounts").join(&account);
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "in the way").unwrap();
    let problem = switch(&app, &account).await.unwrap().problem.unwrap();
    assert_eq!(problem.code, IpcErrorCode::LedgerUnavailable);
    assert!(problem.message.contains(&account), "{}", problem.message);
    app.shutdown().await;
    let app = desk.start().await;
    assert!(app.app_state().await.unwrap().problem.is_some());
    fs::remove_file(&folder).unwrap();
    assert!(
        switch(&app, &account).await.unwrap().problem.is_none(),
        "tried anew"
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn live_is_entered_by_no_word_but_its_own() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let report = desk.check(&app).await;
    let error = add(&app, &report.check, Confirmation::LiveMovesRealMoney)
        .await
        .unwrap_err();
    assert_eq!(error.details["field"], "confirmation");
    assert_eq!(app.app_state().await.unwrap().account_count, 1);
    // A live key goes to Stripe alone: not even to be tried.
    let error = check(&app, "rk_live_51NobodysKeyAtAll").await.unwrap_err();
    assert_eq!(
        (error.code, error.details["field"].as_str()),
        (IpcErrorCode::InvalidInput, "key")
    );
    assert!(
        error.message.contains("live key") && !error.message.contains("Nobody"),
        "{}",
        error.message
    );
    // With that the key before is forgotten.
    let error = add(&app, &report.check, Confirmation::Test)
        .await
        .unwrap_err();
    assert!(
        error.message.contains("paste it again"),
        "{}",
        error.message
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_key_or_no_use_is_refused_beside_the_field() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    for (text, part) in [
        ("", "empty"),
        ("pk_test_51Abcdefgh", "publishable"),
        ("whsec_abcdefgh", "signing secret"),
        ("rk_test_51NobodyHasThisKey", "does not accept"),
    ] {
        let error = check(&app, text).await.unwrap_err();
        assert_eq!(error.details["field"], "key", "{text}");
        assert!(error.message.contains(part), "{text}: {}", error.message);
        assert!(
            text.is_empty() || !error.message.contains(text),
            "{}",
            error.message
        );
    }
    let made = desk
        .stripe
        .practice("keys", json!({"permissions": {"charges": "read"}}))
        .await;
    let report = check(&app, made["key"].as_str().unwrap()).await.unwrap();
    assert_eq!(
        (report.scope, report.is_usable),
        (KeyScope::Restricted, false)
    );
    let error = add(&app, &report.check, Confirmation::Test)
        .await
        .unwrap_err();
    assert!(
        error.message.contains("no payment could arrive"),
        "{}",
        error.message
    );
    let error = countertop_app::ipc::call(&app, "check_key", json!("sk_test_51Hush"))
        .await
        .unwrap_err();
    assert!(!error.message.contains("Hush"), "{}", error.message);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_the_merchants_own() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    let rename = async |account: &str, name: &str| {
        let (account, name) = (account.to_owned(), name.to_owned());
        app.rename_account(RenameAccount { account, name }).await
    };
    for name in ["", "  ", &"x".repeat(61)] {
        assert_eq!(
            rename(&account, name).await.unwrap_err().details["field"],
            "name"
        );
    }
    rename("practice", "Trying out").await.unwrap();
    let rows = rename(&account, " Market stall ").await.unwrap().rows;
    let named: Vec<_> = rows
        .iter()
        .map(|it| (it.name.as_str(), it.is_open))
        .collect();
    assert_eq!(named, [("Trying out", false), ("Market stall", true)]);
    assert_eq!(app.app_state().await.unwrap().account.name, "Market stall");
    // Another key of the same account leaves it.
    desk.add(&app).await;
    assert_eq!(app.app_state().await.unwrap().account.name, "Market stall");
    for nowhere in ["acct_1-live", "../practice", ""] {
        let error = switch(&app, nowhere).await.unwrap_err();
        assert_eq!(error.code, IpcErrorCode::NotFound, "{nowhere}");
    }
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_removed_with_its_data_or_without() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    let folder = desk.home.path().join("accounts").join(&account);
    make_link(&app, "Real bread").await;
    let before = desk
        .stripe
        .foreign("https://example.com/hook", json!({}))
        .await;
    let register = async || {
        let endpoint = Endpoint::new(EndpointConfig {
            account: countertop_app::accounts::StripeAccount {
                id: account.strip_suffix("-test").unwrap().parse().unwrap(),
                mode: Mode::Test,
            },
            client: desk.stripe.client(),
            installation: Installation::of(desk.home.path(), "till").unwrap(),
            keys: Arc::new(desk.keys.clone()),
            clock: Box::new(SystemClock),
            accept: Box::new(|_| {}),
        });
        let url = PublicUrl::parse("https://shop.example/webhook").unwrap();
        endpoint.settle(&url, Renewal::Keep).await.unwrap();
    };
    register().await;
    assert_eq!(desk.stripe.endpoints().await.len(), 2);

    let removed = remove(&app, &account, AccountData::Keep).await;
    assert!(removed.left.is_empty(), "{:?}", removed.left);
    assert_eq!(removed.state.account.kind, AccountKind::Practice);
    assert_eq!(removed.state.account_count, 1);
    let left = desk.stripe.endpoints().await;
    assert_eq!((left.len(), &left[0]["id"]), (1, &before["id"]));
    assert!(folder.join("ledger.sqlite").is_file());
    assert_eq!(
        switch(&app, &account).await.unwrap_err().code,
        IpcErrorCode::NotFound
    );

    assert_eq!(desk.add(&app).await, account);
    assert_eq!(links(&app).await, ["Real bread"], "its data was kept");
    register().await;
    switch(&app, "practice").await.unwrap();
    let removed = remove(&app, &account, AccountData::Delete).await;
    assert!(removed.left.is_empty(), "{:?}", removed.left);
    assert!(!folder.exists());
    assert_eq!(
        desk.stripe.endpoints().await.len(),
        1,
        "also of one that is not open"
    );

    let refused = RemoveAccount {
        account: "practice".to_owned(),
        data: AccountData::Delete,
    };
    assert!(
        app.remove_account(refused)
            .await
            .unwrap_err()
            .message
            .contains("begun anew")
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_away_at_stripe_is_told() {
    let mut desk = Desk::new().await;
    let app = desk.start().await;
    let account = desk.add(&app).await;
    switch(&app, "practice").await.unwrap();
    let other = std::mem::replace(&mut desk.stripe, Account::open().await);
    other.sandbox.shutdown().await.unwrap();
    let removed = remove(&app, &account, AccountData::Delete).await;
    assert_eq!(removed.left.len(), 1, "{:?}", removed.left);
    assert!(
        removed.left[0].contains("Developers, Webhooks"),
        "{:?}",
        removed.left
    );
    assert_eq!(removed.state.account_count, 1);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_store_is_begun_anew_beside_the_others() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    make_link(&app, "Practice bread").await;
    assert!(app.begin_practice_anew().await.unwrap().problem.is_none());
    assert!(links(&app).await.is_empty());
    make_link(&app, "Practice cake").await;
    desk.add(&app).await;
    make_link(&app, "Real bread").await;
    app.begin_practice_anew().await.unwrap();
    assert_eq!(links(&app).await, ["Real bread"]);
    switch(&app, "practice").await.unwrap();
    assert!(links(&app).await.is_empty());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_account_waits_for_what_is_being_read() {
    let desk = Desk::new().await;
    let app = Arc::new(desk.start().await);
    make_link(&app, "Practice bread").await;
    let account = desk.add(&app).await;
    make_link(&app, "Real bread").await;
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let app = Arc::clone(&app);
            tokio::spawn(async move {
                for _ in 0..50 {
                    let page = app.list_links(LinkQuery::default()).await.unwrap();
                    assert_eq!(page.rows.len(), 1, "never both, never none");
                }
            })
        })
        .collect();
    for _ in 0..3 {
        switch(&app, "practice").await.unwrap();
        switch(&app, &account).await.unwrap();
    }
    for reader in readers {
        reader.await.unwrap();
    }
    Arc::into_inner(app).unwrap().shutdown().await;
}
