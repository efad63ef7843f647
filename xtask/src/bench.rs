//! `cargo xtask bench`: the benchmarks, built as the product is shipped.

use anyhow::Result;

use crate::process::Step;
use crate::project::Project;

/// Builds the benchmarks and becomes them, with the arguments that were given.
pub fn bench(project: &Project, args: Vec<String>) -> Result<()> {
    project.part("bench/Cargo.toml", "`cargo xtask bench`")?;
    Step::cargo()
        .args(["run", "--release", "--package", "countertop-bench", "--"])
        .args(args)
        .hand_over()
}
