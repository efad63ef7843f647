//! `cargo xtask check`: what must hold of every commit, beyond that its tests pass.

mod clippy;
mod committed;
mod edges;
mod format;
mod imports;
mod interface;
mod length;
mod licences;
mod lock;
mod metadata;
mod owners;
mod proofs;
mod unused;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::types::{self, Purpose};

/// One check: the word that asks for it alone, what it looks at, and how.
struct Check {
    name: &'static str,
    about: &'static str,
    run: fn(&Project) -> Result<()>,
}

/// All checks, the quick ones first.
const CHECKS: &[Check] = &[
    Check {
        name: "format",
        about: "Rust is formatted",
        run: format::check,
    },
    Check {
        name: "committed",
        about: "no file betrays the machine it was written on",
        run: committed::check,
    },
    Check {
        name: "lock",
        about: "the lock files are as cargo and npm would write them anywhere",
        run: lock::check,
    },
    Check {
        name: "edges",
        about: "crates depend on each other as the architecture says",
        run: edges::check,
    },
    Check {
        name: "owners",
        about: "rusqlite and Tauri stay in the crates that own them",
        run: owners::check,
    },
    Check {
        name: "imports",
        about: "only one folder of the interface knows Tauri",
        run: imports::check,
    },
    Check {
        name: "proofs",
        about: "the tests that the page on security names are there",
        run: proofs::check,
    },
    Check {
        name: "licences",
        about: "every dependency's licence and source is one we accept",
        run: licences::check,
    },
    Check {
        name: "length",
        about: "long files, for information",
        run: length::check,
    },
    Check {
        name: "unused",
        about: "every dependency is used",
        run: unused::check,
    },
    Check {
        name: "interface",
        about: "the interface's types, lints and formatting",
        run: interface::check,
    },
    Check {
        name: "types",
        about: "the generated TypeScript is up to date",
        run: |project| types::types(project, Purpose::Compare),
    },
    Check {
        name: "clippy",
        about: "Rust compiles without a warning",
        run: clippy::check,
    },
];

/// Runs the checks that are named, or all of them. Goes on after one that fails, so that a person
/// sees everything there is to mend at once.
pub fn check(project: &Project, names: &[String]) -> Result<()> {
    let chosen = chosen(names)?;
    let mut failed = Vec::new();
    for check in &chosen {
        eprintln!("{}: {}", check.name, check.about);
        if let Err(error) = (check.run)(project) {
            eprintln!("{}: FAILED: {error:#}", check.name);
            failed.push(check.name);
        }
    }
    if !failed.is_empty() {
        bail!(
            "{} of {} checks failed: {}",
            failed.len(),
            chosen.len(),
            failed.join(", ")
        );
    }
    eprintln!("Checks: {} passed, 0 failed", chosen.len());
    Ok(())
}

fn chosen(names: &[String]) -> Result<Vec<&'static Check>> {
    if names.is_empty() {
        return Ok(CHECKS.iter().collect());
    }
    let mut chosen = Vec::new();
    for name in names {
        match CHECKS.iter().find(|check| check.name == name) {
            Some(check) => chosen.push(check),
            None => {
                let known: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
                bail!(
                    "there is no check `{name}`; the checks are {}",
                    known.join(", ")
                );
            }
        }
    }
    Ok(chosen)
}

/// Fails with one line for each problem, if there is any.
fn none(problems: Vec<String>) -> Result<()> {
    match problems.as_slice() {
        [] => Ok(()),
        [only] => bail!("{only}"),
        several => bail!("{} problems:\n  {}", several.len(), several.join("\n  ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_chosen_by_name() {
        assert_eq!(chosen(&[]).unwrap().len(), CHECKS.len());
        let names = ["edges".to_owned(), "format".to_owned()];
        let chosen_names: Vec<&str> = chosen(&names).unwrap().iter().map(|c| c.name).collect();
        assert_eq!(chosen_names, names);
        let Err(error) = chosen(&["edge".to_owned()]) else {
            panic!("an unknown name was accepted");
        };
        assert!(error.to_string().contains("no check `edge`"));
    }

    #[test]
    fn problems_make_a_check_fail() {
        assert!(none(vec![]).is_ok());
        let error = none(vec!["a".to_owned(), "b".to_owned()]).unwrap_err();
        assert_eq!(error.to_string(), "2 problems:\n  a\n  b");
    }
}
