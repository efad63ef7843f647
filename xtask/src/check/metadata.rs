//! The workspace and everything it depends on, as cargo tells it.

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::project::Project;

/// Every package of the workspace and everything they depend on, on any platform.
pub fn all(project: &Project) -> Result<Metadata> {
    of(project, MetadataCommand::new())
}

/// The packages of the workspace alone, with what their manifests say.
pub fn ours(project: &Project) -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.no_deps();
    of(project, command)
}

fn of(project: &Project, mut command: MetadataCommand) -> Result<Metadata> {
    command
        .manifest_path(project.path("Cargo.toml"))
        .exec()
        .context("cargo metadata could not describe the workspace")
}
