//! An app that is connected to a practice store as to an account at Stripe: what happens at Stripe can be
//! made to happen.

use std::sync::Arc;

use countertop_app::accounts::Keys;
use countertop_app::ipc::{AddAccount, CheckKey, Confirmation};
use countertop_app::{App, AppConfig};
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::account::Account;

pub struct Desk {
    pub app: App,
    pub stripe: Account,
    keys: Arc<dyn Keys>,
    home: TempDir,
}

impl Desk {
    pub async fn open() -> Self {
        let stripe = Account::open().await;
        let home = tempfile::tempdir().unwrap();
        let config = AppConfig::new(home.path().to_owned(), "till")
            .with_api_base(&stripe.sandbox.base_url())
            .unwrap();
        let keys = Arc::clone(&config.keys);
        let app = App::start(config).await.unwrap();
        let key = stripe.sandbox.api_key().clone();
        let check = app.check_key(CheckKey { key }).await.unwrap().check;
        let confirmation = Confirmation::Test;
        let state = app
            .add_account(AddAccount {
                check,
                confirmation,
            })
            .await
            .unwrap();
        assert!(state.problem.is_none(), "{:?}", state.problem);
        Self {
            app,
            stripe,
            keys,
            home,
        }
    }

    pub async fn post(&self, path: &str, given: Value) -> Value {
        self.stripe.api(Method::POST, path, given).await
    }

    pub async fn get(&self, path: &str) -> Value {
        self.stripe.api(Method::GET, path, json!({})).await
    }

    /// The same app, started anew while Stripe cannot be reached.
    pub async fn offline(self) -> (App, TempDir) {
        self.app.shutdown().await;
        let base = self.stripe.sandbox.base_url();
        self.stripe.sandbox.shutdown().await.unwrap();
        let mut config = AppConfig::new(self.home.path().to_owned(), "till")
            .with_api_base(&base)
            .unwrap();
        config.keys = self.keys;
        (App::start(config).await.unwrap(), self.home)
    }

    pub async fn close(self) {
        self.app.shutdown().await;
    }
}
