//! When a receiver ran: what was delivered in between came late or never, and this says why.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use countertop_store::{Absence, Ledger, StoreError, Why};
use tokio::task::JoinHandle;

/// How often it is noted that the receiver runs.
const BEAT: Duration = Duration::from_secs(30);
/// A pause longer than this between two notes is an absence.
const LONGEST_PAUSE: i64 = 75;
/// Setting: when the receiver was last seen to run, in Unix seconds.
const ALIVE_AT: &str = "alive_at";
/// Setting: when a receiver ran for the first time. What was before could not be delivered to it.
const SINCE: &str = "receives_since";

/// The notes of a receiver that runs, until it is stopped.
pub struct Presence {
    ledger: Arc<Ledger>,
    clock: Arc<dyn Clock>,
    task: JoinHandle<()>,
}

impl Presence {
    /// Notes for how long no receiver ran, and from now on that one does.
    pub fn start(ledger: Arc<Ledger>, clock: Arc<dyn Clock>) -> Self {
        let task = tokio::spawn(keep(Arc::clone(&ledger), Arc::clone(&clock)));
        Self {
            ledger,
            clock,
            task,
        }
    }

    /// Notes that the receiver runs no longer.
    pub async fn stop(self) {
        self.task.abort();
        let _ = self.task.await;
        report(beat(&self.ledger, self.clock.now()).await);
    }
}

async fn keep(ledger: Arc<Ledger>, clock: Arc<dyn Clock>) {
    let now = clock.now();
    report(note(&ledger, time(&ledger, ALIVE_AT), now).await);
    if since(&ledger).is_none() {
        report(ledger.set_setting(SINCE, &now.0.to_string()).await);
    }
    loop {
        tokio::time::sleep(BEAT).await;
        report(beat(&ledger, clock.now()).await);
    }
}

/// When a receiver ran for the first time.
pub(super) fn since(ledger: &Ledger) -> Option<UnixSeconds> {
    time(ledger, SINCE)
}

/// A time that was kept, where there is one that can be read.
fn time(ledger: &Ledger, setting: &str) -> Option<UnixSeconds> {
    let kept = ledger.setting(setting).ok()??;
    kept.parse().ok().map(UnixSeconds)
}

/// Notes that the receiver runs, and where it was too long ago that this was noted, for how long it did
/// not.
async fn note(
    ledger: &Ledger,
    before: Option<UnixSeconds>,
    now: UnixSeconds,
) -> Result<(), StoreError> {
    if let Some(from) = before.filter(|it| now.0.saturating_sub(it.0) > LONGEST_PAUSE) {
        let absence = Absence {
            from,
            to: now,
            why: Why::Stopped,
        };
        ledger.note_absence(absence).await?;
    }
    beat(ledger, now).await
}

async fn beat(ledger: &Ledger, now: UnixSeconds) -> Result<(), StoreError> {
    ledger.set_setting(ALIVE_AT, &now.0.to_string()).await
}

fn report(noted: Result<(), StoreError>) {
    if let Err(error) = noted {
        tracing::warn!(%error, "That the receiver runs could not be noted.");
    }
}
