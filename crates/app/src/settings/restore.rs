//! A backup put in the ledger's place: looked at first, exchanged only then.

use std::path::{Path, PathBuf};

use countertop_domain::Mode;
use countertop_store::{BackupContents, StoreError, inspect_backup};

use super::free::broken_off;
use crate::App;
use crate::accounts::AccountName;
use crate::backups::{list, of, restore};
use crate::ipc::{
    BackupCheck, BackupQuery, BackupSource, IpcError, IpcErrorCode, LedgerFacts, PlacePurpose,
    RestoreBackup, Restored, WorkKind,
};

/// How many findings are told one by one.
const TOLD: usize = 5;

impl App {
    /// Looks into a backup, and says what it would replace. Nothing is changed.
    ///
    /// # Errors
    /// When there is no such backup, or the file is none.
    pub async fn check_backup(&self, query: BackupQuery) -> Result<BackupCheck, IpcError> {
        let path = self.backup(&query.source).await?;
        let looked_at = path.clone();
        let contents = tokio::task::spawn_blocking(move || inspect_backup(&looked_at)).await;
        let contents = contents.map_err(|error| broken_off(&error))?;
        let contents = contents.map_err(unreadable)?;
        let mut findings: Vec<_> = contents.findings.iter().map(|it| it.0.clone()).collect();
        findings.truncate(TOLD);
        let account = self.registry().open_account().clone();
        findings.extend(somebody_elses(&contents, &account));
        let now = self.read(|ledger| Ok(ledger.info()?)).await.ok();
        Ok(BackupCheck {
            path: path.display().to_string(),
            bytes: path.metadata().map_or(0, |it| it.len()),
            holds: LedgerFacts {
                events: contents.events,
                payments: contents.payments,
                newest_event: contents.newest_event.map(|it| it.0),
            },
            replaces: now.map(|it| LedgerFacts {
                events: it.events,
                payments: it.payments,
                newest_event: it.newest_event.map(|it| it.0),
            }),
            findings,
        })
    }

    /// Puts a backup in the place of the open account's ledger. The ledger that was there is kept beside it.
    ///
    /// # Errors
    /// When there is no such backup, it is not sound, it is of the other mode, or another process has the
    /// ledger: then all stays as it was.
    pub async fn restore_backup(&self, wanted: RestoreBackup) -> Result<Restored, IpcError> {
        let account = self.registry().open_account().clone();
        let path = self.backup(&wanted.source).await?;
        let _work = self.settings.work.begin(WorkKind::Restore)?;
        let (contents, kept) = self
            .with_ledger_free(
                account.clone(),
                "A backup is being put in the ledger's place; wait a moment.",
                move |folder| exchange(folder, &path, &account),
            )
            .await?;
        Ok(Restored {
            events: contents.events,
            payments: contents.payments,
            kept: kept.map(|it| it.display().to_string()),
            state: self.app_state().await?,
        })
    }

    async fn backup(&self, source: &BackupSource) -> Result<PathBuf, IpcError> {
        let at = match source {
            BackupSource::File { place } => {
                return self.settings.places.find(PlacePurpose::Backup, place);
            }
            BackupSource::Kept { at } => *at,
        };
        let kept = match self.read(|ledger| Ok(of(ledger)?)).await {
            Ok(kept) => kept,
            Err(_) => list(&self.open_folder()),
        };
        let found = kept.into_iter().find(|it| it.at.0 == at);
        found.map(|it| it.path).ok_or_else(|| {
            let message = "There is no backup of that time any more; look at the list again.";
            IpcError::new(IpcErrorCode::NotFound, message)
        })
    }
}

fn mode_of(account: &AccountName) -> Mode {
    match account {
        AccountName::Practice => Mode::Test,
        AccountName::Stripe(account) => account.mode,
    }
}

fn exchange(
    folder: &Path,
    backup: &Path,
    account: &AccountName,
) -> Result<(BackupContents, Option<PathBuf>), IpcError> {
    // Before anything is touched: somebody else's ledger could not be opened here.
    let contents = inspect_backup(backup).map_err(unreadable)?;
    if let Some(problem) = somebody_elses(&contents, account) {
        return Err(IpcError::new(IpcErrorCode::InvalidInput, problem));
    }
    Ok(restore(folder, backup)?)
}

/// Any file can be chosen.
fn unreadable(error: StoreError) -> IpcError {
    if error.is_no_ledger() {
        let message = "That file is damaged, or no backup of a ledger; choose another.";
        return IpcError::new(IpcErrorCode::InvalidInput, message);
    }
    error.into()
}

/// Why a backup is none of this account's, where that can be told.
fn somebody_elses(contents: &BackupContents, account: &AccountName) -> Option<String> {
    other_mode(contents, mode_of(account)).or_else(|| other_account(contents, account))
}

fn other_account(contents: &BackupContents, account: &AccountName) -> Option<String> {
    let theirs = contents.account.as_deref()?;
    let is_ours = match account {
        AccountName::Practice => false,
        AccountName::Stripe(ours) => ours.id.as_str() == theirs,
    };
    (!is_ours).then(|| {
        format!(
            "It is a backup of the account {theirs}, and this is another: two accounts never mix."
        )
    })
}

fn other_mode(contents: &BackupContents, mode: Mode) -> Option<String> {
    let other = contents.mode.filter(|it| *it != mode)?;
    let word = match other {
        Mode::Test => "test mode",
        Mode::Live => "live mode",
    };
    Some(format!(
        "It is a backup of {word}, and this account is not: test and live never mix."
    ))
}
