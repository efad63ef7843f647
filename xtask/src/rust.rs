//! How cargo builds the workspace for the chores: always in one and the same way.
//!
//! Cargo joins the features that the chosen packages ask of their dependencies. Another choice of
//! packages gives other features, and then most dependencies are compiled once more. So every chore
//! chooses the whole workspace, and names among its programs the one that it wants.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::Step;
use crate::project::Project;

/// A program of ours that a chore starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The desktop app, with the built interface inside, as it is shipped.
    Desktop,
    /// The core without a window.
    Cli,
    /// What injects faults into it.
    Faults,
    /// The commands of the desktop app for a browser.
    DevServer,
    /// What writes the interface's types.
    Types,
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Self::Desktop => "countertop",
            Self::Cli => "countertop-cli",
            Self::Faults => "countertop-faults",
            Self::DevServer => "countertop-devserver",
            Self::Types => TYPES,
        }
    }

    /// The sources that it is built from, whose absence should be told before cargo tells it.
    fn sources(self) -> &'static str {
        match self {
            Self::Desktop => "src-tauri/main.rs",
            Self::Cli => "crates/cli/src/main.rs",
            Self::Faults => "faults/src/main.rs",
            Self::DevServer => "crates/devserver/src/main.rs",
            Self::Types => "crates/app/examples/types.rs",
        }
    }
}

/// The example of `countertop-app` that writes types.
const TYPES: &str = "types";

/// The whole workspace, with the desktop app as it is shipped.
pub fn workspace() -> [&'static str; 3] {
    ["--workspace", "--features", "countertop/custom-protocol"]
}

/// Builds a program of ours and gives back its path.
pub fn build(project: &Project, program: Program) -> Result<PathBuf> {
    project.part(program.sources(), &format!("building {}", program.name()))?;
    step(program)
        .run()
        .with_context(|| format!("{} could not be built", program.name()))?;
    let folder = match program {
        Program::Types => "debug/examples",
        Program::Desktop | Program::Cli | Program::Faults | Program::DevServer => "debug",
    };
    let file = format!("{}{}", program.name(), std::env::consts::EXE_SUFFIX);
    Ok(project.target()?.join(folder).join(file))
}

fn step(program: Program) -> Step {
    let build = Step::cargo().arg("build").args(workspace());
    // Where an example is built, the features that tests ask for are joined as well. This one is
    // quickly built, and with it the dependencies are those that the tests are built with.
    let build = build.args(["--example", TYPES]);
    match program {
        Program::Types => build,
        Program::Desktop | Program::Cli | Program::Faults | Program::DevServer => {
            build.args(["--bin", program.name()])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_is_built_with_the_same_features() {
        let words = "cargo build --workspace --features countertop/custom-protocol --example types";
        for (program, expected) in [
            (Program::Types, words.to_owned()),
            (Program::Cli, format!("{words} --bin countertop-cli")),
            (Program::Desktop, format!("{words} --bin countertop")),
            (
                Program::DevServer,
                format!("{words} --bin countertop-devserver"),
            ),
        ] {
            assert_eq!(step(program).to_string(), expected);
        }
    }
}
