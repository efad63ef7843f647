//! A panic while an event is taken up: it costs that event its place, and nobody else anything.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::load::send_all;
use crate::serve::Start;
use crate::trial::Trial;
use crate::{commands, events};

/// How many events there are, and the one that cannot be taken up.
const EVENTS: usize = 200;
const POISONED: usize = 100;

/// The projection panics at one event. A development build is needed: a release has no failpoint.
pub fn in_the_projection(trial: &Trial) -> Result<String> {
    let poisoned = events::id(POISONED);
    let serve = Start::of(trial)
        .env("COUNTERTOP_FAILPOINT", &poisoned)
        .start()?;
    let numbers: Vec<usize> = (0..EVENTS).collect();
    send_all(serve.address, &numbers)?;
    // Sent again it is known, and holds up nobody either.
    send_all(serve.address, &[POISONED, EVENTS])?;
    serve.stop()?;

    let ledger = trial.ledger();
    let is_parked = |row: &Value| row["parked"] == true;
    let rows = commands::listed(trial, &ledger, "events")?;
    let parked: Vec<&Value> = rows.iter().filter(|row| is_parked(row)).collect();
    ensure!(rows.len() == EVENTS + 1, "{} events", rows.len());
    ensure!(
        parked.len() == 1 && parked[0]["id"] == *poisoned,
        "parked are {parked:?}"
    );
    let payments = commands::listed(trial, &ledger, "payments")?.len();
    ensure!(payments == EVENTS, "{payments} payments");
    commands::on(trial, &ledger, ["db", "check"])?.printed("db check")?;

    commands::on(trial, &ledger, ["db", "rebuild"])?.printed("db rebuild")?;
    let payments = commands::listed(trial, &ledger, "payments")?.len();
    ensure!(
        payments == EVENTS + 1,
        "{payments} payments after a rebuild"
    );
    Ok(format!(
        "{EVENTS} others went on, the event is parked after its tries and shown; a rebuild without \
         the panic took it up"
    ))
}
