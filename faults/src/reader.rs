//! Readers that stay for long while events come in.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::foreign::Foreign;
use crate::load::{Load, send_all};
use crate::number::grouped;
use crate::outage::RECOVERY;
use crate::serve::Serve;
use crate::trial::Trial;
use crate::until::{PATIENCE, seconds, until};
use crate::{commands, proof};

/// How long the log may become, in MiB.
const LONGEST_MIB: u64 = 64;
/// A transaction has its state from its first reading on.
const READING: &str = "BEGIN;\nSELECT count(*) FROM event;";

/// Our own commands read all the time; then a foreign reader holds on to an old state as well.
pub fn under_load(trial: &Trial) -> Result<String> {
    let held = Duration::from_secs(trial.paced(5, 60));
    let serve = Serve::start(trial)?;
    let load = Load::start(serve.address, 8, 0);
    until("some answers", PATIENCE, || {
        Ok((load.acknowledged() > 100).then_some(()))
    })?;
    let ours = longest_log(trial, held)?;
    ensure!(load.refused() == 0, "refused beside our own readers");
    let beside_ours = load.acknowledged();
    let file = trial.ledger().join("ledger.sqlite");
    let reader = Foreign::hold(&file, &trial.folder, READING)?;
    let foreign = longest_log(trial, held)?;
    drop(reader);
    let (before, refused) = (load.acknowledged(), load.refused());
    until("an answer after the reader", RECOVERY, || {
        Ok((load.acknowledged() > before).then_some(()))
    })?;
    let (answers, _) = load.stop()?;
    let wrong = answers.refused.iter().find(|it| !it.is_for_later());
    ensure!(wrong.is_none(), "{wrong:?}");
    let again = answers.to_send_again();
    send_all(serve.address, &again)?;
    serve.stop()?;
    let (ours, foreign) = (ours >> 20, foreign >> 20);
    ensure!(
        ours.max(foreign) < LONGEST_MIB,
        "the log became {ours} and {foreign} MiB long"
    );
    proof::all_there(trial, &[answers.acknowledged, again].concat())?;
    Ok(format!(
        "{} under load beside our own readers: {} acknowledged, the log {ours} MiB at most; then beside \
         a foreign one: {} acknowledged, {} refused with 503, {foreign} MiB",
        seconds(held),
        grouped(beside_ours),
        grouped(before - beside_ours),
        grouped(refused),
    ))
}

/// How long the log becomes within some time, while payments are listed again and again.
fn longest_log(trial: &Trial, time: Duration) -> Result<u64> {
    let log = trial.ledger().join("ledger.sqlite-wal");
    let (began, mut longest) = (Instant::now(), 0);
    while began.elapsed() < time {
        commands::on(trial, &trial.ledger(), ["payments", "list"])?.printed("payments list")?;
        longest = longest.max(log.metadata()?.len());
    }
    Ok(longest)
}
