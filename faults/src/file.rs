//! Someone takes the ledger's files away.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::load::{Load, send_all};
use crate::outage::RECOVERY;
use crate::serve::{Serve, Start};
use crate::trial::Trial;
use crate::until::{PATIENCE, seconds, until};

/// The ledger's files.
const FILES: [&str; 3] = ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"];

/// The database is deleted, or another one is put in its place, while the receiver has it open.
pub fn replaced(trial: &Trial) -> Result<String> {
    let deleted = noticed(trial, "deleted", remove_all)?;
    let other = trial.folder.join("other");
    Start::of(trial).ledger(&other).start()?.stop()?;
    let replaced = noticed(trial, "replaced", |ledger| {
        remove_all(ledger)?;
        std::fs::copy(other.join(FILES[0]), ledger.join(FILES[0])).map(drop)
    })?;
    Ok(format!(
        "acknowledging stopped {deleted} after the file was deleted, {replaced} after it was replaced"
    ))
}

fn remove_all(ledger: &Path) -> std::io::Result<()> {
    FILES
        .iter()
        .map(|name| ledger.join(name))
        .filter(|path| path.exists())
        .try_for_each(std::fs::remove_file)
}

/// How soon no event is acknowledged any more.
fn noticed(
    trial: &Trial,
    name: &str,
    deed: impl FnOnce(&Path) -> std::io::Result<()>,
) -> Result<String> {
    let ledger = trial.folder.join(name);
    let mut serve = Start::of(trial).ledger(&ledger).start()?;
    let load = Load::start(serve.address, 1, 0);
    until("some answers", PATIENCE, || {
        Ok((load.acknowledged() >= 20).then_some(()))
    })?;
    deed(&ledger)?;
    let (_, after) = until(&format!("a refusal after it was {name}"), RECOVERY, || {
        Ok((load.refused() > 0 || !serve.is_running()?).then_some(()))
    })?;
    let before = load.acknowledged();
    until("more refusals", RECOVERY, || {
        Ok((load.refused() > 20 || !serve.is_running()?).then_some(()))
    })?;
    let (answers, _) = load.stop()?;
    ensure!(
        answers.acknowledged.len() == before,
        "events were acknowledged again after it was {name}"
    );
    ensure!(complains(&serve), "it does not say that it was {name}");
    Ok(seconds(after))
}

/// The log that holds the newest commits is deleted while nobody has the ledger open.
pub fn log_deleted(trial: &Trial) -> Result<String> {
    let serve = Serve::start(trial)?;
    let numbers: Vec<usize> = (0..50).collect();
    send_all(serve.address, &numbers)?;
    ensure!(!complains(&serve), "it complains of nothing");
    serve.kill()?;
    let log: PathBuf = trial.ledger().join(FILES[1]);
    ensure!(log.metadata()?.len() > 0, "the log holds nothing");
    std::fs::remove_file(log)?;
    let serve = Serve::start(trial)?;
    until("a word about the loss", RECOVERY, || {
        Ok(complains(&serve).then_some(()))
    })?;
    Ok("the next start says that something is missing".to_owned())
}

/// Whether something is said that an undisturbed receiver does not say.
fn complains(serve: &Serve) -> bool {
    let said = serve.log.text();
    said.contains("WARN") || said.contains("ERROR")
}
