//! Several accounts in one app, at a desk with a Stripe of its own.

mod choosing;
mod elsewhere;
mod keeping;
mod keys;
mod removing;
#[cfg(unix)]
mod secrets;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use countertop_app::ipc::{
    AccountChoice, AccountData, AddAccount, AppState, CheckKey, Confirmation, IpcError, KeyReport,
    LinkQuery, PaymentsQuery, RemoveAccount, Removed,
};
use countertop_app::{App, AppConfig};
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

async fn remove(app: &App, account: &str, data: AccountData) -> Removed {
    let account = account.to_owned();
    app.remove_account(RemoveAccount { account, data })
        .await
        .unwrap()
}

async fn make_link(app: &App, name: &str) {
    let link = crate::one_item(name, 4800, 1, &name.replace(' ', "-"));
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
