//! Removing a ledger with all its copies, for good.
//!
//! The files are overwritten before they are removed. That means something where a file system writes in
//! place; a copy-on-write one, a snapshot, a solid-state disk or somebody's backup may keep the old blocks,
//! and nothing that a program does to a file reaches them.

use std::fs;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use countertop_sqlite::Lock;

use crate::StoreError;
use crate::erase::{BACKUPS, copies};
use crate::ledger::{FILE, RECEIVER_LOCK};
use crate::restore::{BESIDE, failed, with};

/// How many bytes are written at once.
const PIECE: usize = 1 << 16;

/// What was removed, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wiped {
    /// The ledger's files that were removed, in order.
    pub removed: Vec<PathBuf>,
    /// What still lies in the folder: it is not the ledger's.
    pub left: Vec<PathBuf>,
}

/// Removes the ledger in a folder with its backups and whatever was set aside. Other files stay, and so
/// does the folder as long as it holds any.
///
/// # Errors
/// When another process has the ledger, or a file cannot be removed: those before it are gone.
pub fn wipe_ledger(folder: &Path) -> Result<Wiped, StoreError> {
    if !folder.is_dir() {
        return Ok(Wiped::default());
    }
    let lock = Lock::take(folder, RECEIVER_LOCK)?;
    let ledger = folder.join(FILE);
    let mut files = copies(folder);
    // The database goes last: until then it can be seen that there is one.
    files.extend(BESIDE.map(|suffix| with(&ledger, suffix)));
    files.push(ledger);
    let mut wiped = Wiped::default();
    for file in files.into_iter().filter(|it| it.exists()) {
        remove(&file).map_err(failed(&file))?;
        wiped.removed.push(file);
    }
    drop(lock);
    let lock = folder.join(RECEIVER_LOCK);
    fs::remove_file(&lock).map_err(failed(&lock))?;
    // A folder that is not empty stays.
    let _ = fs::remove_dir(folder.join(BACKUPS));
    let _ = fs::remove_dir(folder);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    wiped.left = entries.map(|it| it.path()).collect();
    wiped.left.sort();
    Ok(wiped)
}

/// Removes the other copies of the ledger in a folder: its backups, and what was set aside. Gives back
/// those that could not be removed.
///
/// # Errors
/// When another process has the ledger: it may be making or reading a copy.
pub fn remove_copies(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let _lock = Lock::take(folder, RECEIVER_LOCK)?;
    Ok(remove_files(copies(folder)))
}

/// Overwrites copies of a ledger that lie elsewhere, and removes them. Gives back those that could not be.
pub fn remove_files(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let is_left = |file: &PathBuf| match remove(file) {
        Ok(()) => false,
        Err(error) => {
            let path = file.display();
            tracing::warn!(%error, %path, "A copy of the ledger could not be removed.");
            true
        }
    };
    files.into_iter().filter(is_left).collect()
}

/// Overwrites a file with zeros, and removes it. Of a link nothing is overwritten: what it leads to is
/// somebody else's.
fn remove(path: &Path) -> std::io::Result<()> {
    if path.symlink_metadata()?.is_symlink() {
        return fs::remove_file(path);
    }
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    file.rewind()?;
    let zeros = [0; PIECE];
    while left > 0 {
        let piece = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        file.write_all(&zeros[..piece])?;
        left -= piece as u64;
    }
    file.sync_all()?;
    drop(file);
    fs::remove_file(path)
}
