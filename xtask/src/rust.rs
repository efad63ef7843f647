//! How cargo builds the workspace for the checks and tests.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::Step;
use crate::project::Project;

/// The desktop app's package, and its program.
pub const DESKTOP: &str = "countertop";

/// The feature with which the desktop app carries the built interface inside, as it does when shipped.
const SHIPPED: &str = "custom-protocol";

/// Every package, as it is shipped.
pub fn workspace() -> [String; 3] {
    [
        "--workspace".to_owned(),
        "--features".to_owned(),
        format!("{DESKTOP}/{SHIPPED}"),
    ]
}

/// A cargo command on the desktop app, as it is shipped.
pub fn desktop(project: &Project, command: &str) -> Result<Step> {
    project.part("src-tauri", "the desktop app")?;
    Ok(Step::cargo().args([command, "--package", DESKTOP, "--features", SHIPPED]))
}

/// Builds the desktop app and gives back its path.
pub fn build_desktop(project: &Project) -> Result<PathBuf> {
    desktop(project, "build")?.run()?;
    let program = format!("{DESKTOP}{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target()?.join("debug").join(program))
}
