//! Others at the same ledger: a second receiver, and a foreign program that locks it.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::foreign::Foreign;
use crate::load::{Load, Refused, send_all};
use crate::number::counted;
use crate::outage::RECOVERY;
use crate::serve::{Serve, Start};
use crate::trial::Trial;
use crate::until::{PATIENCE, last, seconds, until};
use crate::{commands, proof};

/// A second receiver says so and leaves, by whatever name it knows the folder.
pub fn two_instances(trial: &Trial) -> Result<String> {
    let serve = Serve::start(trial)?;
    send_all(serve.address, &[0])?;
    let other_name = trial.folder.join("other-name");
    std::os::unix::fs::symlink(trial.ledger(), &other_name)?;
    for folder in [trial.ledger(), other_name] {
        let said = Start::of(trial).ledger(&folder).refused()?;
        let names_it = format!("in use by process {}", serve.process());
        ensure!(said.contains(&names_it), "it does not say who: {said}");
    }
    send_all(serve.address, &[1])?;
    // What the first one held ends with it, however it ends.
    serve.kill()?;
    let at_once = trial.paced(6, 24);
    one_of_many(trial, at_once)?;
    proof::all_there(trial, &[0, 1])?;
    Ok(format!(
        "the second left with exit code 1 and named the first; of {} at once one stayed",
        at_once
    ))
}

/// Of so many receivers started at the same moment one stays, and the others say why they leave.
fn one_of_many(trial: &Trial, at_once: usize) -> Result<()> {
    let mut crowd: Vec<Child> = (0..at_once)
        .map(|_| {
            let mut command = Start::of(trial).command();
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()
        })
        .collect::<std::io::Result<_>>()?;
    let left = until("all but one to leave", PATIENCE, || {
        let left = crowd
            .iter_mut()
            .filter_map(|it| it.try_wait().transpose())
            .collect::<std::io::Result<Vec<_>>>()?;
        Ok((left.len() >= at_once - 1).then_some(left))
    });
    for one in &mut crowd {
        one.kill()?;
        one.wait()?;
    }
    let (left, _) = left?;
    ensure!(
        left.len() == at_once - 1 && left.iter().all(|it| it.code() == Some(1)),
        "of {at_once} these left: {left:?}"
    );
    Ok(())
}

/// A foreign program holds SQLite's write lock.
pub fn foreign_lock(trial: &Trial) -> Result<String> {
    let held = Duration::from_secs(trial.paced(12, 30));
    let serve = Serve::start(trial)?;
    // One sender, so that none waits for the wait of another.
    let load = Load::start(serve.address, 1, 0);
    until("some answers", PATIENCE, || {
        Ok((load.acknowledged() >= 20).then_some(()))
    })?;
    let file = trial.ledger().join("ledger.sqlite");
    let lock = Foreign::hold(&file, &trial.folder, "BEGIN IMMEDIATE;")?;
    let (began, before) = (Instant::now(), load.acknowledged());
    while began.elapsed() < held {
        let rows = commands::listed(trial, &trial.ledger(), "payments")?;
        ensure!(rows.len() == before, "reading while locked: {rows:?}");
        last(Duration::from_millis(500));
    }
    ensure!(
        load.acknowledged() == before,
        "an event was acknowledged while the ledger was locked"
    );
    lock.release()?;
    let (_, again) = until("an answer after the lock", RECOVERY, || {
        Ok((load.acknowledged() > before).then_some(()))
    })?;
    let (answers, _) = load.stop()?;
    send_all(serve.address, &answers.to_send_again())?;
    serve.stop()?;
    let latest = refused_in_time(&answers.refused)?;
    let numbers = [answers.acknowledged.clone(), answers.to_send_again()].concat();
    proof::all_there(trial, &numbers)?;
    Ok(format!(
        "locked for {}: {} with 503 after {} at most, reading went on; as before {} after it",
        seconds(held),
        counted(answers.refused.len(), "event"),
        seconds(latest),
        seconds(again)
    ))
}

/// Every one was told to try again, after the time that a lock is waited for; gives back the longest.
fn refused_in_time(refused: &[Refused]) -> Result<Duration> {
    let in_time = Duration::from_millis(4900)..Duration::from_millis(6500);
    for one in refused {
        ensure!(one.is_for_later(), "while locked: {one:?}");
        ensure!(in_time.contains(&one.took), "too soon or late: {one:?}");
    }
    let longest = refused.iter().map(|it| it.took).max();
    longest.context("none was refused while the ledger was locked")
}
