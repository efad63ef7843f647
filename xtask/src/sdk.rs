//! Stripe's own packages for Node and Python, and what they make of the same signatures as we.
//!
//! Where a verdict of theirs is not ours, `tests/sdk/differences.json` names it with the reason. A
//! difference that is not listed fails, and so does one that is listed and no longer there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::node;
use crate::process::{self, Step};
use crate::project::Project;
use crate::stripe_cli;

/// The scripts that ask the packages, and what is known of them.
const FOLDER: &str = "tests/sdk";
/// The signatures, and what makes them.
const VECTORS: &str = "crates/stripe-wire/tests/vectors";

/// Verdicts by the name of the case.
type Verdicts = BTreeMap<String, String>;

/// Installs the packages, at the versions and digests of their lock files.
pub fn ready(project: &Project) -> Result<()> {
    let folder = project.part(FOLDER, "the comparison with Stripe's packages")?;
    node::install_in(&folder.join("node"))
        .context("Stripe's package for Node could not be installed")?;
    python(project)?;
    stripe_cli::ready(project)
}

/// Compares their verdicts with ours.
pub fn compare(project: &Project) -> Result<()> {
    let folder = project.part(FOLDER, "the comparison with Stripe's packages")?;
    let vectors = project.part(VECTORS, "the comparison with Stripe's packages")?;
    let python = python(project)?;
    Step::new(&python)
        .arg(vectors.join("make.py"))
        .arg("--check")
        .run()?;
    let file = vectors.join("signatures.json");
    let ours = ours(&read(&file)?)?;
    let listed = read(&folder.join("differences.json"))?;
    let mut problems = Vec::new();
    for (sdk, step) in [
        (
            "node",
            Step::new("node").arg(folder.join("node/verify.mjs")),
        ),
        (
            "python",
            Step::new(&python).arg(folder.join("python/verify.py")),
        ),
    ] {
        let theirs = theirs(&step.arg(&file).output()?)?;
        let found = differences(&ours, &theirs);
        let listed = listed_for(&listed, sdk)?;
        eprintln!("{sdk}: {} verdicts, {} differ", theirs.len(), found.len());
        problems.extend(unexplained(sdk, &found, &listed));
        if !theirs.keys().eq(ours.keys()) {
            problems.push(format!("{sdk}: other cases were judged than there are"));
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!(
        "{FOLDER}/differences.json does not say how Stripe's packages differ from us:\n  {}",
        problems.join("\n  ")
    )
}

/// The Python of an environment of its own in the target folder, which holds Stripe's package.
pub fn python(project: &Project) -> Result<PathBuf> {
    let wanted = project.path(FOLDER).join("python/requirements.txt");
    let home = project.target()?.join("sdk-python");
    let python = home.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let text = std::fs::read_to_string(&wanted)
        .with_context(|| format!("{} cannot be read", wanted.display()))?;
    // What was installed is noted last, so a note is there only when all else is.
    let note = home.join("requirements.txt");
    if !(python.is_file() && std::fs::read_to_string(&note).is_ok_and(|noted| noted == text)) {
        make_environment(&home)?;
        install(&python, &wanted)?;
        std::fs::write(&note, text)
            .with_context(|| format!("{} cannot be written", note.display()))?;
    }
    Ok(python)
}

fn make_environment(home: &Path) -> Result<()> {
    let mut names = ["python3", "python"].into_iter();
    let Some(system) = names.find(|name| process::find(name).is_some()) else {
        bail!(
            "Python 3 is missing, and Stripe's package for it is compared with us: \
             install it, for example from https://www.python.org, and try again"
        );
    };
    Step::new(system)
        .args(["-m", "venv", "--clear"])
        .arg(home)
        .run()
        .context("Python makes no environment of its own; on Debian that needs python3-venv")
}

fn install(python: &Path, wanted: &Path) -> Result<()> {
    Step::new(python)
        .args(["-m", "pip", "install", "--quiet"])
        .args(["--disable-pip-version-check", "--no-deps"])
        .args(["--require-hashes", "--requirement"])
        .arg(wanted)
        .run()
        .context("Stripe's package for Python could not be installed")
}

fn read(file: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))
}

