//! What is known of the open account's key: its masked form, and what it may do, as that was last tried.

use std::collections::BTreeSet;

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, SystemClock};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::ipc::{IpcError, KeyFacts, KeyPermissions, KeysPlace};
use crate::permissions::{Access, KeyCheck, Outcome, Permission, check};

use super::super::add::check_failed;

/// Setting: what the key may do, as it was last tried. It does not hold the key.
const PERMISSIONS: &str = "key_permissions";

/// How many permissions a key has, of those that were tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PermissionCount {
    works: u32,
    of: u32,
    missing: Vec<String>,
    checked_at: i64,
}

impl PermissionCount {
    /// Counts what was found, each permission once.
    pub(crate) fn of(found: &KeyCheck, now: UnixSeconds) -> Self {
        let mut seen = BTreeSet::new();
        let mut count = Self {
            checked_at: now.0,
            ..Self::default()
        };
        for it in found.features.iter().flat_map(|it| &it.permissions) {
            let name = named(it.permission);
            if it.outcome == Outcome::NotTried || !seen.insert(name.clone()) {
                continue;
            }
            count.of += 1;
            match it.outcome {
                Outcome::Works => count.works += 1,
                Outcome::Missing(_) => count.missing.push(name),
                Outcome::Unclear(_) | Outcome::NotTried => {}
            }
        }
        count
    }
}

fn named(permission: Permission) -> String {
    let access = match permission.access {
        Access::Read => "read",
        Access::Write => "write",
    };
    format!("{} ({access})", permission.name)
}

impl From<PermissionCount> for KeyPermissions {
    fn from(count: PermissionCount) -> Self {
        Self {
            works: count.works,
            of: count.of,
            missing: count.missing,
            checked_at: count.checked_at,
        }
    }
}

impl App {
    /// What is known of the open account's key. It asks Stripe for nothing.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) async fn key_facts(&self) -> Result<Option<KeyFacts>, IpcError> {
        let masked = match self.shop().await {
            Ok(shop) => shop.at_stripe().map(|it| it.masked_key()),
            Err(_) => None,
        };
        let Some(masked) = masked else {
            return Ok(None);
        };
        let kept = self
            .read(|ledger| Ok(ledger.setting(PERMISSIONS)?))
            .await?
            .and_then(|text| serde_json::from_str::<PermissionCount>(&text).ok());
        Ok(Some(KeyFacts {
            masked,
            permissions: kept.map(Into::into),
        }))
    }

    /// Tries once more what the open account's key may do. Nothing is changed at Stripe.
    ///
    /// # Errors
    /// When no account is open, or Stripe cannot be reached or does not take the key any more.
    pub async fn check_kept_key(&self) -> Result<KeysPlace, IpcError> {
        let client = self.shop().await?.client().clone();
        let found = check(&client).await.map_err(check_failed)?;
        let count = PermissionCount::of(&found, SystemClock.now());
        self.keep_permissions(&count).await;
        self.show_keys_place().await
    }

    /// Keeps what was found of the open account's key.
    pub(in crate::accounts) async fn keep_permissions(&self, count: &PermissionCount) {
        let Ok(shop) = self.shop().await else { return };
        let text = serde_json::to_string(count).unwrap_or_default();
        if let Err(error) = shop.ledger().set_setting(PERMISSIONS, &text).await {
            tracing::warn!(%error, "What the key may do could not be noted.");
        }
    }
}
