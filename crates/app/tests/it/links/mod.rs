//! Links that are written, against a practice store that stands for Stripe.

mod agree;
mod changes;
mod choices;
mod desk;
mod form;
mod once;
mod parts;

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use countertop_app::links::{self, LinkError};
use countertop_app::reception::Clock;
use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, LinkRow, Role};
use countertop_stripe_client::Client;
use countertop_terms::LinkTerms;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::account::Account;

/// A clock that is set by hand.
#[derive(Default)]
pub struct Watch(AtomicI64);

impl Watch {
    fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for Watch {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(1_800_000_000 + self.0.load(Ordering::Relaxed))
    }
}

/// A merchant with an account and a ledger.
pub struct Merchant {
    pub account: Account,
    pub client: Client,
    pub ledger: Ledger,
    pub watch: Watch,
    folder: TempDir,
}

impl Merchant {
    pub async fn open() -> Self {
        let account = Account::open().await;
        let folder = tempfile::tempdir().unwrap();
        Self {
            client: account.client(),
            ledger: ledger(folder.path()),
            watch: Watch::default(),
            account,
            folder,
        }
    }

    /// The program ends and is started anew.
    pub fn restart(self) -> Self {
        self.ledger.close();
        Self {
            ledger: ledger(self.folder.path()),
            ..self
        }
    }

    pub async fn create(&self, terms: &LinkTerms, key: &str) -> Result<LinkRow, LinkError> {
        links::create_once(&self.ledger, &self.client, terms, key, &self.watch).await
    }

    pub async fn faults(&self, faults: Value) {
        self.account.practice("faults", faults).await;
    }

    /// All objects of a list of the API.
    pub async fn list(&self, what: &str) -> Vec<Value> {
        let path = format!("{what}?limit=100");
        let page = self.account.api(Method::GET, &path, json!({})).await;
        page["data"].as_array().unwrap().clone()
    }
}

fn ledger(folder: &Path) -> Ledger {
    Ledger::open(folder, Role::Receiver).unwrap()
}

/// Terms in Stripe's words.
pub fn terms(parameters: Value) -> LinkTerms {
    serde_json::from_value(parameters).unwrap()
}

pub fn cake() -> LinkTerms {
    terms(json!({
        "line_items": [{
            "quantity": 2,
            "price_data": {
                "currency": "eur", "unit_amount": 8650, "product_data": { "name": "Birthday cake" },
            },
        }],
        "metadata": { "shelf": "7" },
    }))
}
