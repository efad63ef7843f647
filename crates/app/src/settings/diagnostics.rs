//! Diagnostics in the window: the bundle is read before it is saved, and saved as it was read.

use std::path::PathBuf;
use std::sync::PoisonError;

use countertop_receiver::{Clock, SystemClock};
use countertop_stripe_client::Client;
use secrecy::ExposeSecret;

use super::free::broken_off;
use crate::App;
use crate::accounts::{AccountName, KeptSecret, feature_report};
use crate::app::Place;
use crate::diagnostics::{Bundle, BundleError, Sources};
use crate::doctor::{self, Patient, examine};
use crate::ipc::{
    Checkup, CheckupFinding, Diagnostics, DiagnosticsFile, IpcError, IpcErrorCode, PlacePurpose,
    SaveDiagnostics, SavedFile,
};
use crate::randomness;
use crate::refusals::sentence;

/// A bundle that is being read.
pub(crate) struct Shown {
    id: String,
    bundle: Bundle,
}

impl App {
    /// Looks at everything, and says what works and what does not.
    ///
    /// # Errors
    /// When the looking was broken off.
    pub async fn run_checkup(&self) -> Result<Checkup, IpcError> {
        let checkup = self.checkup().await?;
        Ok(Checkup {
            is_healthy: checkup.healthy,
            at: checkup.at,
            findings: checkup.findings.into_iter().map(finding).collect(),
        })
    }

    /// Puts a bundle together and shows all of it.
    ///
    /// # Errors
    /// When the ledger is open and cannot be read.
    pub async fn show_diagnostics(&self) -> Result<Diagnostics, IpcError> {
        let checkup = self.checkup().await?;
        let log = self
            .config
            .log
            .as_ref()
            .map(crate::diagnostics::Tail::lines);
        let ledger = self
            .shop()
            .await
            .ok()
            .map(|it| std::sync::Arc::clone(it.ledger()));
        let home = self.config.host.user_home.clone();
        let now = SystemClock.now();
        let bundle = tokio::task::spawn_blocking(move || {
            Bundle::of(&Sources {
                ledger: ledger.as_deref(),
                checkup: &checkup,
                log: log.unwrap_or_default(),
                home: home.as_deref(),
                version: env!("CARGO_PKG_VERSION"),
                now,
            })
        });
        let bundle = bundle.await.map_err(|error| broken_off(&error))??;
        let id = randomness::installation_id();
        let file = |(name, text): &(&'static str, String)| DiagnosticsFile {
            name: (*name).to_owned(),
            text: text.clone(),
        };
        let shown = Diagnostics {
            id: id.clone(),
            made_at: now.0,
            files: bundle.files().iter().map(file).collect(),
        };
        let mut slot = self
            .settings
            .shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *slot = Some(Shown { id, bundle });
        Ok(shown)
    }

    /// Saves the bundle that was shown, to the letter, where the merchant chose.
    ///
    /// # Errors
    /// When another was shown since, the place was not chosen, or the file cannot be written.
    pub async fn save_diagnostics(&self, save: SaveDiagnostics) -> Result<SavedFile, IpcError> {
        let bundle = {
            let slot = self
                .settings
                .shown
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let shown = slot.as_ref().filter(|it| it.id == save.id);
            shown.map(|it| it.bundle.clone())
        };
        let bundle = bundle.ok_or_else(|| {
            let message = "That is no longer the bundle that is shown; look at it again.";
            IpcError::new(IpcErrorCode::NotFound, message)
        })?;
        let path = self
            .settings
            .places
            .take(PlacePurpose::Diagnostics, &save.place)?;
        let to = path.clone();
        let saved = tokio::task::spawn_blocking(move || bundle.put(&to)).await;
        saved.map_err(|error| broken_off(&error))??;
        Ok(SavedFile {
            bytes: path.metadata().map_or(0, |it| it.len()),
            path: path.display().to_string(),
        })
    }

    async fn checkup(&self) -> Result<doctor::Checkup, IpcError> {
        let folder = self.open_folder();
        let client = self.client_of_open().await;
        let secrets = self.count_secrets().await;
        let runtime = tokio::runtime::Handle::current();
        // Checking a ledger waits for the disk.
        let looked_at = tokio::task::spawn_blocking(move || {
            runtime.block_on(examine(Patient {
                folder: &folder,
                client: Ok(client),
                secrets,
                listen: None,
                clock: &SystemClock,
            }))
        });
        looked_at.await.map_err(|error| broken_off(&error))
    }

    async fn client_of_open(&self) -> Option<Client> {
        match &*self.place.read().await {
            Place::Open(shop) => Some(shop.client().clone()),
            Place::Closed(_) => None,
        }
    }

    /// How many secrets deliveries may be signed with; the practice store always has one.
    async fn count_secrets(&self) -> Result<usize, String> {
        let account = self.registry().open_account().clone();
        let AccountName::Stripe(account) = account else {
            return Ok(1);
        };
        let kept = self
            .config
            .keys
            .get(&account, KeptSecret::WebhookSecrets)
            .await;
        let kept = kept.map_err(|error| error.to_string())?;
        let list = |text: &str| serde_json::from_str::<Vec<serde::de::IgnoredAny>>(text).ok();
        let list = kept.and_then(|it| list(it.expose_secret()));
        Ok(list.map_or(0, |it| it.len()))
    }
}

fn finding(found: doctor::Finding) -> CheckupFinding {
    let (found_said, advice_said) = found.said;
    CheckupFinding {
        part: found.part.into(),
        verdict: found.verdict.into(),
        found_said,
        advice_said,
        feature: found.feature.as_ref().map(feature_report),
        advice: found.in_window.or(found.advice),
        found: found.found,
    }
}

impl From<BundleError> for IpcError {
    fn from(error: BundleError) -> Self {
        match error {
            BundleError::Ledger(error) => error.into(),
            BundleError::File(_) | BundleError::Zip(_) => {
                Self::new(IpcErrorCode::InvalidInput, sentence(&error)).with("field", "place")
            }
        }
    }
}

/// What the merchant's home folder is called is the merchant's own; it is not shown in a bundle.
pub(super) type UserHome = Option<PathBuf>;
