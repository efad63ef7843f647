//! A copy of the ledger, made while it is in use.

use std::fs;
use std::path::Path;

use countertop_domain::{Mode, UnixSeconds};
use countertop_sqlite::{open_copy, open_reader};
use rusqlite::Connection;

use crate::schema::SCHEMA;
use crate::{Finding, StoreError, check, event, payment, setting, shape};

/// Writes a copy beside the wanted file, verifies it, syncs it and only then gives it its name.
pub(crate) fn back_up(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    let failed = |reason: String| StoreError::File {
        path: to.display().to_string(),
        reason,
    };
    if to.exists() {
        return Err(failed("it exists; choose another name".to_owned()));
    }
    let folder = to
        .parent()
        .filter(|it| !it.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = Path::new(&name);
    let _ = fs::remove_file(part);
    let copied = copy(connection, part).and_then(|()| {
        let file = fs::File::open(part).map_err(|error| error.to_string())?;
        file.sync_all().map_err(|error| error.to_string())?;
        give_name(part, to).map_err(|error| error.to_string())?;
        #[cfg(unix)]
        fs::File::open(folder)
            .and_then(|it| it.sync_all())
            .map_err(|error| error.to_string())?;
        Ok(())
    });
    let _ = fs::remove_file(part);
    copied.map_err(failed)
}

/// A hard link never replaces what someone else wrote under this name meanwhile. Many a stick has a file
/// system without them; there it is looked first.
fn give_name(part: &Path, to: &Path) -> std::io::Result<()> {
    match fs::hard_link(part, to) {
        Err(_) if !to.exists() => fs::rename(part, to),
        linked => linked,
    }
}

fn copy(connection: &Connection, part: &Path) -> Result<(), String> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(part).map_err(|error| error.to_string())?;
    let path = part.to_str().ok_or("its name is not valid Unicode")?;
    connection
        .execute("VACUUM INTO ?1", [path])
        .map_err(|error| error.to_string())?;
    let copy = open_reader(part, &SCHEMA).map_err(|error| error.to_string())?;
    let verdict: String = copy
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| error.to_string())?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(format!("the copy is not sound: {verdict}"))
    }
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupContents {
    /// Test or live, once known.
    pub mode: Option<Mode>,
    /// The account at Stripe whose ledger it is, where that was written down.
    pub account: Option<String>,
    /// How many events.
    pub events: u64,
    /// How many payments.
    pub payments: u64,
    /// When the newest event happened.
    pub newest_event: Option<UnixSeconds>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Looks into a backup, wherever it lies, and checks it as a ledger is checked. Not a byte of it is
/// changed.
///
/// # Errors
/// When it is no ledger, is newer than this program, or cannot be read.
pub fn inspect_backup(backup: &Path) -> Result<BackupContents, StoreError> {
    let connection = open_copy(backup, &SCHEMA)?;
    shape::check(&connection, backup)?;
    Ok(BackupContents {
        mode: setting::mode(&connection)?,
        account: setting::get(&connection, setting::ACCOUNT)?,
        events: event::count(&connection)?.unsigned_abs(),
        payments: payment::count(&connection)?.unsigned_abs(),
        newest_event: event::newest(&connection)?,
        findings: check::check(&connection)?,
    })
}
