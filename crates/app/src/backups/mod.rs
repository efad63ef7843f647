//! Backups: whole, verified copies of a ledger in a folder beside it, a number of the newest kept.
//!
//! A copy is a ledger of its own: it can be opened, checked and put in a ledger's place on any computer.
//! The ledger holds no key and no secret, so nothing but the file is needed for that.

mod place;
mod plan;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};

use countertop_domain::UnixSeconds;
use countertop_store::{
    BACKUPS, BackupContents, Ledger, Room, StoreError, inspect_backup, restore_ledger,
};

pub use place::{elsewhere, files_elsewhere, folder, keep_in, of};
pub use plan::{Pace, Plan};
pub use watch::{Trouble, back_up_if_due, keep_backed_up};

/// What the name of a backup begins and ends with; its time is between.
const PREFIX: &str = "ledger-";
const SUFFIX: &str = ".sqlite";
/// The time in a name: without colons, which some file systems do not take.
const NAMED: &str = "%Y-%m-%dT%H%M%SZ";

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where.
    pub path: PathBuf,
    /// When it was made, as its name says.
    pub at: UnixSeconds,
    /// How large it is.
    pub bytes: u64,
}

/// Why there is no new backup, or none was put in place.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The copy could not be made.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder of the backups cannot be used.
    #[error("the folder {} cannot be used: {source}; connect its disk, or give yourself access to it", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is one of this very second.
    #[error("there is a backup of this second already")]
    MadeAlready,
    /// It would not fit.
    #[error("there are {} MiB free and a backup needs {}: make room", free >> 20, (needed >> 20) + 1)]
    NoRoom {
        /// How many bytes are free.
        free: u64,
        /// How many it takes.
        needed: u64,
    },
    /// A backup that is not what was backed up.
    #[error("the backup is not sound, so it was not put in place: {0}")]
    Unsound(String),
}

/// The backups of the ledger in a folder, newest first. Files that are named otherwise are none.
pub fn list(ledger: &Path) -> Vec<Backup> {
    list_in(&ledger.join(BACKUPS))
}

/// The same of any folder of backups.
fn list_in(folder: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let backup = |path: PathBuf| {
        let at = time_of(path.file_name()?.to_str()?)?;
        // What a link leads to is somebody else's.
        let found = path.symlink_metadata().ok();
        let bytes = found.filter(fs::Metadata::is_file)?.len();
        Some(Backup { path, at, bytes })
    };
    let mut backups: Vec<_> = entries
        .flatten()
        .filter_map(|it| backup(it.path()))
        .collect();
    backups.sort_by_key(|it| std::cmp::Reverse(it.at));
    backups
}

/// Makes a backup and verifies it; only then the oldest beyond the number to keep are removed. Whatever
/// fails, those that were there stay.
///
/// # Errors
/// When there is one of this second, there is no room, or the copy cannot be made or is not sound.
pub fn make(ledger: &Ledger, now: UnixSeconds, keep: u16) -> Result<Backup, BackupError> {
    let folder = match elsewhere(ledger)? {
        // It was made when it was chosen. Made again, it might lie where its disk is missing.
        Some(chosen) => there(chosen)?,
        None => private(ledger.folder().join(BACKUPS))?,
    };
    let path = folder.join(name_of(now));
    if path.exists() {
        return Err(BackupError::MadeAlready);
    }
    let needed = ledger.info()?.bytes;
    match Room::of(&folder).free_bytes {
        Some(free) if free <= needed => return Err(BackupError::NoRoom { free, needed }),
        Some(_) | None => {}
    }
    ledger.back_up(&path)?;
    let bytes = path.metadata().map_or(0, |it| it.len());
    prune(&folder, &path, keep);
    Ok(Backup {
        path,
        at: now,
        bytes,
    })
}

/// Removes the oldest beside the one that was just made, which a clock that was set back may date before
/// the others. One that cannot be removed is tried again with the next backup.
fn prune(folder: &Path, made: &Path, keep: u16) {
    let others = list_in(folder).into_iter().filter(|it| it.path != made);
    for old in others.skip(usize::from(keep.saturating_sub(1))) {
        if let Err(error) = fs::remove_file(&old.path) {
            let path = old.path.display();
            tracing::warn!(%error, %path, "An old backup could not be removed.");
        }
    }
}

fn there(folder: PathBuf) -> Result<PathBuf, BackupError> {
    match fs::read_dir(&folder) {
        Ok(_) => Ok(folder),
        Err(source) => Err(BackupError::Folder { folder, source }),
    }
}

fn private(folder: PathBuf) -> Result<PathBuf, BackupError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    match builder.create(&folder) {
        Ok(()) => Ok(folder),
        Err(source) => Err(BackupError::Folder { folder, source }),
    }
}

/// Checks a backup and, only when nothing is wrong with it, puts it in the ledger's place. Gives back what
/// it holds, and where the ledger that was there is kept.
///
/// # Errors
/// When another process has the ledger, or the backup is no sound ledger: then all stays as it was.
pub fn restore(
    ledger: &Path,
    backup: &Path,
) -> Result<(BackupContents, Option<PathBuf>), BackupError> {
    let contents = inspect_backup(backup)?;
    if let Some(first) = contents.findings.first() {
        return Err(BackupError::Unsound(first.0.clone()));
    }
    let replaced = restore_ledger(ledger, backup)?;
    Ok((contents, replaced))
}

fn name_of(time: UnixSeconds) -> String {
    let time = jiff::Timestamp::from_second(time.0).unwrap_or_default();
    format!("{PREFIX}{}{SUFFIX}", time.strftime(NAMED))
}

fn time_of(name: &str) -> Option<UnixSeconds> {
    let time = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let time = jiff::civil::DateTime::strptime(NAMED, time).ok()?;
    let time = jiff::tz::TimeZone::UTC.to_timestamp(time).ok()?;
    Some(UnixSeconds(time.as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_time_and_other_names_tell_none() {
        let name = name_of(UnixSeconds(1_790_000_000));
        assert_eq!(name, "ledger-2026-09-21T141320Z.sqlite");
        assert_eq!(time_of(&name), Some(UnixSeconds(1_790_000_000)));
        for name in [
            "ledger.sqlite",
            "ledger-.sqlite",
            "ledger-2026-09-21.sqlite",
            "ledger-2026-09-21T131320Z.sqlite.part",
        ] {
            assert_eq!(time_of(name), None, "{name}");
        }
    }
}
