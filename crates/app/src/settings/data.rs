//! The ledger as a whole: where it lies, everything of it exported, all of it wiped.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, SystemClock};
use countertop_store::{Room, remove_files, wipe_ledger};

use super::free::broken_off;
use crate::App;
use crate::accounts::AccountName;
use crate::backups;
use crate::export_all::{ExportError, Watch, export_all_watched};
use crate::ipc::{
    DataPage, ExportAll, Exported, ExportedFile, IpcError, IpcErrorCode, PlacePurpose, ShownFolder,
    WipeLedger, Wiped, WorkKind,
};
use crate::refusals::sentence;

impl App {
    /// Where the ledger of the open account lies, and how large it is.
    ///
    /// # Errors
    /// None today.
    pub async fn show_data(&self) -> Result<DataPage, IpcError> {
        let folder = self.open_folder();
        let info = self.read(|ledger| Ok(ledger.info()?)).await.ok();
        Ok(DataPage {
            free_bytes: Room::of(&folder).free_bytes,
            folder: folder.display().to_string(),
            ledger_bytes: info.as_ref().map(|it| it.bytes + log_bytes(&it.path)),
            events: info.as_ref().map(|it| it.events),
            payments: info.as_ref().map(|it| it.payments),
        })
    }

    /// The folder that a host may show in the system's own window for files.
    ///
    /// # Errors
    /// When it is not there yet.
    pub async fn folder_to_show(&self, which: ShownFolder) -> Result<PathBuf, IpcError> {
        let ledger = self.open_folder();
        let folder = match which {
            ShownFolder::Ledger => ledger,
            ShownFolder::Backups => {
                let lies = self.read(|ledger| Ok(backups::folder(ledger)?)).await;
                lies.unwrap_or_else(|_| ledger.join(countertop_store::BACKUPS))
            }
        };
        if folder.is_dir() {
            return Ok(folder);
        }
        let message = format!("The folder {} is not there yet.", folder.display());
        Err(IpcError::new(IpcErrorCode::NotFound, message))
    }

    /// Writes everything that the ledger holds into a new folder inside the chosen one. What was asked to
    /// stop leaves nothing behind.
    ///
    /// # Errors
    /// When the place was not chosen, the ledger cannot be read, or a file cannot be written.
    pub async fn export_all(&self, export: ExportAll) -> Result<Exported, IpcError> {
        let work = self.settings.work.begin(WorkKind::Export)?;
        let chosen = self
            .settings
            .places
            .take(PlacePurpose::Export, &export.place)?;
        let now = SystemClock.now();
        let folder = chosen.join(export_name(self.registry().open_account(), now));
        let (ledger, doing) = (Arc::clone(self.shop().await?.ledger()), work.doing());
        let to = folder.clone();
        let written = tokio::task::spawn_blocking(move || {
            let watch: Watch<'_> = &|done| doing.is_at(done, 0);
            export_all_watched(&ledger, &to, env!("CARGO_PKG_VERSION"), now, watch)
        });
        let manifest = written.await.map_err(|error| broken_off(&error))??;
        let file = |it: &crate::export_all::Written| ExportedFile {
            name: it.name.clone(),
            bytes: it.bytes,
            count: it.count,
        };
        Ok(Exported {
            folder: folder.display().to_string(),
            bytes: manifest.files.iter().map(|it| it.bytes).sum(),
            files: manifest.files.iter().map(file).collect(),
        })
    }

    /// Removes the ledger of the open account with its backups, for good; the account stays, with a ledger
    /// that is begun anew.
    ///
    /// # Errors
    /// When the name is not the account's, or a file cannot be removed.
    pub async fn wipe_ledger(&self, wipe: WipeLedger) -> Result<Wiped, IpcError> {
        let account = self.registry().open_account().clone();
        let state = self.app_state().await?;
        if state.account.id != account.to_string() {
            let message = "Another account was opened meanwhile; look at it again.";
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
        let name = state.account.name;
        if wipe.name.trim() != name.trim() {
            let message = format!(
                "Type the account's name as it stands here: {}.",
                name.trim()
            );
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "name"));
        }
        let _work = self.settings.work.begin(WorkKind::Wipe)?;
        // Of a ledger that cannot be read it is not known; it can be wiped all the same.
        let elsewhere = self.backups_elsewhere().await.unwrap_or_default();
        let (removed, left) = self
            .with_ledger_free(
                account,
                "The ledger is being wiped; wait a moment.",
                |folder| {
                    let count = elsewhere.len();
                    let wiped = wipe_ledger(folder)?;
                    let left = remove_files(elsewhere);
                    let removed = wiped.removed.len() + count - left.len();
                    Ok((removed, [wiped.left, left].concat()))
                },
            )
            .await?;
        Ok(Wiped {
            removed: removed as u64,
            left: left.iter().map(|it| shown(it)).collect(),
            state: self.app_state().await?,
        })
    }

    /// The backups that lie in a chosen folder, outside of the ledger's.
    pub(super) async fn backups_elsewhere(&self) -> Result<Vec<PathBuf>, IpcError> {
        self.read(|ledger| Ok(backups::files_elsewhere(ledger)?))
            .await
    }

    /// The folder of the account that is open, or would be if it could be opened.
    pub(super) fn open_folder(&self) -> PathBuf {
        let registry = self.registry();
        registry.folder(registry.open_account())
    }
}

/// What was committed last lies in a log beside the ledger for a while.
fn log_bytes(ledger: &Path) -> u64 {
    let mut log = ledger.as_os_str().to_owned();
    log.push("-wal");
    Path::new(&log).metadata().map_or(0, |it| it.len())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A name that no other export has, without colons, which some file systems do not take.
fn export_name(account: &AccountName, now: UnixSeconds) -> String {
    let time = jiff::Timestamp::from_second(now.0).unwrap_or_default();
    format!("countertop-{account}-{}", time.strftime("%Y-%m-%dT%H%M%SZ"))
}

impl From<ExportError> for IpcError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Ledger(error) => error.into(),
            ExportError::File { .. } | ExportError::Stopped => {
                Self::new(IpcErrorCode::InvalidInput, sentence(&error)).with("field", "place")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exports_name_says_whose_it_is_and_when() {
        let account = "acct_1-test".parse().unwrap();
        let name = export_name(&account, UnixSeconds(1_790_000_000));
        assert_eq!(name, "countertop-acct_1-test-2026-09-21T141320Z");
    }
}
