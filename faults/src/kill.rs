//! The receiver is killed: under load, and between the commit and its answer.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::client::Sender;
use crate::load::{Answers, Load, send_all};
use crate::number::{Chance, counted, grouped};
use crate::serve::Serve;
use crate::strace::Strace;
use crate::trial::Trial;
use crate::until::{PATIENCE, last, seconds, until};
use crate::{events, proof};

/// How soon it has to receive again.
const RESTART: Duration = Duration::from_secs(2);
/// The shortest and the longest time under load before a kill, in milliseconds.
const LOAD_MS: (usize, usize) = (20, 220);

/// `kill -9` under load, again and again.
pub fn under_load(trial: &Trial) -> Result<String> {
    let kills = trial.paced(30, 1000);
    let mut chance = Chance(1);
    let mut before = Answers::default();
    let mut acknowledged = Vec::new();
    let (mut next, mut slowest, mut sent_again) = (0, Duration::ZERO, 0);
    for _ in 0..kills {
        let serve = Serve::start(trial)?;
        slowest = slowest.max(serve.ready_after);
        proof::byte_for_byte(&trial.ledger(), &before.acknowledged)?;
        let again = before.to_send_again();
        send_all(serve.address, &again)?;
        sent_again += again.len();
        acknowledged.extend(again);
        (before, next) = killed(serve, next, &mut chance)?;
        acknowledged.extend(&before.acknowledged);
    }
    let serve = Serve::start(trial)?;
    slowest = slowest.max(serve.ready_after);
    send_all(serve.address, &before.unanswered)?;
    acknowledged.extend(&before.unanswered);
    serve.stop()?;
    proof::all_there(trial, &acknowledged)?;
    ensure!(
        slowest < RESTART,
        "a restart took {}, more than {}",
        seconds(slowest),
        seconds(RESTART)
    );
    Ok(format!(
        "{}, {} acknowledged, 0 lost, {} sent again, slowest restart {}",
        counted(kills, "kill"),
        grouped(acknowledged.len()),
        grouped(sent_again + before.unanswered.len()),
        seconds(slowest)
    ))
}

/// Sends events until a random moment, at which the receiver is killed.
fn killed(serve: Serve, first: usize, chance: &mut Chance) -> Result<(Answers, usize)> {
    let load = Load::start(serve.address, 16, first);
    until("a first answer", PATIENCE, || {
        Ok((load.acknowledged() > 0).then_some(()))
    })?;
    let ms = LOAD_MS.0 + chance.below(LOAD_MS.1 - LOAD_MS.0);
    last(Duration::from_millis(ms as u64));
    serve.kill()?;
    let (answers, next) = load.stop()?;
    ensure!(answers.refused.is_empty(), "refused: {:?}", answers.refused);
    Ok((answers, next))
}

/// Killed where the answer would be written: the event is there, and sent again it stays one.
pub fn before_the_answer(trial: &Trial) -> Result<String> {
    let kills = trial.paced(6, 60);
    let mut acknowledged = Vec::new();
    let mut next = 0;
    for at in 1..=kills {
        let serve = Serve::start(trial)?;
        let fault = format!("sendto,writev:signal=KILL:when={at}");
        let strace = Strace::inject(&serve, &trial.folder, &fault)?;
        let mut sender = Sender::connect(serve.address)?;
        // Each thread counts its own calls, so it is not known which answer it will be.
        let unanswered = loop {
            let number = next;
            next += 1;
            match sender.send(&events::request(&events::body(number))) {
                Ok(answer) => ensure!(answer.is_success(), "{answer:?}"),
                Err(_) => break number,
            }
            acknowledged.push(number);
        };
        strace.ended()?;
        serve.kill()?;
        ensure!(
            proof::has(trial, unanswered)?,
            "the receiver was killed before the commit of event {unanswered}, which proves nothing"
        );
        let serve = Serve::start(trial)?;
        send_all(serve.address, &[unanswered]).context("sent again")?;
        acknowledged.push(unanswered);
        serve.kill()?;
    }
    proof::all_there(trial, &acknowledged)?;
    Ok(format!(
        "{} between commit and answer, each event sent again has one row",
        counted(kills, "kill")
    ))
}
