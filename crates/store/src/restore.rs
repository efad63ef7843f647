//! A backup put in the ledger's place. What lay there is kept beside it: nothing is lost by a wrong
//! choice of file.

use std::fs;
use std::path::{Path, PathBuf};

use countertop_sqlite::{open, open_copy};

use crate::error::StoreError;
use crate::ledger::{FILE, now_ms};
use crate::schema::SCHEMA;
use crate::shape::open_whole;
use crate::{backup, erase};

/// What SQLite keeps beside a database; left over, it would be taken for the new one's.
pub(crate) const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Puts a verified copy of `backup` in the ledger's place, and says where the old file went.
pub(crate) fn restore(folder: &Path, from: &Path) -> Result<Option<PathBuf>, StoreError> {
    let new = folder.join("ledger.restoring.sqlite");
    remove(&new).map_err(failed(&new))?;
    backup::back_up(&open_copy(from, &SCHEMA)?, &new)?;
    // An older one is brought up to date before it takes the place; a failure leaves all as it was.
    let mut restored = open_whole(&new)?;
    let ledger = folder.join(FILE);
    if ledger.exists() {
        // Closing it brings what its log holds into the file; one that cannot be opened goes as it is.
        drop(open(&ledger, &SCHEMA));
        erase::carry_over(&ledger, &mut restored)?;
    }
    drop(restored);
    let kept = keep(&ledger, "replaced").map_err(failed(&ledger))?;
    // At no moment is there no ledger: an empty one would be made in its place.
    let taken = fs::rename(&new, &ledger).and_then(|()| sync(folder));
    if let Err(error) = taken {
        if let Some(kept) = &kept {
            move_beside(kept, &ledger).map_err(failed(&ledger))?;
            fs::remove_file(kept).map_err(failed(kept))?;
        }
        return Err(failed(&ledger)(error));
    }
    Ok(kept)
}

/// Gives a database a second name, under which it stays when another takes its place; none when there
/// is none.
fn keep(ledger: &Path, why: &str) -> std::io::Result<Option<PathBuf>> {
    if !ledger.exists() {
        remove(ledger)?;
        return Ok(None);
    }
    let kept = free_name(ledger, why);
    // Not every file system can give a file two names.
    if fs::hard_link(ledger, &kept).is_err() {
        fs::copy(ledger, &kept)?;
        fs::File::open(&kept)?.sync_all()?;
    }
    move_beside(ledger, &kept)?;
    Ok(Some(kept))
}

/// Moves a database with what belongs to it to a name of its own; none when there is none.
pub(crate) fn set_aside(ledger: &Path, why: &str) -> std::io::Result<Option<PathBuf>> {
    if !ledger.exists() {
        remove(ledger)?;
        return Ok(None);
    }
    let kept = free_name(ledger, why);
    // The database goes last: until then the others are where they belong, or belong to nothing.
    move_beside(ledger, &kept)?;
    fs::rename(ledger, &kept)?;
    Ok(Some(kept))
}

/// A name beside a database that no file has.
fn free_name(ledger: &Path, why: &str) -> PathBuf {
    let mut at = now_ms();
    loop {
        let name = ledger.with_extension(format!("{why}-{at}.sqlite"));
        if !name.exists() {
            return name;
        }
        at += 1;
    }
}

/// Moves what belongs to a database, but not the database.
fn move_beside(from: &Path, to: &Path) -> std::io::Result<()> {
    for suffix in BESIDE {
        let (from, to) = (with(from, suffix), with(to, suffix));
        if from.exists() {
            fs::rename(from, to)?;
        }
    }
    Ok(())
}

pub(crate) fn remove(database: &Path) -> std::io::Result<()> {
    for suffix in BESIDE.into_iter().chain([""]) {
        let file = with(database, suffix);
        if file.exists() {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

pub(crate) fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    PathBuf::from(path)
}

#[cfg(unix)]
fn sync(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_: &Path) -> std::io::Result<()> {
    Ok(())
}

pub(crate) fn failed(path: &Path) -> impl Fn(std::io::Error) -> StoreError + use<> {
    let path = path.display().to_string();
    move |error| StoreError::File {
        path: path.clone(),
        reason: error.to_string(),
    }
}
