//! The secrets that deliveries are signed with: one, or several while one is being rolled.
//!
//! Source: Stripe's documentation, "Roll endpoint signing secrets": the old secret stays valid for up
//! to 24 hours, and deliveries are signed with both meanwhile.

use countertop_domain::UnixSeconds;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::{SecretName, Vault, VaultError};

/// How long an old secret stays valid.
const ROLLED_FOR: i64 = 24 * 60 * 60;
/// More than can be in use: two endpoints of ours, each being rolled, and those of a child process.
const MOST: usize = 8;

/// One of them.
#[derive(Clone, Debug)]
pub struct WebhookSecret {
    /// What signs with it: the endpoint's id, or another name of ours.
    pub signer: String,
    /// It.
    pub secret: SecretString,
    /// Until when it is valid, where that has an end.
    pub until: Option<UnixSeconds>,
}

impl WebhookSecret {
    fn is_valid_at(&self, now: UnixSeconds) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// All of one account in one mode, the newest first.
#[derive(Clone, Debug, Default)]
pub struct WebhookSecrets(Vec<WebhookSecret>);

/// As it is kept.
#[derive(Serialize)]
struct Exposed<'a> {
    signer: &'a str,
    secret: &'a str,
    until: Option<i64>,
}

#[derive(Deserialize)]
struct Kept {
    signer: String,
    secret: SecretString,
    until: Option<i64>,
}

impl WebhookSecrets {
    /// What a vault keeps under a name; empty where it keeps nothing.
    ///
    /// # Errors
    /// When the place cannot be read, or something else is kept there.
    pub async fn load(vault: &Vault, name: &SecretName) -> Result<Self, VaultError> {
        let Some(text) = vault.get(name).await? else {
            return Ok(Self::default());
        };
        let kept: Vec<Kept> = serde_json::from_str(text.expose_secret())
            .map_err(|_| VaultError::Strange(name.to_string()))?;
        let secrets = kept.into_iter().map(|it| WebhookSecret {
            signer: it.signer,
            secret: it.secret,
            until: it.until.map(UnixSeconds),
        });
        Ok(Self(secrets.collect()))
    }

    /// Keeps them in a vault; without any, nothing is kept.
    ///
    /// # Errors
    /// When the place cannot be written.
    pub async fn save(&self, vault: &Vault, name: &SecretName) -> Result<(), VaultError> {
        if self.0.is_empty() {
            return vault.remove(name).await;
        }
        let exposed: Vec<_> = self
            .0
            .iter()
            .map(|it| Exposed {
                signer: &it.signer,
                secret: it.secret.expose_secret(),
                until: it.until.map(|until| until.0),
            })
            .collect();
        let text = serde_json::to_string(&exposed).map(Zeroizing::new);
        let text = text.map_err(|_| VaultError::Strange(name.to_string()))?;
        vault.put(name, &SecretString::from(text.as_str())).await
    }

    /// Those that a delivery may be signed with now, the newest first.
    pub fn valid_at(&self, now: UnixSeconds) -> Vec<SecretString> {
        let valid = self.0.iter().filter(|it| it.is_valid_at(now));
        valid.map(|it| it.secret.clone()).collect()
    }

    /// All of them, the newest first.
    pub fn iter(&self) -> impl Iterator<Item = &WebhookSecret> {
        self.0.iter()
    }

    /// When the next of them ends, if one does.
    pub fn next_end(&self, now: UnixSeconds) -> Option<UnixSeconds> {
        let ends = self.0.iter().filter_map(|it| it.until);
        ends.filter(|until| *until > now).min()
    }

    /// Takes up a signer's new secret. Its older ones are valid for 24 hours more, unless they end
    /// sooner; what ended is forgotten. The same secret again changes nothing.
    pub fn roll(&mut self, signer: &str, secret: SecretString, now: UnixSeconds) {
        self.forget_ended(now);
        let is_same = |it: &WebhookSecret| {
            it.signer == signer && it.secret.expose_secret() == secret.expose_secret()
        };
        if self.0.iter().any(|it| is_same(it) && it.until.is_none()) {
            return;
        }
        self.0.retain(|it| !is_same(it));
        self.end(signer, UnixSeconds(now.0.saturating_add(ROLLED_FOR)));
        let new = WebhookSecret {
            signer: signer.to_owned(),
            secret,
            until: None,
        };
        self.0.insert(0, new);
        self.0.truncate(MOST);
    }

    /// A signer ends: its endpoint was replaced. What it signed before may come for a while.
    pub fn retire(&mut self, signer: &str, now: UnixSeconds) {
        self.forget_ended(now);
        self.end(signer, UnixSeconds(now.0.saturating_add(ROLLED_FOR)));
    }

    /// A signer is no longer believed from now on.
    pub fn forget(&mut self, signer: &str) {
        self.0.retain(|it| it.signer != signer);
    }

    fn end(&mut self, signer: &str, at: UnixSeconds) {
        for secret in self.0.iter_mut().filter(|it| it.signer == signer) {
            secret.until = Some(secret.until.map_or(at, |until| until.min(at)));
        }
    }

    fn forget_ended(&mut self, now: UnixSeconds) {
        self.0.retain(|it| it.is_valid_at(now));
    }
}
