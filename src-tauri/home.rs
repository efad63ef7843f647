//! Where the app keeps what it keeps.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Names another folder, for tests and for trying things out.
const VARIABLE: &str = "COUNTERTOP_HOME";

/// The folder that holds the ledgers, the practice store and the window's state: `countertop` in
/// the platform's folder for a user's data, or what `COUNTERTOP_HOME` says.
pub fn folder() -> Result<PathBuf> {
    match std::env::var_os(VARIABLE) {
        Some(folder) if !folder.is_empty() => {
            let folder = PathBuf::from(folder);
            ensure!(
                folder.is_absolute(),
                "{VARIABLE} is '{}', which depends on where the program is started; \
                 give an absolute path",
                folder.display()
            );
            Ok(folder)
        }
        _ => directories::BaseDirs::new()
            .map(|folders| folders.data_local_dir().join("countertop"))
            .context("this user has no home folder, so there is nowhere to keep the ledger"),
    }
}

/// Makes the folder, for its owner alone, before the web view puts anything in it. Where that cannot
/// be done the app cannot start either, and tells the merchant why.
pub fn make(folder: &Path) {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    if let Err(error) = builder.create(folder) {
        tracing::warn!(%error, "{} cannot be made.", folder.display());
    }
}
