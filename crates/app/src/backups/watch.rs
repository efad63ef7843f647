//! Making backups by themselves, while the ledger is open.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use countertop_store::{Ledger, StoreError};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Backup, BackupError, Plan, make, of};

/// Setting: how backups are made by themselves.
const PLAN: &str = "backup_plan";
/// Setting: why the last one failed.
const TROUBLE: &str = "backup_trouble";
/// How often it is asked whether one is due: a computer that slept has not waited.
const ASK_EVERY: Duration = Duration::from_secs(60);

/// The last attempt failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// When, in Unix seconds.
    pub at: i64,
    /// Why.
    pub reason: String,
}

impl Plan {
    /// The plan that a ledger is under.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn of(ledger: &Ledger) -> Result<Self, StoreError> {
        let kept = ledger.setting(PLAN)?;
        Ok(kept
            .and_then(|it| serde_json::from_str(&it).ok())
            .unwrap_or_default())
    }

    /// Puts a ledger under this plan.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn set(self, ledger: &Ledger) -> Result<(), StoreError> {
        let json = serde_json::to_string(&self).unwrap_or_default();
        ledger.set_setting(PLAN, &json).await
    }
}

impl Trouble {
    /// Why the last backup failed; none when it did not.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn of(ledger: &Ledger) -> Result<Option<Self>, StoreError> {
        let kept = ledger.setting(TROUBLE)?;
        Ok(kept.and_then(|it| serde_json::from_str(&it).ok()))
    }
}

/// Makes a backup whenever one is due, until the task is ended.
pub async fn keep_backed_up(ledger: Arc<Ledger>, clock: Arc<dyn Clock>) {
    loop {
        if let Err(error) = back_up_if_due(&ledger, clock.now()).await {
            tracing::warn!(%error, "Whether a backup is due could not be looked up.");
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}

/// Makes a backup if one is due at this time; gives it back. A failure is told, and remembered for who
/// asks later.
///
/// # Errors
/// When the ledger cannot be read, or the outcome cannot be remembered.
pub async fn back_up_if_due(
    ledger: &Arc<Ledger>,
    now: UnixSeconds,
) -> Result<Option<Backup>, StoreError> {
    let plan = Plan::of(ledger)?;
    // One from a time that is yet to come was made under a wrong clock, and counts for nothing.
    let mut made = of(ledger)?.into_iter().map(|it| it.at);
    let newest = made.find(|at| *at <= now);
    let failed = Trouble::of(ledger)?;
    let failed_at = failed.as_ref().map(|it| UnixSeconds(it.at));
    // The zone of this computer: it may have come along on a journey.
    let due = plan.due(newest, failed_at, now, &TimeZone::system());
    if due.is_none_or(|due| due > now) {
        return Ok(None);
    }
    match back_up(ledger, now, plan.keep).await {
        Ok(backup) => {
            tracing::info!(path = %backup.path.display(), "A backup was made.");
            if failed.is_some() {
                ledger.set_setting(TROUBLE, "").await?;
            }
            Ok(Some(backup))
        }
        Err(BackupError::MadeAlready) => Ok(None),
        Err(error) => {
            tracing::error!(%error, "No backup could be made; those that are there stay.");
            let trouble = Trouble {
                at: now.0,
                reason: error.to_string(),
            };
            let json = serde_json::to_string(&trouble).unwrap_or_default();
            ledger.set_setting(TROUBLE, &json).await?;
            Ok(None)
        }
    }
}

/// Copying waits for the disk.
async fn back_up(ledger: &Arc<Ledger>, now: UnixSeconds, keep: u16) -> Result<Backup, BackupError> {
    let ledger = Arc::clone(ledger);
    let made = tokio::task::spawn_blocking(move || make(&ledger, now, keep)).await;
    made.unwrap_or_else(|error| {
        let reason = format!("the copying was broken off ({error})");
        Err(BackupError::Store(StoreError::Write(reason)))
    })
}
