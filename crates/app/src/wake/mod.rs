//! Notices what makes a connection that worked a moment ago be of no use: the computer slept, the process
//! was stopped, the clock was set, the network is another one or gone.
//!
//! It looks every now and then and compares with the last look; it acts on nothing itself. Who
//! listens catches up, opens the tunnel anew, tells the merchant.

mod heed;
mod network;
mod notice;
mod senses;
mod skew;

use std::time::Duration;

use countertop_domain::UnixSeconds;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;

pub use heed::Heed;
pub use network::{Network, NetworkChange};
pub use notice::{Look, Thresholds};
pub use senses::{Senses, SystemSenses};
pub use skew::{Skew, SkewVerdict};

use notice::Noticing;

/// What happened since the last look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The computer slept, or this process was stopped, for so long.
    Woke {
        /// From the last look to this one.
        away: Duration,
    },
    /// Somebody set the clock: forwards, or backwards.
    ClockSet {
        /// By so much.
        by_seconds: i64,
    },
    /// The network is another one, gone, or back.
    Network(NetworkChange),
    /// The clock was held against Stripe's, and it is otherwise with it than before.
    Clock(Skew),
}

/// How many of these wait for one who listens slowly. Older ones say no more than newer ones.
const WAITING: usize = 32;

/// Looks until it is dropped.
#[derive(Debug)]
pub struct Wake {
    tell: broadcast::Sender<Happened>,
    skew: watch::Sender<Option<Skew>>,
    looking: JoinHandle<()>,
}

impl Wake {
    /// Begins to look.
    pub fn begin(mut senses: impl Senses, thresholds: Thresholds) -> Self {
        let (tell, _) = broadcast::channel(WAITING);
        let told = tell.clone();
        // What happens from here on is noticed, however late the first of the next looks comes.
        let mut noticing = Noticing::new(thresholds, senses.look());
        let looking = tokio::spawn(async move {
            loop {
                tokio::time::sleep(thresholds.period).await;
                for happened in noticing.look(senses.look()) {
                    tracing::info!(?happened, "Something changed around this program.");
                    // Nobody may be listening.
                    let _ = told.send(happened);
                }
            }
        });
        let (skew, _) = watch::channel(None);
        Self {
            tell,
            skew,
            looking,
        }
    }

    /// All that happens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Happened> {
        self.tell.subscribe()
    }

    /// How our clock stands against Stripe's, as far as it is known.
    pub fn skew(&self) -> Option<Skew> {
        *self.skew.borrow()
    }

    /// Takes note of what Stripe's clock says in an answer that began just now, so long after its request
    /// was sent.
    pub fn heard_now(&self, stripe: UnixSeconds, round_trip: Duration) {
        let came = senses::wall();
        self.heard(stripe, came.saturating_sub(round_trip), came);
    }

    /// Takes note of what Stripe's clock said in an answer: the times by our own clock are those at
    /// which the request was sent and the answer was there, since 1970.
    pub fn heard(&self, stripe: UnixSeconds, sent: Duration, came: Duration) {
        let Some(skew) = Skew::measure(stripe, sent, came) else {
            return;
        };
        let before = self.skew.send_replace(Some(skew));
        let verdict = before.map_or(SkewVerdict::Fine, |it| it.verdict());
        if skew.verdict() != verdict {
            tracing::warn!(seconds = skew.seconds(), "This computer's clock: {skew}");
            // Nobody may be listening.
            let _ = self.tell.send(Happened::Clock(skew));
        }
    }
}

impl Drop for Wake {
    fn drop(&mut self) {
        self.looking.abort();
    }
}
