//! `db export`: everything that the ledger holds, in files that other programs read.

use std::path::Path;

use anyhow::Result;
use countertop_app::export_all::{Manifest, export_all};
use countertop_app::reception::{Clock as _, SystemClock};
use serde::Serialize;

use crate::args::Global;
use crate::ledger::{beside, shown_path};
use crate::output;

/// What was written, and where.
#[derive(Serialize)]
struct Exported {
    out: String,
    #[serde(flatten)]
    manifest: Manifest,
}

/// Writes everything.
///
/// # Errors
/// When the folder exists, a file cannot be written, or the ledger cannot be read.
pub fn run(global: &Global, out: &Path) -> Result<()> {
    let manifest = beside(global, |ledger| {
        let version = env!("CARGO_PKG_VERSION");
        Ok(export_all(ledger, out, version, SystemClock.now())?)
    })?;
    output::json(&Exported {
        out: shown_path(out),
        manifest,
    })
}
