//! `cargo xtask faults`: faults injected into the running program, and what must hold in spite of them.

use anyhow::Result;

use crate::process::Step;
use crate::project::Project;
use crate::rust::{self, Program};
use crate::setup::{Scope, setup};

/// Sets up what is missing, builds the program and injects the faults that `args` name, or all.
pub fn faults(project: &Project, args: &[String]) -> Result<()> {
    if cfg!(target_os = "linux") {
        setup(project, Scope::Tests)?;
    }
    in_a_ready_checkout(project, args)
}

/// Injects faults where everything that they need is installed.
pub fn in_a_ready_checkout(project: &Project, args: &[String]) -> Result<()> {
    if cfg!(not(target_os = "linux")) {
        eprintln!("Faults can be injected on Linux only, so they are left out here.");
        return Ok(());
    }
    project.part("faults/Cargo.toml", "`cargo xtask faults`")?;
    let program = rust::build(project, Program::Cli)?;
    Step::new(rust::build(project, Program::Faults)?)
        .arg("--program")
        .arg(program)
        .args(args)
        .run()
}
