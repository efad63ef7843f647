//! The program's own commands, run to their end.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::trial::Trial;

/// What a command left.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it said.
    pub stderr: String,
}

impl Ran {
    /// What it printed, when it ended well.
    pub fn printed(self, what: &str) -> Result<Vec<u8>> {
        let Self {
            code,
            stdout,
            stderr,
        } = self;
        ensure!(code == Some(0), "{what} ended with {code:?}: {stderr}");
        Ok(stdout)
    }

    /// The one line that it said when it was refused with exit code 1, and nothing worse.
    pub fn refusal(&self, what: &str) -> Result<&str> {
        let Self { code, stderr, .. } = self;
        ensure!(
            *code == Some(1) && stderr.trim_end().lines().count() == 1,
            "{what} should be refused in one line with exit code 1, but: {code:?}, {stderr:?}"
        );
        Ok(stderr.trim_end())
    }
}

/// A program that the environment of whoever runs the faults does not reach.
pub fn undisturbed(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("COUNTERTOP_") {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Result<Ran> {
    let output = command
        .output()
        .with_context(|| format!("{command:?} cannot be started"))?;
    Ok(Ran {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Runs the program on a ledger.
pub fn on<'a>(
    trial: &Trial,
    ledger: &Path,
    args: impl IntoIterator<Item = &'a str>,
) -> Result<Ran> {
    finish(
        undisturbed(&trial.program)
            .arg("--data-dir")
            .arg(ledger)
            .args(args),
    )
}

/// Every row of a list, page after page.
pub fn listed(trial: &Trial, ledger: &Path, what: &str) -> Result<Vec<Value>> {
    let mut rows = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let mut args = vec![what, "list", "--json", "--limit", "1000"];
        if let Some(cursor) = &after {
            args.extend(["--after", cursor]);
        }
        let printed = on(trial, ledger, args)?.printed(&format!("{what} list"))?;
        after = None;
        for line in printed.split(|byte| *byte == b'\n') {
            if line.is_empty() {
                continue;
            }
            let row: Value = serde_json::from_slice(line)?;
            match row.get("next").and_then(Value::as_str) {
                Some(cursor) => after = Some(cursor.to_owned()),
                None => rows.push(row),
            }
        }
        if after.is_none() {
            return Ok(rows);
        }
    }
}
