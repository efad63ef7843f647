//! The proof: what was acknowledged is there once, byte for byte, and the rest fits to it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use countertop_store::{Ledger, Role};

use crate::number::Chance;
use crate::trial::{Trial, text, tool};
use crate::{commands, events};

/// How many events are also asked for by the command that people use.
const ASKED_FOR: usize = 5;

/// Proves that the ledger holds these events, and that it is sound.
pub fn all_there(trial: &Trial, acknowledged: &[usize]) -> Result<()> {
    all_in(trial, &trial.ledger(), acknowledged)
}

/// The same of a ledger elsewhere.
pub fn all_in(trial: &Trial, ledger: &Path, acknowledged: &[usize]) -> Result<()> {
    let checked = commands::on(trial, ledger, ["db", "check"])?;
    ensure!(
        checked.code == Some(0),
        "db check ended with {:?}: {}",
        checked.code,
        checked.stderr
    );
    byte_for_byte(ledger, acknowledged)?;
    by_command(trial, ledger, acknowledged)?;
    once(trial, ledger)?;
    payments(trial, ledger, acknowledged)
}

/// Every one of these events has the bytes that were sent.
pub fn byte_for_byte(ledger: &Path, numbers: &[usize]) -> Result<()> {
    let ledger = Ledger::open(ledger, Role::Beside)?;
    let mut lost = Vec::new();
    for number in numbers {
        match ledger.event(&events::id(*number))? {
            Some(event) if event.body == events::body(*number) => {}
            Some(_) => bail!("event {number} has other bytes than were sent"),
            None => lost.push(*number),
        }
    }
    ledger.close();
    ensure!(
        lost.is_empty(),
        "{} of {} acknowledged events are lost, the first is {:?}",
        lost.len(),
        numbers.len(),
        lost.first()
    );
    Ok(())
}

/// Whether the ledger has this event.
pub fn has(trial: &Trial, number: usize) -> Result<bool> {
    let id = events::id(number);
    let ran = commands::on(trial, &trial.ledger(), ["events", "get", &id])?;
    match ran.code {
        Some(0) => Ok(true),
        Some(1) if ran.stderr.contains("has no event") => Ok(false),
        _ => bail!("events get ended with {:?}: {}", ran.code, ran.stderr),
    }
}

fn by_command(trial: &Trial, ledger: &Path, numbers: &[usize]) -> Result<()> {
    if numbers.is_empty() {
        return Ok(());
    }
    let mut chance = Chance(numbers.len() as u64);
    for _ in 0..ASKED_FOR {
        let number = numbers[chance.below(numbers.len())];
        let id = events::id(number);
        let got = commands::on(trial, ledger, ["events", "get", &id])?.printed("events get")?;
        ensure!(
            got == events::body(number),
            "events get {id} gives other bytes than were sent"
        );
    }
    Ok(())
}

/// No event has two rows, as a SQLite that is not ours reads it from a copy.
pub fn once(trial: &Trial, ledger: &Path) -> Result<()> {
    let copy = back_up(trial, ledger)?;
    let said = tool(
        "sqlite3",
        [
            text(&copy)?,
            "SELECT count(*) - count(DISTINCT id) FROM event;",
        ],
    )?;
    ensure!(said.trim() == "0", "{} rows are there twice", said.trim());
    std::fs::remove_file(&copy)?;
    Ok(())
}

/// A verified copy, made by the program.
pub fn back_up(trial: &Trial, ledger: &Path) -> Result<PathBuf> {
    let copy = trial.folder.join("copy.sqlite");
    let args = ["db", "backup", "--out", text(&copy)?];
    commands::on(trial, ledger, args)?.printed("db backup")?;
    Ok(copy)
}

/// Every event's payment is listed.
fn payments(trial: &Trial, ledger: &Path, numbers: &[usize]) -> Result<()> {
    let rows = commands::listed(trial, ledger, "payments")?;
    let listed: HashSet<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
    ensure!(listed.len() == rows.len(), "a payment is listed twice");
    let missing = numbers
        .iter()
        .find(|number| !listed.contains(events::payment(**number).as_str()));
    ensure!(missing.is_none(), "no payment of event {missing:?}");
    Ok(())
}
