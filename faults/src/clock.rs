//! A clock that is wrong, and a computer that sleeps.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use rustix::process::Signal;

use crate::client::{Answer, Sender};
use crate::load::send_all;
use crate::outage::RECOVERY;
use crate::serve::{Serve, Start};
use crate::trial::{Trial, text};
use crate::until::{last, seconds, until};
use crate::{commands, events, proof};

/// By how many seconds the receiver's clock is off.
const OFF_BY: [i64; 5] = [3600, 365 * 86_400, -3600, -365 * 86_400, 301];

/// The computer's clock is off by an hour or a year, and jumps while the receiver runs.
pub fn off(trial: &Trial) -> Result<String> {
    let clock = Clock::new(trial);
    let serve = clock.start(trial)?;
    let mut right = Vec::new();
    for (at, off_by) in OFF_BY.into_iter().enumerate() {
        let (good, aside) = (2 * at, 2 * at + 1);
        clock.set(0)?;
        ensure!(deliver(&serve, good)?.is_success(), "with the right clock");
        clock.set(off_by)?;
        let answer = deliver(&serve, aside)?;
        ensure!(
            answer.status == 400
                && answer
                    .body
                    .contains("300 seconds from this computer's clock"),
            "off by {off_by} s: {answer:?}"
        );
        right.push(good);
        ensure!(
            standing(trial, aside)? == Some("clock".to_owned()) && !is_a_payment(trial, aside)?,
            "off by {off_by} s: event {aside} is not kept aside"
        );
    }
    // Stripe sends what was refused again; by then the clock is right.
    clock.set(0)?;
    let all: Vec<usize> = (0..2 * OFF_BY.len()).collect();
    send_all(serve.address, &all)?;
    for number in &all {
        ensure!(
            standing(trial, *number)?.is_none(),
            "event {number} is still aside"
        );
    }
    serve.stop()?;
    proof::all_there(trial, &all)?;
    Ok(format!(
        "off by {OFF_BY:?} s: 400, kept aside and no payment; sent again with the right clock all count"
    ))
}

/// The receiver's own clock, set through a file.
struct Clock {
    file: PathBuf,
}

impl Clock {
    fn new(trial: &Trial) -> Self {
        Self {
            file: trial.folder.join("clock"),
        }
    }

    fn start(&self, trial: &Trial) -> Result<Serve> {
        self.set(0)?;
        // Its variable would win over the file.
        Start::of(trial)
            .below(["faketime", "-f", "+0", "env", "-u", "FAKETIME"])
            .env("FAKETIME_TIMESTAMP_FILE", text(&self.file)?)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .start()
    }

    fn set(&self, off_by: i64) -> Result<()> {
        // As a whole or not at all: the receiver reads it at any moment.
        let new = self.file.with_extension("new");
        std::fs::write(&new, format!("{off_by:+}\n"))?;
        Ok(std::fs::rename(new, &self.file)?)
    }
}

fn deliver(serve: &Serve, number: usize) -> Result<Answer> {
    let request = events::request(&events::body(number));
    Ok(Sender::connect(serve.address)?.send(&request)?)
}

/// Why the event is kept aside, if it is.
fn standing(trial: &Trial, number: usize) -> Result<Option<String>> {
    let id = events::id(number);
    let rows = commands::listed(trial, &trial.ledger(), "events")?;
    let row = rows.iter().find(|row| row["id"] == id.as_str());
    let row = row.with_context(|| format!("{id} is not listed"))?;
    Ok(row["aside"].as_str().map(str::to_owned))
}

fn is_a_payment(trial: &Trial, number: usize) -> Result<bool> {
    let id = events::payment(number);
    let rows = commands::listed(trial, &trial.ledger(), "payments")?;
    Ok(rows.iter().any(|row| row["id"] == id.as_str()))
}

/// The computer sleeps, and wakes.
pub fn asleep(trial: &Trial) -> Result<String> {
    let slept = Duration::from_secs(trial.paced(3, 120));
    let serve = Serve::start(trial)?;
    send_all(serve.address, &[0, 1, 2])?;
    serve.signal(Signal::STOP)?;
    // Stripe does not wait: this one is sent again later.
    let mut impatient = Sender::connect_within(serve.address, Duration::from_secs(1))?;
    let unanswered = impatient.send(&events::request(&events::body(3)));
    ensure!(
        unanswered.is_err(),
        "a sleeping receiver answers {unanswered:?}"
    );
    drop(impatient);
    last(slept);
    serve.signal(Signal::CONT)?;
    let ((), awake) = until("an answer after waking", RECOVERY, || {
        Ok(send_all(serve.address, &[3, 4]).ok())
    })?;
    serve.stop()?;
    proof::all_there(trial, &[0, 1, 2, 3, 4])?;
    Ok(format!(
        "slept for {}: what was sent meanwhile had no answer, what is sent again is answered {} after \
         waking",
        seconds(slept),
        seconds(awake)
    ))
}
