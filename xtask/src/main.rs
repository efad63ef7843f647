//! `cargo xtask …`: the project's chores, the same steps for people and for CI.

// A chore talks to the person who typed it; what programs write to be read elsewhere is no concern here.
#![allow(clippy::print_stderr, clippy::print_stdout)]

mod bench;
mod check;
mod display;
mod faults;
mod node;
mod process;
mod project;
mod run;
mod rust;
mod sdk;
mod sdk_life;
mod setup;
mod soak;
mod stripe_cli;
mod test;
mod types;
mod window_test;
mod words;

use std::process::ExitCode;

use anyhow::Result;

use crate::project::Project;
use crate::words::Chore;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words::parse(&words) {
        Ok(chore) => match carry_out(chore) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("xtask: {error:#}");
                ExitCode::FAILURE
            }
        },
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn carry_out(chore: Chore) -> Result<()> {
    let project = Project::here()?;
    // Every step below speaks of the checkout, wherever in it the chore was typed.
    std::env::set_current_dir(project.root())?;
    match chore {
        Chore::List => {
            println!("{}", words::LIST.trim_end());
            Ok(())
        }
        Chore::Setup(scope) => setup::setup(&project, scope),
        Chore::Run => run::run(&project),
        Chore::Test => test::test(&project),
        Chore::Check(names) => check::check(&project, &names),
        Chore::Bench(args) => bench::bench(&project, args),
        Chore::Faults(args) => faults::faults(&project, &args),
        Chore::Soak(length) => soak::soak(length),
        Chore::Types(purpose) => types::types(&project, purpose),
        Chore::WindowTest => window_test::window_test(&project),
    }
}
