//! What is done about what happens around this program: its absence is noted, and catching up is asked
//! for.

use std::sync::Arc;

use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use countertop_store::{Absence, Ledger, Why};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc};

use super::{Happened, NetworkChange};
use crate::catchup::Trigger;

/// Acts for one ledger.
pub struct Heed {
    /// Where absences are noted.
    pub ledger: Arc<Ledger>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The way to give reasons to catch up; none where nobody does.
    pub triggers: Option<mpsc::UnboundedSender<Trigger>>,
}

impl Heed {
    /// Acts upon all that happens, until nobody notices any more.
    pub async fn run(self, mut happens: broadcast::Receiver<Happened>) {
        loop {
            match happens.recv().await {
                Ok(happened) => self.act(happened).await,
                // What was missed came before what comes next, and asked for no more than that will.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }

    /// Acts upon one thing.
    pub(crate) async fn act(&self, happened: Happened) {
        if let Some(absence) = absence(happened, self.clock.now())
            && let Err(error) = self.ledger.note_absence(absence).await
        {
            tracing::warn!(%error, "For how long this computer slept could not be noted.");
        }
        if let Some((trigger, triggers)) = trigger(happened).zip(self.triggers.as_ref()) {
            // A keeper that has ended has nothing to catch up for.
            let _ = triggers.send(trigger);
        }
    }
}

fn absence(happened: Happened, now: UnixSeconds) -> Option<Absence> {
    let Happened::Woke { away } = happened else {
        return None;
    };
    let away = i64::try_from(away.as_secs()).unwrap_or(i64::MAX);
    Some(Absence {
        from: UnixSeconds(now.0.saturating_sub(away)),
        to: now,
        why: Why::Asleep,
    })
}

fn trigger(happened: Happened) -> Option<Trigger> {
    match happened {
        Happened::Woke { .. } => Some(Trigger::Woke),
        Happened::ClockSet { .. } => Some(Trigger::ClockSet),
        Happened::Network(NetworkChange::Returned | NetworkChange::Other) => {
            Some(Trigger::NetworkBack)
        }
        Happened::Network(NetworkChange::Lost) | Happened::Clock(_) => None,
    }
}
