//! `db wipe`: the ledger is removed with all its copies.

use anyhow::Result;
use countertop_store::{Wiped, wipe_ledger};
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
    let Wiped { removed, left } = wipe_ledger(&ledger_folder(global)?)?;
    if removed.is_empty() {
        note("note: there was no ledger to remove");
    } else {
        note(
            "note: the files were overwritten before they were removed; a solid-state disk, a snapshot or \
             somebody's backup may keep old parts of them",
        );
    }
    let shown = |paths: &[std::path::PathBuf]| paths.iter().map(|it| shown_path(it)).collect();
    output::json(&Done {
        removed: shown(&removed),
        left: shown(&left),
    })
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
