//! A practice store that stands for an account at Stripe, as anybody with its key uses it.

use std::time::Duration;

use countertop_app::endpoint::Installation;
use countertop_app::randomness;
use countertop_sandbox::{Sandbox, SandboxConfig};
use countertop_stripe_client::{ApiBase, Client, ClientConfig, RetryPolicy};
use countertop_stripe_wire::form;
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tempfile::TempDir;

/// A practice store that stands for an account at Stripe.
pub struct Account {
    pub sandbox: Sandbox,
    folder: TempDir,
}

impl Account {
    pub async fn open() -> Self {
        Self::with_past(0).await
    }

    /// One that has had so many payments.
    pub async fn with_past(payments: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            data_dir: folder.path().join("stripe"),
            webhook: None,
            seed: Some(7),
            payments,
            clock: None,
        })
        .await
        .unwrap();
        Self { sandbox, folder }
    }

    /// Calls the API as anybody does.
    pub async fn api(&self, method: Method, path: &str, given: Value) -> Value {
        let url = format!("{}/v1/{path}", self.sandbox.base_url());
        let request = countertop_sandbox::local_client()
            .unwrap()
            .request(method, url)
            .bearer_auth(self.sandbox.api_key().expose_secret())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form::encode(&given));
        let text = request.send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Calls the control door.
    pub async fn practice(&self, call: &str, given: Value) -> Value {
        let url = format!("{}/_practice/{call}", self.sandbox.base_url());
        let request = countertop_sandbox::local_client()
            .unwrap()
            .post(url)
            .header("content-type", "application/json")
            .body(given.to_string());
        let text = request.send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Every endpoint, as Stripe shows it.
    pub async fn endpoints(&self) -> Vec<Value> {
        let url = format!("{}/v1/webhook_endpoints?limit=100", self.sandbox.base_url());
        let request = countertop_sandbox::local_client()
            .unwrap()
            .get(url)
            .bearer_auth(self.sandbox.api_key().expose_secret());
        let text = request.send().await.unwrap().text().await.unwrap();
        let list: Value = serde_json::from_str(&text).unwrap();
        list["data"].as_array().unwrap().clone()
    }

    pub fn installation(&self, machine: &str) -> Installation {
        Installation::of(self.folder.path(), machine).unwrap()
    }

    pub fn client(&self) -> Client {
        client(&self.sandbox.base_url(), self.sandbox.api_key().clone())
    }
}

pub fn client(base: &str, key: SecretString) -> Client {
    let base = ApiBase::parse(base).unwrap();
    let mut config = ClientConfig::new(key, base, randomness::system());
    config.retry = RetryPolicy {
        first_backoff: Duration::from_millis(2),
        longest_backoff: Duration::from_millis(4),
        ..config.retry
    };
    Client::new(config).unwrap()
}
