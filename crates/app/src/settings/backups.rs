//! Backups in the window: how they are made, those that are there, one made now.

use std::path::Path;
use std::sync::Arc;

use countertop_receiver::{Clock, SystemClock};
use countertop_store::{BACKUPS, Ledger, Room};
use jiff::tz::TimeZone;

use super::free::broken_off;
use crate::App;
use crate::accounts::AccountName;
use crate::backups::{
    Backup, BackupError, Pace, Plan, Trouble, elsewhere, keep_in, list, make, of,
};
use crate::ipc::{
    BackupPlan, BackupRow, BackupTrouble, Backups, ChangeBackups, IpcError, IpcErrorCode,
    MoveBackups, PlacePurpose, WorkKind,
};
use crate::refusals::sentence;

/// The minutes of a day.
const MINUTES: u16 = 24 * 60;

impl App {
    /// How backups of the open account are made, and those that are there. They can be looked at also where
    /// the account cannot be opened: then they are needed most.
    ///
    /// # Errors
    /// When the ledger is open and cannot be read.
    pub async fn show_backups(&self) -> Result<Backups, IpcError> {
        let folder = self.open_folder();
        let ledger = self.shop().await.ok().map(|it| Arc::clone(it.ledger()));
        let shown = tokio::task::spawn_blocking(move || shown(&folder, ledger.as_deref())).await;
        shown.map_err(|error| broken_off(&error))?
    }

    /// Makes backups in another way from now on.
    ///
    /// # Errors
    /// When the input breaks a rule, or the ledger cannot be written.
    pub async fn change_backups(&self, change: ChangeBackups) -> Result<Backups, IpcError> {
        let problem = if change.keep == 0 {
            Some(("keep", "Keep at least one backup."))
        } else if change.at_minute.is_some_and(|it| it >= MINUTES) {
            Some(("atMinute", "Say a time of the day, from 00:00 to 23:59."))
        } else {
            None
        };
        if let Some((field, message)) = problem {
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message).with("field", field));
        }
        let plan = Plan {
            pace: match change.is_daily {
                true => Pace::Daily,
                false => Pace::Off,
            },
            keep: change.keep,
            at_minute: change.at_minute,
        };
        let ledger = Arc::clone(self.shop().await?.ledger());
        plan.set(&ledger).await?;
        drop(ledger);
        self.show_backups().await
    }

    /// Keeps backups in the chosen folder from now on, or beside the ledger again. Those that are there stay
    /// where they are.
    ///
    /// # Errors
    /// When the place was not chosen or cannot be used, it is the practice store, or the ledger cannot be
    /// written.
    pub async fn move_backups(&self, wanted: MoveBackups) -> Result<Backups, IpcError> {
        let chosen = match wanted.place {
            Some(id) => Some(self.settings.places.take(PlacePurpose::Backups, &id)?),
            None => None,
        };
        // It is begun anew with all that it has, and that is beside it.
        if *self.registry().open_account() == AccountName::Practice {
            let message = "Backups of the practice store lie beside it.";
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
        let ledger = Arc::clone(self.shop().await?.ledger());
        keep_in(&ledger, chosen.as_deref()).await?;
        drop(ledger);
        self.show_backups().await
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// When it cannot be made; those that are there stay.
    pub async fn back_up_now(&self) -> Result<Backups, IpcError> {
        let _work = self.settings.work.begin(WorkKind::Backup)?;
        let ledger = Arc::clone(self.shop().await?.ledger());
        let now = SystemClock.now();
        let made = tokio::task::spawn_blocking(move || {
            let keep = Plan::of(&ledger)?.keep;
            make(&ledger, now, keep)
        });
        match made.await.map_err(|error| broken_off(&error))? {
            // Somebody who asks twice within a second has what was asked for.
            Ok(_) | Err(BackupError::MadeAlready) => self.show_backups().await,
            Err(error) => Err(error.into()),
        }
    }
}

fn shown(folder: &Path, ledger: Option<&Ledger>) -> Result<Backups, IpcError> {
    let mut rows = list(folder);
    let (mut plan, mut trouble, mut next, mut chosen) = (None, None, None, None);
    if let Some(ledger) = ledger {
        chosen = elsewhere(ledger)?;
        rows = of(ledger)?;
        let kept = Plan::of(ledger)?;
        let failed = Trouble::of(ledger)?;
        let now = SystemClock.now();
        let newest = rows.iter().map(|it| it.at).find(|at| *at <= now);
        let failed_at = failed
            .as_ref()
            .map(|it| countertop_domain::UnixSeconds(it.at));
        next = kept.due(newest, failed_at, now, &TimeZone::system());
        plan = Some(BackupPlan {
            is_daily: kept.pace == Pace::Daily,
            at_minute: kept.at_minute,
            keep: kept.keep,
        });
        trouble = failed.map(|it| BackupTrouble {
            at: it.at,
            reason: it.reason,
        });
    }
    let is_elsewhere = chosen.is_some();
    let lies = chosen.unwrap_or_else(|| folder.join(BACKUPS));
    let disk = if is_elsewhere { &lies } else { folder };
    Ok(Backups {
        plan,
        trouble,
        next: next.map(|it| it.0),
        free_bytes: Room::of(disk).free_bytes,
        folder: lies.display().to_string(),
        is_elsewhere,
        rows: rows.iter().map(row).collect(),
    })
}

fn row(backup: &Backup) -> BackupRow {
    BackupRow {
        at: backup.at.0,
        bytes: backup.bytes,
    }
}

impl From<BackupError> for IpcError {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Store(error) => error.into(),
            BackupError::Unsound(_) => Self::new(IpcErrorCode::InvalidInput, sentence(&error)),
            BackupError::Folder { .. } | BackupError::MadeAlready | BackupError::NoRoom { .. } => {
                Self::new(IpcErrorCode::LedgerUnavailable, sentence(&error))
            }
        }
    }
}