fn field<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name]
        .as_str()
        .with_context(|| format!("{value} has no {name}"))
}

/// What we say to each case: whatever the reason, a refusal is one.
fn ours(vectors: &Value) -> Result<Verdicts> {
    let cases = vectors["cases"].as_array().context("there are no cases")?;
    let verdict = |case: &Value| {
        let verdict = match field(case, "expected")? {
            "accepted" => "accepted",
            _ => "refused",
        };
        Ok((field(case, "name")?.to_owned(), verdict.to_owned()))
    };
    cases.iter().map(verdict).collect()
}

/// What a script wrote: one verdict a line.
fn theirs(said: &str) -> Result<Verdicts> {
    let verdict = |line: &str| {
        let line: Value = serde_json::from_str(line)?;
        let verdict = field(&line, "verdict")?;
        Ok((field(&line, "name")?.to_owned(), verdict.to_owned()))
    };
    said.lines().map(verdict).collect()
}

/// Their verdicts, where they are not ours.
fn differences(ours: &Verdicts, theirs: &Verdicts) -> Verdicts {
    let differ = theirs
        .iter()
        .filter(|(name, verdict)| ours.get(*name) != Some(verdict));
    differ
        .map(|(name, verdict)| (name.clone(), verdict.clone()))
        .collect()
}

/// The differences that are explained.
fn listed_for(listed: &Value, sdk: &str) -> Result<Verdicts> {
    let entries = listed[sdk]
        .as_array()
        .with_context(|| format!("no differences are listed for {sdk}"))?;
    let entry = |entry: &Value| {
        if field(entry, "reason")?.is_empty() {
            bail!("{entry} has no reason");
        }
        Ok((
            field(entry, "name")?.to_owned(),
            field(entry, "verdict")?.to_owned(),
        ))
    };
    entries.iter().map(entry).collect()
}

/// What is found and not listed, or listed and not found.
fn unexplained(sdk: &str, found: &Verdicts, listed: &Verdicts) -> Vec<String> {
    let missing = differences(listed, found);
    let gone = differences(found, listed);
    let missing = missing
        .iter()
        .map(|(name, verdict)| format!("{sdk}: {name}: it says {verdict}"));
    let gone = gone
        .iter()
        .map(|(name, verdict)| format!("{sdk}: {name}: {verdict} is listed, and not found"));
    missing.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn verdicts(pairs: &[(&str, &str)]) -> Verdicts {
        let owned = pairs
            .iter()
            .map(|(name, it)| ((*name).to_owned(), (*it).to_owned()));
        owned.collect()
    }

    #[test]
    fn a_difference_has_to_be_listed_and_to_be_there() {
        let file = json!({"cases": [
            {"name": "a", "expected": "accepted"},
            {"name": "b", "expected": "no_v1"},
        ]});
        let ours = ours(&file).unwrap();
        let said = "{\"name\": \"a\", \"verdict\": \"fails: X\"}\n{\"name\": \"b\", \"verdict\": \"refused\"}\n";
        let found = differences(&ours, &theirs(said).unwrap());
        assert_eq!(found, verdicts(&[("a", "fails: X")]));
        for (listed, problems) in [
            (verdicts(&[("a", "fails: X")]), 0),
            (verdicts(&[]), 1),
            (verdicts(&[("a", "refused")]), 2),
            (verdicts(&[("a", "fails: X"), ("b", "accepted")]), 1),
        ] {
            assert_eq!(
                unexplained("node", &found, &listed).len(),
                problems,
                "{listed:?}"
            );
        }
    }

    #[test]
    fn a_difference_needs_a_reason() {
        let entry =
            |reason| json!({"node": [{"name": "a", "verdict": "refused", "reason": reason}]});
        assert!(listed_for(&entry("since"), "node").is_ok());
        assert!(listed_for(&entry(""), "node").is_err());
        assert!(listed_for(&entry("since"), "python").is_err());
    }
}
