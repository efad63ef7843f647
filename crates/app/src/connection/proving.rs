//! Proves again and again that the way leads here: what a tunnel's program believes of itself is not what
//! Stripe meets.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, Expected};
use countertop_tunnel::PublicUrl;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use super::ConnectionState;
use crate::probe::probe;

/// How long a proof holds.
const HOLDS: Duration = Duration::from_secs(300);
/// The pauses after failures, one after the other; the last is repeated.
const RETRIES: [Duration; 4] = [
    Duration::from_secs(3),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_secs(60),
];

/// What a request to the public URL showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proven {
    /// It came to our own receiver, as it was sent.
    Through {
        /// When.
        at: UnixSeconds,
        /// How long it took there and back.
        round_trip: Duration,
    },
    /// Something is in the way.
    Blocked {
        /// Since when.
        since: UnixSeconds,
        /// What, and what to do, as a sentence.
        sentence: String,
    },
}

/// Expects a body of this digest at the receiver.
pub(crate) type Expect = Box<dyn Fn([u8; 32]) -> Expected + Send + Sync>;

/// The task that proves. Where a way has no URL, there is nothing to prove.
pub(crate) struct Proving {
    proven: watch::Receiver<Option<Proven>>,
    again: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Proving {
    pub(crate) fn start(
        way: watch::Receiver<ConnectionState>,
        expect: Expect,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let (told, proven) = watch::channel(None);
        let again = Arc::new(Notify::new());
        let work = Work {
            way,
            expect,
            clock,
            again: Arc::clone(&again),
            told,
        };
        Self {
            proven,
            again,
            task: tokio::spawn(work.run()),
        }
    }

    /// What the last request showed, and what the next ones will.
    pub(crate) fn proven(&self) -> watch::Receiver<Option<Proven>> {
        self.proven.clone()
    }

    /// Has it be proven anew when asked, whatever was proven before.
    pub(crate) fn asker(&self) -> impl Fn() + Send + Sync + use<> {
        let again = Arc::clone(&self.again);
        move || again.notify_one()
    }

    pub(crate) fn end(&self) {
        self.task.abort();
    }
}

struct Work {
    way: watch::Receiver<ConnectionState>,
    expect: Expect,
    clock: Arc<dyn Clock>,
    again: Arc<Notify>,
    told: watch::Sender<Option<Proven>>,
}

/// Where the way ends, and since when.
type End = Option<(PublicUrl, UnixSeconds)>;

impl Work {
    async fn run(mut self) {
        let mut failures = 0;
        let mut before: End = None;
        loop {
            let end = end(&self.way.borrow_and_update());
            if end != before {
                failures = 0;
                self.told.send_replace(None);
                before.clone_from(&end);
            }
            let pause = match &end {
                None => None,
                Some((url, _)) => {
                    let is_through = self.prove(url).await;
                    failures = if is_through { 0 } else { failures + 1 };
                    Some(pause(failures))
                }
            };
            if !self.wait(pause, &end).await {
                return;
            }
        }
    }

    async fn prove(&self, url: &PublicUrl) -> bool {
        let now = self.clock.now();
        let sentence = match probe(&self.expect, url, now).await {
            Ok(Ok(proof)) => {
                self.told.send_replace(Some(Proven::Through {
                    at: now,
                    round_trip: proof.round_trip,
                }));
                return true;
            }
            Ok(Err(obstacle)) => obstacle.to_string(),
            Err(error) => error.to_string(),
        };
        self.told.send_modify(|told| {
            let since = match told {
                Some(Proven::Blocked { since, .. }) => *since,
                Some(Proven::Through { .. }) | None => {
                    tracing::warn!(%sentence, "The way to this computer is not open to the end.");
                    now
                }
            };
            *told = Some(Proven::Blocked { since, sentence });
        });
        false
    }

    /// Waits until there is something to prove; not true when there never will be.
    async fn wait(&mut self, pause: Option<Duration>, before: &End) -> bool {
        let until = tokio::time::Instant::now() + pause.unwrap_or(HOLDS);
        loop {
            tokio::select! {
                changed = self.way.changed() => match changed {
                    Ok(()) if end(&self.way.borrow_and_update()) == *before => {}
                    Ok(()) => return true,
                    Err(_) => return false,
                },
                () = self.again.notified() => return true,
                () = tokio::time::sleep_until(until) => return true,
            }
        }
    }
}

fn pause(failures: usize) -> Duration {
    match failures.checked_sub(1) {
        None => HOLDS,
        Some(at) => RETRIES
            .get(at)
            .copied()
            .unwrap_or(RETRIES[RETRIES.len() - 1]),
    }
}

fn end(state: &ConnectionState) -> End {
    match &state.tunnel {
        countertop_tunnel::State::Up { since, reach } => reach.url.clone().map(|url| (url, *since)),
        countertop_tunnel::State::Off
        | countertop_tunnel::State::Starting { .. }
        | countertop_tunnel::State::Down { .. } => None,
    }
}
