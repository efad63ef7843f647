//! A practice store to test against: `countertop-cli sandbox`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::http::post;
use crate::program::{Ran, Running, finish, program};

/// Makes a link that sells tea.
pub const TEA: [&str; 8] = [
    "links",
    "create",
    "--name",
    "Tea",
    "--amount",
    "450",
    "--currency",
    "gbp",
];

/// A running practice store.
pub struct Practice {
    pub running: Running,
    pub url: String,
    pub api_key: String,
    pub webhook_secret: Option<String>,
}

impl Practice {
    /// Opens one that keeps its state in a folder.
    #[track_caller]
    pub fn open(folder: &Path, args: &[&str]) -> Self {
        let mut running = Running::start(
            program(folder)
                .arg("--data-dir")
                .arg(folder)
                .args(["sandbox", "--listen", "127.0.0.1:0"])
                .args(args),
        );
        let ready = running.json();
        let text = |field: &str| ready[field].as_str().map(str::to_owned);
        Self {
            running,
            url: text("listening").unwrap(),
            api_key: text("api_key").unwrap(),
            webhook_secret: text("webhook_secret"),
        }
    }

    /// The program, with this practice store as its Stripe.
    pub fn client(&self, folder: &Path) -> Command {
        let mut command = program(folder);
        command
            .env("COUNTERTOP_API_KEY", &self.api_key)
            .env("COUNTERTOP_API_BASE", &self.url)
            .arg("--data-dir")
            .arg(folder);
        command
    }

    /// Runs a command against it, to its end.
    pub fn run(&self, folder: &Path, args: &[&str]) -> Ran {
        finish(self.client(folder).args(args))
    }

    /// Pays a link with the usual card.
    #[track_caller]
    pub fn pay(&self, link: &str) -> Value {
        let body = json!({ "payment_link": link }).to_string();
        let url = format!("{}/_practice/pay", self.url);
        let answer = post(
            &url,
            &[("Content-Type", "application/json")],
            body.as_bytes(),
        );
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    }
}

#[test]
#[cfg(unix)]
fn its_clock_begins_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    // Midnight in Rome, where it was still the day before by UTC.
    let clock = ["--clock", "2031-05-01", "--timezone", "Europe/Rome"];
    let practice = Practice::open(folder.path(), &clock);
    let url = format!("{}/_practice/advance", practice.url);
    let answer = post(&url, &[], br#"{"seconds":0}"#);
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    let (begun, now) = (1_935_352_800, answer["now"].as_i64().unwrap());
    assert!((begun..begun + 600).contains(&now), "{now}");
}

#[test]
#[cfg(unix)]
fn it_keeps_its_key_and_secret() {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice::open(folder.path(), &[]);
    assert!(practice.api_key.starts_with("sk_test_"));
    assert_eq!(
        practice.webhook_secret, None,
        "without an address there is no secret"
    );
    let key = practice.api_key.clone();
    let ran = practice.running.stop(rustix::process::Signal::TERM);
    assert_eq!(ran.code, Some(0), "{ran:?}");

    std::fs::write(folder.path().join("secret"), "whsec_given").unwrap();
    let secret = folder.path().join("secret");
    let address = ["--webhook-url", "http://127.0.0.1:9/webhook"];
    let given = [
        address[0],
        address[1],
        "--webhook-secret-file",
        secret.to_str().unwrap(),
    ];
    let practice = Practice::open(folder.path(), &given);
    assert_eq!(practice.api_key, key);
    assert_eq!(practice.webhook_secret.as_deref(), Some("whsec_given"));
    practice.running.stop(rustix::process::Signal::INT);
    let practice = Practice::open(folder.path(), &address);
    assert_eq!(practice.webhook_secret.as_deref(), Some("whsec_given"));
}

#[test]
fn a_used_port_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice::open(&folder.path().join("one"), &[]);
    let address = practice.url.strip_prefix("http://").unwrap();
    let ran = crate::program::run(folder.path(), ["sandbox", "--listen", address]);
    assert!(ran.refusal(1).contains(address), "{ran:?}");
}

/// A practice store, and a folder for a ledger beside it.
pub struct Case {
    pub folder: tempfile::TempDir,
    pub practice: Practice,
}

impl Case {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let practice = Practice::open(&folder.path().join("practice"), &[]);
        Self { folder, practice }
    }

    pub fn ledger(&self) -> PathBuf {
        self.folder.path().join("ledger")
    }
}
