//! Rust sources are formatted as rustfmt formats them.

use anyhow::{Context, Result};

use crate::process::Step;
use crate::project::Project;

/// Compares every source with its formatted self.
pub fn check(_: &Project) -> Result<()> {
    Step::cargo()
        .args(["fmt", "--all", "--check"])
        .run()
        .context("run `cargo fmt --all`")
}
