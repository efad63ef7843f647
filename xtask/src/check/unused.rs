//! Every dependency that a manifest names is named in a source file too.

use anyhow::{Context, Result};

use crate::process::{self, Step};
use crate::project::Project;
use crate::setup::tools::CARGO_MACHETE;

/// Asks cargo-machete. A dependency that is used without being named in the sources is listed in the
/// manifest under `[package.metadata.cargo-machete]`.
pub fn check(project: &Project) -> Result<()> {
    let machete = CARGO_MACHETE.ready(project)?;
    // It sees by the variable that it runs below cargo, and takes the first word for its own name then.
    Step::new(machete)
        .env("CARGO", process::cargo())
        .args(["machete", "--with-metadata", "--skip-target-dir"])
        .arg(".")
        .run()
        .context("take out the dependencies named above")
}
