//! A fault that comes under load, stays and goes again while the receiver runs on.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::load::{Load, send_all};
use crate::number::grouped;
use crate::serve::Serve;
use crate::trial::Trial;
use crate::until::{PATIENCE, seconds, until};
use crate::{commands, proof};

/// How soon after the fault it has to be as before.
pub const RECOVERY: Duration = Duration::from_secs(5);
/// How many have to be refused before the fault counts as noticed everywhere.
const SETTLED: usize = 10;
/// How many have to be refused after that.
const REFUSED: usize = 40;

/// Whether an event may be acknowledged while the fault lasts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Meanwhile {
    /// No commit is possible.
    Nothing,
    /// A small commit may still fit in.
    Something,
}

/// What was seen.
pub struct Outage {
    /// Every event that is acknowledged by now: those that were refused were sent again.
    pub acknowledged: Vec<usize>,
    refused: usize,
    recovered_after: Duration,
}

impl Outage {
    /// Its figures.
    pub fn figures(&self) -> String {
        format!(
            "{} refused with 503, reading went on, as before {} after it, all there when sent again",
            grouped(self.refused),
            seconds(self.recovered_after)
        )
    }
}

/// Lets a fault come under load and go again: events are refused and told to come again, reading goes
/// on, and soon after it all is as before without a restart.
pub fn under_load<F>(
    trial: &Trial,
    serve: &Serve,
    first: usize,
    meanwhile: Meanwhile,
    begin: impl FnOnce() -> Result<F>,
    end: impl FnOnce(F) -> Result<()>,
) -> Result<Outage> {
    let load = Load::start(serve.address, 4, first);
    wait_for(&load, Load::acknowledged, 20)?;
    let fault = begin()?;
    wait_for(&load, Load::refused, SETTLED)?;
    let before = load.acknowledged();
    wait_for(&load, Load::refused, SETTLED + REFUSED)?;
    ensure!(
        meanwhile == Meanwhile::Something || load.acknowledged() == before,
        "{} events were acknowledged while nothing could be committed",
        load.acknowledged() - before
    );
    let rows = commands::listed(trial, &trial.ledger(), "payments")?;
    ensure!(rows.len() >= before, "reading gives {} rows", rows.len());
    let before = load.acknowledged();
    end(fault)?;
    let ended = Instant::now();
    until("an answer after the fault", RECOVERY, || {
        Ok((load.acknowledged() > before).then_some(()))
    })?;
    let recovered_after = ended.elapsed();
    let (answers, _) = load.stop()?;
    for one in &answers.refused {
        ensure!(one.is_for_later(), "{one:?}");
    }
    let again = answers.to_send_again();
    send_all(serve.address, &again)?;
    Ok(Outage {
        acknowledged: [answers.acknowledged, again].concat(),
        refused: answers.refused.len(),
        recovered_after,
    })
}

/// Proves that all is there, and gives back the figures.
pub fn proven(trial: &Trial, serve: Serve, outage: &Outage) -> Result<String> {
    serve.stop()?;
    proof::all_there(trial, &outage.acknowledged)?;
    Ok(outage.figures())
}

fn wait_for(load: &Load, what: impl Fn(&Load) -> usize, number: usize) -> Result<()> {
    until("so many answers", PATIENCE, || {
        Ok((what(load) >= number).then_some(()))
    })
    .map(drop)
}
