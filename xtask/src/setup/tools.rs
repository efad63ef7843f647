//! Programs from crates.io that the tests and checks use, at versions that we choose, kept in the
//! target folder so that nothing is installed for the whole machine.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::Step;
use crate::project::Project;

/// A program from crates.io at a version of ours.
#[derive(Debug, Clone, Copy)]
pub struct Tool {
    /// The package's name, and the program's.
    pub name: &'static str,
    /// The version that we have tried.
    pub version: &'static str,
    /// What it is for, as a phrase.
    pub purpose: &'static str,
}

/// Turns the WebDriver protocol into the platform's own driver of web views.
pub const TAURI_DRIVER: Tool = Tool {
    name: "tauri-driver",
    version: "2.1.0",
    purpose: "drives the real window in its test",
};

/// Finds dependencies that no source file names.
pub const CARGO_MACHETE: Tool = Tool {
    name: "cargo-machete",
    version: "0.9.2",
    purpose: "finds dependencies that nothing uses",
};

impl Tool {
    /// The program's path; it is built first where it is not there at the version we want.
    pub fn ready(self, project: &Project) -> Result<PathBuf> {
        let root = project.target()?.join("tools");
        let program = self.program(&root);
        if program.is_file() && self.is_recorded(&root) {
            return Ok(program);
        }
        eprintln!(
            "Building {} {}, which {}, into {}.",
            self.name,
            self.version,
            self.purpose,
            root.display()
        );
        Step::cargo()
            .args(["install", "--quiet", "--locked", "--force", "--root"])
            .arg(&root)
            .args(["--version", self.version, self.name])
            .run()
            .with_context(|| {
                format!(
                    "{} could not be built; is crates.io within reach?",
                    self.name
                )
            })?;
        Ok(program)
    }

    fn program(self, root: &Path) -> PathBuf {
        root.join("bin")
            .join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }

    /// Whether cargo's own note of what it installed has this version.
    fn is_recorded(self, root: &Path) -> bool {
        std::fs::read_to_string(root.join(".crates.toml")).is_ok_and(|note| self.is_in(&note))
    }

    fn is_in(self, note: &str) -> bool {
        note.contains(&format!("\"{} {} (", self.name, self.version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_counts_only_at_its_version() {
        let note = |version: &str| {
            format!(
                "[v1]\n\"tauri-driver {version} (registry+https://github.com/rust-lang/crates.io-index)\" \
                 = [\"tauri-driver\"]\n"
            )
        };
        assert!(TAURI_DRIVER.is_in(&note("2.1.0")));
        assert!(!TAURI_DRIVER.is_in(&note("2.0.9")));
        assert!(!CARGO_MACHETE.is_in(&note("0.9.2")));
    }
}
