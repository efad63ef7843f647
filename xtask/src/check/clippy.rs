//! rustc and clippy have nothing to say about any target of any package.

use anyhow::Result;

use crate::process::Step;
use crate::project::Project;
use crate::{node, rust};

/// Compiles everything as it is shipped, and takes every warning for an error.
pub fn check(project: &Project) -> Result<()> {
    if !node::dist(project).exists() {
        eprintln!("The desktop app carries the built interface inside, so that is built first.");
        node::install(project)?;
        node::build(project)?;
    }
    Step::cargo()
        .arg("clippy")
        .args(rust::workspace())
        .args(["--all-targets", "--", "-D", "warnings"])
        .run()
}
