//! A way that is kept open.

use std::fmt;
use std::sync::Arc;

use countertop_domain::UnixSeconds;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::output::Output;
use crate::supervision::{Order, Supervision};
use crate::{Door, ForLive, Kind, Line, Pauses, Programs, State, Way};

/// Tells the time.
pub type Now = Arc<dyn Fn() -> UnixSeconds + Send + Sync>;
/// Gives random bits.
pub type Chance = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What every tunnel needs, whichever way it goes.
#[derive(Clone)]
pub struct Setup {
    /// Where it leads.
    pub door: Door,
    /// Where programs are looked for.
    pub programs: Programs,
    /// How long to wait between tries.
    pub pauses: Pauses,
    /// The time.
    pub now: Now,
    /// Chance, for the pauses.
    pub chance: Chance,
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("door", &self.door)
            .field("pauses", &self.pauses)
            .finish_non_exhaustive()
    }
}

/// A way that is kept open until it is stopped or dropped.
#[derive(Debug)]
pub struct Tunnel {
    kind: Kind,
    state: watch::Receiver<State>,
    output: Arc<Output>,
    orders: mpsc::Sender<Order>,
    supervision: JoinHandle<()>,
}

impl Tunnel {
    /// Opens a way for a test key, or for the practice store.
    pub fn for_test(way: impl Way, setup: Setup) -> Self {
        Self::open(Box::new(way), setup)
    }

    /// Opens a way for a live key: only one that is made for it.
    pub fn for_live(way: impl ForLive, setup: Setup) -> Self {
        Self::open(Box::new(way), setup)
    }

    fn open(way: Box<dyn Way>, setup: Setup) -> Self {
        let kind = way.kind();
        let (tell, state) = watch::channel(State::Starting {
            since: (setup.now)(),
        });
        // More than one order at a time says no more than the last.
        let (orders, coming) = mpsc::channel(4);
        let output = Arc::new(Output::default());
        let supervision = Supervision::new(way, setup, tell, Arc::clone(&output), coming);
        Self {
            kind,
            state,
            output,
            orders,
            supervision: tokio::spawn(supervision.run()),
        }
    }

    /// Which way it goes.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// How it is, and how it will be.
    pub fn state(&self) -> watch::Receiver<State> {
        self.state.clone()
    }

    /// What its program said lately, the newest last.
    pub fn output(&self) -> Vec<Line> {
        self.output.lines()
    }

    /// Opens it anew, at once: after a sleep, or in a new network.
    pub fn restart(&self) {
        // Where so many orders wait already, one of them is this.
        let _ = self.orders.try_send(Order::Restart);
    }

    /// Ends its program, and comes back when that is gone.
    pub async fn stop(self) {
        // It may have ended already, or be told by the channel's end.
        let _ = self.orders.send(Order::Stop).await;
        drop(self.orders);
        let _ = self.supervision.await;
    }
}
