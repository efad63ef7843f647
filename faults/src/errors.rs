//! The disk reports errors: when it is told to sync, and when it is read.

use anyhow::{Result, ensure};

use crate::client::Sender;
use crate::load::send_all;
use crate::number::counted;
use crate::outage::{Meanwhile, proven, under_load};
use crate::serve::Serve;
use crate::strace::Strace;
use crate::trial::Trial;
use crate::{events, proof};

/// How often a single error is tried: something else than the event's commit may meet it.
const TRIES: usize = 20;

/// A sync fails once, and then always for a while.
pub fn sync(trial: &Trial) -> Result<String> {
    let serve = Serve::start(trial)?;
    let once = one_sync_fails(trial, &serve)?;
    let outage = under_load(
        trial,
        &serve,
        1000,
        Meanwhile::Nothing,
        || Strace::inject(&serve, &trial.folder, "fsync,fdatasync:error=EIO"),
        |strace| strace.detach().map(drop),
    )?;
    let figures = proven(trial, serve, &outage)?;
    proof::byte_for_byte(&trial.ledger(), &once)?;
    Ok(format!(
        "one failing sync: 503, then 200 on the same connection; all failing: {figures}"
    ))
}

/// One failing sync costs one answer.
fn one_sync_fails(trial: &Trial, serve: &Serve) -> Result<Vec<usize>> {
    let mut sender = Sender::connect(serve.address)?;
    for number in 0..TRIES {
        let fault = "fsync,fdatasync:error=EIO:when=1";
        let strace = Strace::inject(serve, &trial.folder, fault)?;
        let answer = sender.send(&events::request(&events::body(number)))?;
        strace.detach()?;
        if answer.is_success() {
            continue;
        }
        ensure!(
            answer.status == 503 && answer.retry_after.is_some(),
            "{answer:?}"
        );
        let again = sender.send(&events::request(&events::body(number)))?;
        ensure!(again.is_success(), "sent again: {again:?}");
        return Ok((0..=number).collect());
    }
    anyhow::bail!("none of {TRIES} failing syncs was that of an event")
}

/// Reading fails: at each of the first reads after a start, and then always for a while.
pub fn read(trial: &Trial) -> Result<String> {
    let serve = Serve::start(trial)?;
    let known: Vec<usize> = (0..300).collect();
    send_all(serve.address, &known)?;
    serve.stop()?;
    let points = trial.paced(8, 40);
    let refused = one_by_one(trial, known.len(), points)?;
    let serve = Serve::start(trial)?;
    let outage = under_load(
        trial,
        &serve,
        1000,
        Meanwhile::Nothing,
        || Strace::inject(&serve, &trial.folder, "pread64:error=EIO"),
        |strace| strace.detach().map(drop),
    )?;
    let figures = proven(trial, serve, &outage)?;
    let single: Vec<usize> = (1..=points).map(|at| known.len() + at).collect();
    proof::byte_for_byte(&trial.ledger(), &[known, single].concat())?;
    Ok(format!(
        "{} met one by one: {refused} times 503, then 200; all failing: {figures}",
        counted(points, "failing read")
    ))
}

/// Each of so many first reads fails once; tells how many answers that cost.
fn one_by_one(trial: &Trial, first: usize, points: usize) -> Result<usize> {
    let mut refused = 0;
    for at in 1..=points {
        // Nothing of the ledger is in the memory of one that has just started.
        let serve = Serve::start(trial)?;
        let fault = format!("pread64:error=EIO:when={at}");
        let strace = Strace::inject(&serve, &trial.folder, &fault)?;
        let mut sender = Sender::connect(serve.address)?;
        let request = events::request(&events::body(first + at));
        let mut answer = sender.send(&request)?;
        while answer.status == 503 && answer.retry_after.is_some() {
            refused += 1;
            ensure!(refused <= 10 * points, "one error is met again and again");
            answer = sender.send(&request)?;
        }
        ensure!(answer.is_success(), "{answer:?}");
        strace.detach()?;
        serve.stop()?;
    }
    ensure!(refused > 0, "no read failed");
    Ok(refused)
}
