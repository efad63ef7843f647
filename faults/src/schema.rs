//! Schema versions: one that is newer than the program, and a first one that is cut short.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::load::send_all;
use crate::number::counted;
use crate::serve::{Serve, Start};
use crate::trial::{Trial, Verdict, text, tool};
use crate::{commands, events};

/// A version that no program of ours knows.
const NEWER: u32 = 9999;
/// What a first opening does to files.
const FILE_CALLS: &str = "pwrite64,write,fsync,fdatasync,ftruncate,openat,unlink";

/// A file of a newer version is refused by every command, and not a byte is changed.
pub fn newer(trial: &Trial) -> Result<Verdict> {
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
    let mut refused = Vec::new();
    for args in commands {
        refused.push((
            args.join(" "),
            commands::on(trial, &ledger, args.iter().copied())?,
        ));
    }
    let serve = commands::finish(&mut Start::of(trial).command())?;
    refused.push(("serve".to_owned(), serve));
    for (command, ran) in &refused {
        let said = ran.refusal(command)?;
        ensure!(
            said.contains(&format!("schema version {NEWER}")),
            "{command} says {said}"
        );
    }
    let after = contents(&ledger)?;
    ensure!(before == after, "the folder was changed");
    Ok(Verdict::Held(format!(
        "refused by {}, the folder unchanged byte for byte",
        counted(refused.len(), "command")
    )))
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
pub fn cut_short(trial: &Trial) -> Result<Verdict> {
    let whole = trial.folder.join("whole");
    commands::on(trial, &whole, ["db", "info"])?.printed("db info")?;
    let expected = shape(&whole)?;
    let mut step = trial.paced(5, 1);
    let (mut kills, mut nothing, mut at) = (0, 0, 1);
    loop {
        let ledger = trial.folder.join(format!("killed-{at}"));
        if !killed_at(trial, &ledger, at)? {
            if step == 1 {
                break;
            }
            // The schema is there for just the last few calls: these are tried one by one.
            std::fs::remove_dir_all(&ledger)?;
            at -= step - 1;
            step = 1;
            continue;
        }
        kills += 1;
        if ledger.join("ledger.sqlite").exists() {
            let found = shape(&ledger)?;
            let is_nothing = found == (0, 0);
            ensure!(
                is_nothing || found == expected,
                "killed at call {at}, the schema is between: {found:?}, {expected:?}"
            );
            nothing += usize::from(is_nothing);
        } else {
            nothing += 1;
        }
        commands::on(trial, &ledger, ["db", "check"])?
            .printed(&format!("db check after a kill at call {at}"))?;
        ensure!(shape(&ledger)? == expected, "after the next opening");
        std::fs::remove_dir_all(&ledger)?;
        at += step;
    }
    ensure!(
        kills > 0 && nothing > 0 && nothing < kills,
        "{nothing} of {kills}"
    );
    Ok(Verdict::Held(format!(
        "{} of a first opening: {nothing} times nothing, {} times the whole schema, and the next \
         opening went well",
        counted(kills, "kill"),
        kills - nothing
    )))
}

/// Opens a ledger for the first time, and kills that at a call; says whether it came so far.
fn killed_at(trial: &Trial, ledger: &Path, at: usize) -> Result<bool> {
    let fault = format!("inject={FILE_CALLS}:signal=KILL:when={at}");
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
