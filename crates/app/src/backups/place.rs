//! Where the backups of a ledger lie: beside it, or in a folder that was chosen, on another disk at best.

use std::path::{Path, PathBuf};

use countertop_store::{BACKUPS, Ledger, StoreError};

use super::{Backup, BackupError, list_in, private};

/// Setting: the folder that was chosen.
const FOLDER: &str = "backup_folder";
/// Setting: every folder that was ever chosen, as a JSON list. Old backups lie there still.
const CHOSEN: &str = "backup_folders";

/// The chosen folder; none while backups lie beside the ledger.
///
/// # Errors
/// When the ledger cannot be read.
pub fn elsewhere(ledger: &Ledger) -> Result<Option<PathBuf>, StoreError> {
    let kept = ledger.setting(FOLDER)?;
    Ok(kept.filter(|it| !it.is_empty()).map(PathBuf::from))
}

/// Where the backups lie.
///
/// # Errors
/// When the ledger cannot be read.
pub fn folder(ledger: &Ledger) -> Result<PathBuf, StoreError> {
    let beside = || ledger.folder().join(BACKUPS);
    Ok(elsewhere(ledger)?.unwrap_or_else(beside))
}

/// The backups of a ledger, newest first, wherever they lie.
///
/// # Errors
/// When the ledger cannot be read.
pub fn of(ledger: &Ledger) -> Result<Vec<Backup>, StoreError> {
    Ok(list_in(&folder(ledger)?))
}

/// The backups in all folders that were ever chosen, to be minded by whoever erases or wipes. Where a folder
/// cannot be seen, as on a disk that is away, it stands for them: they are not gone.
///
/// # Errors
/// When the ledger cannot be read.
pub fn files_elsewhere(ledger: &Ledger) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = Vec::new();
    for folder in ever_chosen(ledger)? {
        match std::fs::read_dir(&folder) {
            Ok(_) => files.extend(list_in(&folder).into_iter().map(|it| it.path)),
            Err(_) => files.push(folder),
        }
    }
    Ok(files)
}

fn ever_chosen(ledger: &Ledger) -> Result<Vec<PathBuf>, StoreError> {
    let kept = ledger.setting(CHOSEN)?;
    let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
    Ok(kept.unwrap_or_default())
}

async fn choose(ledger: &Ledger, folder: &str) -> Result<(), BackupError> {
    let mut chosen = ever_chosen(ledger)?;
    let path = PathBuf::from(folder);
    if !chosen.contains(&path) {
        chosen.push(path);
        let json = serde_json::to_string(&chosen).unwrap_or_default();
        ledger.set_setting(CHOSEN, &json).await?;
    }
    Ok(ledger.set_setting(FOLDER, folder).await?)
}

/// Keeps backups in a folder of their own inside this one from now on, or beside the ledger again. Those
/// that are there stay where they are.
///
/// # Errors
/// When the folder cannot be used, or the ledger cannot be written.
pub async fn keep_in(ledger: &Ledger, chosen: Option<&Path>) -> Result<(), BackupError> {
    let Some(chosen) = chosen else {
        return Ok(ledger.set_setting(FOLDER, "").await?);
    };
    // The ledger's folder is named after its account.
    let account = ledger.folder().file_name().unwrap_or_default();
    let name = format!("countertop-backups-{}", account.to_string_lossy());
    // Whoever chooses the folder itself again means it, and no folder within it.
    let inside = match chosen.file_name() {
        Some(it) if it.to_string_lossy() == name => chosen.to_owned(),
        Some(_) | None => chosen.join(name),
    };
    let folder = private(inside)?;
    match folder.to_str() {
        Some(path) => choose(ledger, path).await,
        None => Err(BackupError::Folder {
            folder,
            source: std::io::Error::other("its name is not valid Unicode"),
        }),
    }
}
