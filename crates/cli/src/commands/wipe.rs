//! `db wipe`: the ledger is removed with all its copies.

use std::path::{Path, PathBuf};

use anyhow::Result;
use countertop_app::backups;
use countertop_store::{Ledger, Role, Room, Wiped, wipe_ledger};
use serde::Serialize;

use crate::accounts::ledger_folder;
use crate::args::Global;
use crate::exit::{note, usage};
use crate::ledger::shown_path;
use crate::output;

/// What is gone, and what is not.
#[derive(Serialize)]
struct Done {
    removed: Vec<String>,
    left: Vec<String>,
}

/// Removes the ledger.
///
/// # Errors
/// When another process has it, or a file cannot be removed.
pub fn run(global: &Global) -> Result<()> {
    let folder = ledger_folder(global)?;
    // It is in the ledger where they are.
    let elsewhere = backups_elsewhere(&folder);
    let Wiped { removed, mut left } = wipe_ledger(&folder)?;
    left.extend(elsewhere);
    if removed.is_empty() {
        note("note: there was no ledger to remove");
    } else {
        note(
            "note: the files were overwritten before they were removed; a solid-state disk, a snapshot or \
             somebody's backup may keep old parts of them",
        );
    }
    let shown = |paths: &[PathBuf]| paths.iter().map(|it| shown_path(it)).collect();
    output::json(&Done {
        removed: shown(&removed),
        left: shown(&left),
    })
}

/// The backups in a folder that the merchant chose. Of a ledger that cannot be read they are not known; it
/// can be wiped all the same.
fn backups_elsewhere(folder: &Path) -> Vec<PathBuf> {
    if !Room::of(folder).ledger_exists {
        return Vec::new();
    }
    let Ok(ledger) = Ledger::open(folder, Role::Beside) else {
        return Vec::new();
    };
    let kept = backups::files_elsewhere(&ledger).unwrap_or_default();
    ledger.close();
    kept
}

/// Says what has to be said first.
///
/// # Errors
/// Always.
pub fn refuse(global: &Global) -> Result<()> {
    let folder = shown_path(&ledger_folder(global)?);
    Err(usage(format!(
        "this removes the ledger in {folder} with all its backups, for good: say --yes; to keep a copy, \
         `db backup --out` or `db export` first"
    )))
}
