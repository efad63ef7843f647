//! Secrets in each of the three places, moved between them, and found nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod file;
#[cfg(target_os = "linux")]
mod keychain;
mod moving;
mod places;
#[cfg(target_os = "linux")]
mod session;
mod traces;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use countertop_domain::Mode;
use countertop_vault::{Cost, FileSettings, Randomness, SecretKind, SecretName, Vault};
use secrecy::{ExposeSecret, SecretString};

const PASSPHRASE: &str = "correct horse battery";
/// A key as Stripe makes them; it opens nothing.
const KEY: &str = "rk_test_SENTINEL51abcdefghijklmnopqrstuvwxyz0123456789";

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

fn api_key() -> SecretName {
    SecretName::new("acct_1", Mode::Test, SecretKind::ApiKey)
}

/// Never the same bytes twice, and no more than that.
fn randomness() -> Randomness {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    Randomness::new(|bytes| {
        let process = u64::from(std::process::id()).to_le_bytes();
        let next = NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        let numbers = next.into_iter().chain(process).chain([0; 16]);
        bytes
            .iter_mut()
            .zip(numbers)
            .for_each(|(to, from)| *to = from);
    })
}

/// A file that is quick to open, and so to break.
fn light() -> FileSettings {
    FileSettings {
        cost: Cost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        },
        randomness: randomness(),
    }
}

/// A folder with an encrypted file in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("secrets")
    }

    async fn vault(&self) -> Vault {
        Vault::new_file(&self.file(), secret(PASSPHRASE), light())
            .await
            .unwrap()
    }

    async fn again(&self) -> Vault {
        Vault::unlock_file(&self.file(), secret(PASSPHRASE), light())
            .await
            .unwrap()
    }
}

async fn kept(vault: &Vault, name: &SecretName) -> Option<String> {
    let kept = vault.get(name).await.unwrap();
    kept.map(|it| it.expose_secret().to_owned())
}
