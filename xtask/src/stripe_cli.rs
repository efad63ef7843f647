//! The genuine Stripe CLI against the practice store: it listens, triggers, creates.

use anyhow::{Context, Result};

use crate::node;
use crate::process::Step;
use crate::project::Project;
use crate::rust::{self, Program};
use crate::sdk;

const FOLDER: &str = "tests/sdk/cli";

/// Installs the CLI at the version and digest of its lock file.
pub fn ready(project: &Project) -> Result<()> {
    let folder = project.part(FOLDER, "the tests with the Stripe CLI")?;
    node::install_in(&folder).context("the Stripe CLI could not be installed")
}

/// Runs its tests on a practice store of the program that was just built.
pub fn run(project: &Project) -> Result<()> {
    let folder = project.part(FOLDER, "the tests with the Stripe CLI")?;
    let program = rust::build(project, Program::Cli)?;
    Step::npm()
        .args(["test"])
        .dir(folder)
        .env("COUNTERTOP_CLI", program)
        .env("COUNTERTOP_PYTHON", sdk::python(project)?)
        .run()
}
