//! Schema versions: one that is newer than the program, and a first one that is cut short.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::load::send_all;
use crate::number::counted;
use crate::serve::{Serve, Start};
use crate::trial::{Trial, text, tool};
use crate::{commands, events};

/// A version that no program of ours knows.
const NEWER: u32 = 9999;
/// What a first opening does to files.
const FILE_CALLS: &str = "pwrite64,write,fsync,fdatasync,ftruncate,openat,unlink";

/// A file of a newer version is refused by every command, and not a byte is changed.
pub fn newer(trial: &Trial) -> Result<String> {
    let ledger = trial.ledger();
    let serve = Serve::start(trial)?;
    send_all(serve.address, &[0, 1, 2])?;
    serve.stop()?;
    let file = ledger.join("ledger.sqlite");
    let sql = format!("PRAGMA user_version = {NEWER};");
    tool("sqlite3", [text(&file)?, &sql])?;
    let event = trial.folder.join("event.json");
    std::fs::write(&event, events::body(3))?;
    let out = trial.folder.join("copy.sqlite");
    let before = contents(&ledger)?;
    let commands: [&[&str]; 7] = [
        &["events", "list"],
        &["events", "get", &events::id(0)],
        &["events", "import", text(&event)?],
        &["payments", "list"],
        &["db", "check"],
        &["db", "info"],
        &["db", "backup", "--out", text(&out)?],
    ];
    let mut sayings = vec![("serve".to_owned(), Start::of(trial).refused()?)];
    for args in commands {
        let command = args.join(" ");
        let ran = commands::on(trial, &ledger, args.iter().copied())?;
        sayings.push((command.clone(), ran.refusal(&command)?.to_owned()));
    }
    for (command, said) in &sayings {
        ensure!(
            said.contains(&format!("schema version {NEWER}")),
            "{command} says {said}"
        );
    }
    ensure!(before == contents(&ledger)?, "the folder was changed");
    Ok(format!(
        "refused by {}, the folder unchanged byte for byte",
        counted(sayings.len(), "command")
    ))
}

/// The files of a folder, but for the lock.
fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "receiver.lock" {
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// The first opening is killed at every one of its calls to the file system.
pub fn cut_short(trial: &Trial) -> Result<String> {
    let whole = trial.folder.join("whole");
    commands::on(trial, &whole, ["db", "info"])?.printed("db info")?;
    let mut kills = Kills {
        expected: shape(&whole)?,
        nothing: 0,
        everything: 0,
    };
    kills.at(trial, FILE_CALLS, trial.paced(5, 1))?;
    // Few of the calls come after the commit: in a closing that empties the log.
    kills.at(trial, "unlink", 1)?;
    ensure!(
        kills.nothing > 0 && kills.everything > 0,
        "{} times nothing, {} times the whole schema",
        kills.nothing,
        kills.everything
    );
    Ok(format!(
        "{} of a first opening: {} times nothing, {} times the whole schema, and the next opening \
         went well",
        counted(kills.nothing + kills.everything, "kill"),
        kills.nothing,
        kills.everything
    ))
}

/// What kills left behind.
struct Kills {
    expected: (u32, u32),
    nothing: usize,
    everything: usize,
}

impl Kills {
    /// Kills at the first of these calls, and every so many after it, as long as there are any.
    fn at(&mut self, trial: &Trial, calls: &str, step: usize) -> Result<()> {
        let mut at = 1;
        loop {
            let ledger = trial.folder.join(format!("killed-{at}"));
            if !killed_at(trial, &ledger, calls, at)? {
                return Ok(());
            }
            let is_there = ledger.join("ledger.sqlite").exists();
            match is_there.then(|| shape(&ledger)).transpose()? {
                None | Some((0, 0)) => self.nothing += 1,
                Some(found) if found == self.expected => self.everything += 1,
                Some(found) => bail!(
                    "killed at call {at} of {calls}, the schema is between: {found:?}, {:?}",
                    self.expected
                ),
            }
            commands::on(trial, &ledger, ["db", "check"])?
                .printed(&format!("db check after a kill at call {at}"))?;
            ensure!(shape(&ledger)? == self.expected, "after the next opening");
            std::fs::remove_dir_all(&ledger)?;
            at += step;
        }
    }
}

/// Opens a ledger for the first time, and kills that at a call; says whether it came so far.
fn killed_at(trial: &Trial, ledger: &Path, calls: &str, at: usize) -> Result<bool> {
    let fault = format!("inject={calls}:signal=KILL:when={at}");
    let ended = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &fault])
        .arg(&trial.program)
        .arg("--data-dir")
        .arg(ledger)
        .args(["db", "info", "--json"])
        .output()?;
    if !ended.status.success() {
        return Ok(true);
    }
    let info: Value = serde_json::from_slice(&ended.stdout)?;
    ensure!(info["schema_version"].is_number(), "{info}");
    std::fs::remove_dir_all(ledger)?;
    Ok(false)
}

/// The version of the schema and how many things it has, as a SQLite that is not ours reads them from
/// a copy.
fn shape(ledger: &Path) -> Result<(u32, u32)> {
    let copy = tempfile::tempdir()?;
    for (name, bytes) in contents(ledger)? {
        if !name.ends_with("-shm") {
            std::fs::write(copy.path().join(name), bytes)?;
        }
    }
    let file = copy.path().join("ledger.sqlite");
    let sql = "PRAGMA user_version; SELECT count(*) FROM sqlite_schema;";
    let said = tool("sqlite3", [text(&file)?, sql])?;
    let mut numbers = said.lines().map(str::parse);
    let mut next = || numbers.next().context("no answer")?.context("no number");
    Ok((next()?, next()?))
}
