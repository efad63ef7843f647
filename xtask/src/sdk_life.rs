//! The life of a shop on the practice store, lived by Stripe's own packages for Node and Python.
//!
//! `tests/sdk/not-yet.json` names the steps that the practice store does not do, with the reason. A
//! step that fails and is not listed fails the run, and so does one that is listed and passes, so the
//! list only gets shorter.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::Step;
use crate::project::Project;
use crate::rust::{self, Program};
use crate::sdk;

/// The scripts, and what is known of them.
const FOLDER: &str = "tests/sdk";
const PASSED: &str = "passed";

/// What became of each step, by its name.
type Verdicts = BTreeMap<String, String>;

/// Lets both packages live it on a practice store of the program that was just built.
pub fn run(project: &Project) -> Result<()> {
    let folder = project.part(FOLDER, "the tests with Stripe's packages")?;
    let program = rust::build(project, Program::Cli)?;
    let not_yet = listed(&folder.join("not-yet.json"))?;
    let python = Step::new(sdk::python(project)?).arg(folder.join("python/live.py"));
    let node = Step::new("node").arg(folder.join("node/live.mjs"));
    let mut problems = Vec::new();
    let mut lives = Vec::new();
    for (package, step) in [("node", node), ("python", python)] {
        let said = step.env("COUNTERTOP_CLI", &program).output()?;
        let life = verdicts(&said)?;
        let passed = life.values().filter(|it| *it == PASSED).count();
        eprintln!("{package}: {passed} of {} steps passed", life.len());
        problems.extend(unexpected(package, &life, &not_yet));
        lives.push(life);
    }
    if lives.windows(2).any(|two| !two[0].keys().eq(two[1].keys())) {
        problems.push("the packages do not take the same steps".to_owned());
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!(
        "Stripe's packages do not live on the practice store as {FOLDER}/not-yet.json says:\n  {}",
        problems.join("\n  ")
    )
}

/// The steps that are known to fail, with the reasons.
fn listed(file: &Path) -> Result<Verdicts> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let listed: Verdicts = serde_json::from_str(&text)
        .with_context(|| format!("{} names no steps with reasons", file.display()))?;
    if let Some((step, _)) = listed.iter().find(|(_, reason)| reason.is_empty()) {
        bail!("{} gives no reason for {step:?}", file.display());
    }
    Ok(listed)
}

/// What a script wrote: one step a line.
fn verdicts(said: &str) -> Result<Verdicts> {
    let verdict = |line: &str| {
        let line: Value =
            serde_json::from_str(line).with_context(|| format!("{line:?} is no verdict"))?;
        let text = |name: &str| line[name].as_str().map(str::to_owned);
        text("name")
            .zip(text("verdict"))
            .with_context(|| format!("{line} is no verdict"))
    };
    said.lines().map(verdict).collect()
}

/// What failed and is not listed, and what is listed and did not fail.
fn unexpected(package: &str, life: &Verdicts, not_yet: &Verdicts) -> Vec<String> {
    let failed = life.iter().filter_map(|(step, verdict)| {
        let fails = verdict != PASSED && !not_yet.contains_key(step);
        fails.then(|| format!("{package}: {step}: {verdict}"))
    });
    let gone = not_yet.keys().filter_map(|step| match life.get(step) {
        Some(verdict) if verdict == PASSED => {
            Some(format!("{package}: {step}: listed, and passes"))
        }
        Some(_) => None,
        None => Some(format!("{package}: {step}: listed, and no step")),
    });
    failed.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(pairs: &[(&str, &str)]) -> Verdicts {
        let owned = pairs
            .iter()
            .map(|(name, it)| ((*name).to_owned(), (*it).to_owned()));
        owned.collect()
    }

    #[test]
    fn a_failure_has_to_be_listed_and_to_be_one() {
        let said =
            "{\"name\": \"a\", \"verdict\": \"passed\"}\n{\"name\": \"b\", \"verdict\": \"X\"}\n";
        let lived = verdicts(said).unwrap();
        for (listed, problems) in [
            (life(&[("b", "why")]), 0),
            (life(&[]), 1),
            (life(&[("a", "why"), ("b", "why")]), 1),
            (life(&[("b", "why"), ("c", "why")]), 1),
            (life(&[("a", "why")]), 2),
        ] {
            let found = unexpected("node", &lived, &listed);
            assert_eq!(found.len(), problems, "{listed:?} {found:?}");
        }
    }

    #[test]
    fn what_is_no_verdict_is_told() {
        for said in ["ready", "{\"name\": \"a\"}"] {
            assert!(verdicts(said).is_err(), "{said}");
        }
    }
}
