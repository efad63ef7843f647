//! `cargo xtask run`: from a fresh checkout to the open window, or to the same thing in the terminal.

use anyhow::Result;

use crate::display::Display;
use crate::node;
use crate::process::Step;
use crate::project::Project;
use crate::rust::{self, Program};
use crate::setup::{Scope, setup};

/// Sets up what is missing, builds Countertop and starts it. Where it can, it becomes the program that
/// it starts, so that Ctrl-C reaches that one alone and it can shut down in order.
pub fn run(project: &Project) -> Result<()> {
    match Display::here() {
        Display::Present => in_a_window(project),
        Display::Absent => {
            eprintln!(
                "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window \
                 can open: Countertop runs in this terminal instead. Ctrl-C ends it."
            );
            in_the_terminal(project)
        }
    }
}

fn in_a_window(project: &Project) -> Result<()> {
    setup(project, Scope::Desktop)?;
    node::install(project)?;
    node::build(project)?;
    let program = rust::build(project, Program::Desktop)?;
    Step::new(program).hand_over()
}

fn in_the_terminal(project: &Project) -> Result<()> {
    setup(project, Scope::Cli)?;
    Step::cargo()
        .args([
            "run",
            "--package",
            "countertop-cli",
            "--",
            "demo",
            "--watch",
        ])
        .hand_over()
}
