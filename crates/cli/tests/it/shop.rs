//! A practice store that delivers nothing, and a ledger to be filled from its API.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::http::{get, post};
use crate::practice::Practice;
use crate::program::run;
use crate::serve::serve;

/// Both.
pub struct Shop {
    pub folder: tempfile::TempDir,
    pub practice: Practice,
}

impl Shop {
    pub fn open(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let practice = Practice::open(&folder.path().join("practice"), args);
        Self { folder, practice }
    }

    pub fn ledger(&self) -> PathBuf {
        self.folder.path().join("ledger")
    }

    pub fn link(&self) -> String {
        let made = [
            "links",
            "create",
            "--name",
            "Tea",
            "--amount",
            "450",
            "--currency",
            "gbp",
        ];
        let link = self
            .practice
            .run(&self.folder.path().join("other"), &made)
            .json();
        link["id"].as_str().unwrap().to_owned()
    }

    pub fn backfill(&self, more: &[&str]) -> Value {
        let args: Vec<_> = ["backfill"].iter().chain(more).copied().collect();
        self.practice.run(&self.ledger(), &args).json()
    }

    /// `serve` into the ledger, with the store as its Stripe.
    pub fn serve(&self, more: &[&str]) -> Command {
        let mut command = serve(self.folder.path());
        command
            .args(more)
            .env("COUNTERTOP_API_KEY", &self.practice.api_key)
            .env("COUNTERTOP_API_BASE", &self.practice.url);
        command
    }

    /// Asks the API.
    pub fn api(&self, path: &str) -> Value {
        let key = format!("Bearer {}", self.practice.api_key);
        let url = format!("{}/v1/{path}", self.practice.url);
        serde_json::from_str(&get(&url, &[("Authorization", &key)]).body).unwrap()
    }

    /// Calls the API with a form.
    pub fn post(&self, path: &str, form: &str) -> Value {
        let key = format!("Bearer {}", self.practice.api_key);
        let url = format!("{}/v1/{path}", self.practice.url);
        let form_of = ("Content-Type", "application/x-www-form-urlencoded");
        let answer = post(&url, &[("Authorization", &key), form_of], form.as_bytes());
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    }

    /// The newest event of the store, and its time.
    pub fn newest(&self) -> Value {
        let page = self.api("events?limit=1");
        let event = &page["data"][0];
        json!({"event": event["id"], "created": event["created"]})
    }

    pub fn control(&self, call: &str, asked: &Value) -> Value {
        let url = format!("{}/_practice/{call}", self.practice.url);
        let answer = post(&url, &[], asked.to_string().as_bytes());
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    }
}

/// The ledger's payments.
pub fn payments(ledger: &Path) -> Vec<Value> {
    run(ledger, ["payments", "list", "--json"]).json_lines()
}
