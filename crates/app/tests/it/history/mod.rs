//! The history of a shop of a year, imported from its objects.

mod account;
mod course;
mod gap;
mod manners;
mod truth;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use countertop_app::history::{History, HistoryConfig, HistoryProgress};
use countertop_domain::Payment;
use countertop_store::{Ledger, PaymentFilter, Role};
use countertop_stripe_client::Client;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::account::{Account, client};
use crate::toll::Toll;

const LONG: Duration = Duration::from_secs(120);
const DAY: i64 = 24 * 60 * 60;

/// A practice store with a past, a road to it, and a folder for ledgers.
struct Shop {
    folder: tempfile::TempDir,
    account: Account,
    toll: Toll,
}

impl Shop {
    async fn with_past(payments: u32) -> Self {
        let account = Account::with_past(payments).await;
        let toll = Toll::start(&account.sandbox.base_url()).await;
        Self {
            folder: tempfile::tempdir().unwrap(),
            account,
            toll,
        }
    }

    fn ledger(&self, name: &str) -> Arc<Ledger> {
        Arc::new(Ledger::open(&self.folder.path().join(name), Role::Receiver).unwrap())
    }

    fn client(&self) -> Client {
        client(&self.toll.url, self.account.sandbox.api_key().clone())
    }

    fn config(&self, ledger: &Arc<Ledger>) -> HistoryConfig {
        HistoryConfig {
            requests_per_second: None,
            ..HistoryConfig::new(Arc::clone(ledger), self.client())
        }
    }

    /// Two disputes of the past, one of them lost.
    async fn disputes(&self) {
        let intents = self.all("payment_intents").await;
        let paid = intents.iter().filter(|it| it["status"] == "succeeded");
        let ids: Vec<_> = paid.take(2).map(|it| it["id"].as_str().unwrap()).collect();
        let mut last = String::new();
        for id in ids {
            let opened = self
                .practice("disputes", json!({ "payment_intent": id }))
                .await;
            last = opened["id"].as_str().unwrap().to_owned();
        }
        self.practice(&format!("disputes/{last}/close"), json!({"status": "lost"}))
            .await;
    }

    async fn practice(&self, call: &str, given: Value) -> Value {
        let answer = self.account.practice(call, given.clone()).await;
        assert!(answer.get("error").is_none(), "{call} {given}: {answer}");
        answer
    }

    /// A whole list, read by hand.
    async fn all(&self, path: &str) -> Vec<Value> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("{path}?limit=100{after}");
            let mut page = self.account.api(Method::GET, &path, json!({})).await;
            all.append(page["data"].as_array_mut().unwrap());
            if page["has_more"] == false {
                return all;
            }
            let last = all.last().unwrap()["id"].as_str().unwrap();
            after = format!("&starting_after={last}");
        }
    }
}

/// Waits until it is over, or the condition holds.
async fn until(history: &History, holds: impl Fn(&HistoryProgress) -> bool) -> HistoryProgress {
    let mut progress = history.progress();
    let waiting = progress.wait_for(|it| it.state.is_over() || holds(it));
    let Ok(found) = timeout(LONG, waiting).await else {
        panic!("not seen in time: {:#?}", *history.progress().borrow());
    };
    found.unwrap().clone()
}

async fn import(config: HistoryConfig) -> HistoryProgress {
    let history = History::start(config).await.unwrap();
    let end = until(&history, |_| false).await;
    history.stop().await;
    end
}

fn payments(ledger: &Ledger) -> BTreeMap<String, Payment> {
    let mut rows = BTreeMap::new();
    let mut filter = PaymentFilter::default();
    loop {
        let page = ledger.payments(&filter).unwrap();
        rows.extend(page.rows.into_iter().map(|it| (it.id.clone(), it)));
        let Some(next) = page.next else { return rows };
        filter.span.after = Some(next);
    }
}
