//! svelte-check, eslint and prettier have nothing to say about the interface.

use anyhow::Result;

use crate::node;
use crate::project::Project;

/// Runs the interface's own checks.
pub fn check(project: &Project) -> Result<()> {
    node::install(project)?;
    node::script(project, "check")?;
    node::script(project, "lint")
}
