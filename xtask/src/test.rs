//! `cargo xtask test`: every check and every test, one after the other, on a machine that may be empty.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::process::Step;
use crate::project::Project;
use crate::rust::{self, Program};
use crate::setup::{Scope, setup};
use crate::{check, faults, node, sdk, sdk_life, stripe_cli, window_test};

/// One part of the whole, announced when it begins and timed when it ends.
struct Stage {
    name: &'static str,
    run: fn(&Project) -> Result<()>,
}

/// What is cheap and tells most comes first. The interface is built before anything is compiled,
/// since the desktop app carries it inside.
const STAGES: &[Stage] = &[
    Stage {
        name: "set-up",
        run: |project| setup(project, Scope::Tests),
    },
    Stage {
        name: "interface packages",
        run: node::install,
    },
    Stage {
        name: "interface build",
        run: node::build,
    },
    Stage {
        name: "checks",
        run: |project| check::check(project, &[]),
    },
    Stage {
        name: "Rust tests",
        run: rust_tests,
    },
    Stage {
        name: "Rust examples in the docs",
        run: doc_tests,
    },
    Stage {
        name: "faults",
        run: |project| faults::in_a_ready_checkout(project, &[]),
    },
    Stage {
        name: "Stripe's own packages",
        run: sdk::compare,
    },
    Stage {
        name: "a shop's life with Stripe's own packages",
        run: sdk_life::run,
    },
    Stage {
        name: "the genuine Stripe CLI",
        run: stripe_cli::run,
    },
    Stage {
        name: "interface unit tests",
        run: |project| node::script(project, "test"),
    },
    Stage {
        name: "browser tests",
        run: browser_tests,
    },
    Stage {
        name: "window test",
        run: window_test::in_a_built_checkout,
    },
];

/// Runs all stages, and stops at the first that fails.
pub fn test(project: &Project) -> Result<()> {
    let start = Instant::now();
    for (index, stage) in STAGES.iter().enumerate() {
        eprintln!("\n── {} of {}: {}", index + 1, STAGES.len(), stage.name);
        let begun = Instant::now();
        let result = (stage.run)(project);
        let took = spoken(begun.elapsed());
        result.with_context(|| format!("{} failed after {took}", stage.name))?;
        eprintln!("── {}: passed in {took}", stage.name);
    }
    eprintln!("\nEverything passed in {}.", spoken(start.elapsed()));
    eprintln!("Stages: {} passed, 0 failed", STAGES.len());
    Ok(())
}

/// All unit and integration tests: with cargo-nextest where it is installed, which runs them side by side.
fn rust_tests(_: &Project) -> Result<()> {
    let has_nextest = Step::cargo().args(["nextest", "--version"]).succeeds();
    let words: &[&str] = if has_nextest {
        &["nextest", "run"]
    } else {
        &["test", "--lib", "--bins", "--tests"]
    };
    Step::cargo()
        .args(words.iter().copied())
        .args(rust::workspace())
        // Where a program that is not ours is missing, a test is not left out but fails.
        .env("COUNTERTOP_TEST_EVERYTHING", "1")
        .run()
}

/// The interface in a real browser, over the dev server, and the practice store's pay page.
fn browser_tests(project: &Project) -> Result<()> {
    let server = rust::build(project, Program::DevServer)?;
    let cli = rust::build(project, Program::Cli)?;
    node::script_step(project, "test:browser")?
        .env("COUNTERTOP_DEVSERVER", server)
        .env("COUNTERTOP_CLI", cli)
        .env("COUNTERTOP_TEST_EVERYTHING", "1")
        .run()
}

/// The examples in documentation comments. rustdoc takes its time to find none, so it is asked only
/// where there is one.
fn doc_tests(project: &Project) -> Result<()> {
    if !has_examples(&project.path("crates"))? {
        eprintln!("No documentation comment holds an example.");
        return Ok(());
    }
    Step::cargo()
        .args(["test", "--doc"])
        .args(rust::workspace())
        .run()
}

fn has_examples(folder: &Path) -> Result<bool> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let found = if path.is_dir() {
            has_examples(&path)?
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            has_example(&std::fs::read_to_string(&path)?)
        } else {
            false
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a documentation comment in `source` opens a block of Rust.
fn has_example(source: &str) -> bool {
    let comments = source.lines().map(str::trim_start).filter_map(|line| {
        line.strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
    });
    let mut is_inside = false;
    for line in comments {
        let Some(language) = line.trim().strip_prefix("```") else {
            continue;
        };
        let is_rust = ["", "rust", "should_panic", "no_run", "compile_fail"]
            .contains(&language.split(',').next().unwrap_or_default().trim());
        if !is_inside && is_rust {
            return true;
        }
        is_inside = !is_inside;
    }
    false
}

/// A duration as it is said: `4 s`, `2 min 5 s`.
fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let mut text = String::new();
    if seconds >= 60 {
        // Writing to a String cannot fail.
        let _ = write!(text, "{} min ", seconds / 60);
    }
    let _ = write!(text, "{} s", seconds % 60);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_in_minutes_and_seconds() {
        for (seconds, expected) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min 0 s"),
            (3725, "62 min 5 s"),
        ] {
            assert_eq!(spoken(Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn an_example_is_a_block_of_rust_in_a_documentation_comment() {
        for (source, expected) in [
            ("/// ```\n/// let a = 1;\n/// ```\n", true),
            ("//! ```rust,no_run\n//! ```\n", true),
            ("    /// ```should_panic\n", true),
            ("/// ```text\n/// picture\n/// ```\nfn f() {}\n", false),
            (
                "/// ```json\n/// {}\n/// ```\n/// ```\n/// f();\n/// ```\n",
                true,
            ),
            ("// ```\n// a plain comment\n", false),
            ("let text = \"```\";", false),
        ] {
            assert_eq!(has_example(source), expected, "{source:?}");
        }
    }

    #[test]
    fn the_interface_is_built_before_anything_is_compiled() {
        let place = |name: &str| STAGES.iter().position(|stage| stage.name == name).unwrap();
        assert!(place("set-up") < place("interface packages"));
        assert!(place("interface build") < place("checks"));
        assert!(place("checks") < place("Rust tests"));
    }
}
