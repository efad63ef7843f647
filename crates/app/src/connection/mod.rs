//! The connection: how Stripe reaches this computer, and what is done when it does not.
//!
//! It keeps the chosen way open, has an endpoint of ours registered where the way ends, tells the
//! receiver whose signatures to take, and asks for catching up whenever something may have been missed.
//! The parts know nothing of each other: a tunnel knows no endpoint, an endpoint no tunnel.

mod chain;
mod choice;
mod keeping;
mod proving;
mod signers;
mod state;
mod token;
mod translate;
mod window;

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::Mode;
use countertop_receiver::Clock;
use countertop_tunnel::Setup;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

pub use choice::{Choice, ChoiceError, Credentials};
pub use proving::Proven;
pub(crate) use proving::Proving;
pub use signers::{Signers, Take};
pub use state::{ConnectionState, EndpointState};

use crate::endpoint::Endpoint;
use keeping::{Keeping, Order};

/// What a connection is made of.
pub struct ConnectionConfig {
    /// Test or live, as the key says.
    pub mode: Mode,
    /// The way that was chosen.
    pub choice: Choice,
    /// What ways need besides.
    pub credentials: Credentials,
    /// What every tunnel needs: the receiver's address above all.
    pub setup: Setup,
    /// Our endpoint; its secrets go to [`Signers::of_endpoint`].
    pub endpoint: Arc<Endpoint>,
    /// Whose signatures the receiver takes.
    pub signers: Arc<Signers>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Asked whenever something may have been missed.
    pub catch_up: Box<dyn Fn(Missed) + Send + Sync>,
    /// How often things are looked at.
    pub pace: Pace,
}

/// Why something may have been missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// The way is open, for the first time or again.
    Opened,
    /// Our endpoint is new, or had been disabled.
    Registered,
}

/// How often things are looked at.
#[derive(Clone, Debug)]
pub struct Pace {
    /// How often our endpoint is looked after.
    pub look: Duration,
    /// The pauses after failures at Stripe, one after the other; the last is repeated.
    pub retries: Vec<Duration>,
    /// How long a goodbye to Stripe may take at the end.
    pub goodbye: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            look: Duration::from_secs(300),
            retries: [5, 15, 60, 300].map(Duration::from_secs).to_vec(),
            goodbye: Duration::from_secs(5),
        }
    }
}

/// A connection that is kept until it is closed.
pub struct Connection {
    state: watch::Receiver<ConnectionState>,
    orders: mpsc::Sender<Order>,
    keeping: JoinHandle<()>,
}

impl Connection {
    /// Opens the chosen way and keeps it. What cannot be opened is said in the state.
    ///
    /// # Errors
    /// When the choice cannot be meant.
    pub fn open(config: ConnectionConfig) -> Result<Self, ChoiceError> {
        let (orders, coming) = mpsc::channel(8);
        let (keeping, state) = Keeping::new(config, coming)?;
        Ok(Self {
            state,
            orders,
            keeping: tokio::spawn(keeping.run()),
        })
    }

    /// How it is, and how it will be.
    pub fn state(&self) -> watch::Receiver<ConnectionState> {
        self.state.clone()
    }

    /// Goes another way from now on. The old one stays until the new choice is known to be one.
    ///
    /// # Errors
    /// When the choice cannot be meant.
    pub async fn choose(
        &self,
        choice: Choice,
        credentials: Credentials,
    ) -> Result<(), ChoiceError> {
        let (answer, answered) = oneshot::channel();
        let chosen = Order::Choose(Box::new((choice, credentials)), answer);
        if self.orders.send(chosen).await.is_err() {
            return Ok(());
        }
        // A connection that is closing chooses nothing any more.
        answered.await.unwrap_or(Ok(()))
    }

    /// Opens the way anew, at once: after a sleep, or in a new network.
    pub fn reopen(&self) {
        // Where so many orders wait already, it is opened anew soon enough.
        let _ = self.orders.try_send(Order::Reopen);
    }

    /// Opens the way anew when asked, for whoever notices that there is need. It keeps nothing open.
    pub fn reopener(&self) -> impl Fn() + Send + Sync + use<> {
        let orders = self.orders.downgrade();
        move || {
            if let Some(orders) = orders.upgrade() {
                // Where so many orders wait already, it is opened anew soon enough.
                let _ = orders.try_send(Order::Reopen);
            }
        }
    }

    /// Gets a new webhook secret, as when the old one may be known.
    pub fn renew_secret(&self) {
        let _ = self.orders.try_send(Order::RenewSecret);
    }

    /// Closes the way. An endpoint stays where it can be reached again, so that Stripe tries later.
    pub async fn close(self) {
        drop(self.orders);
        // A keeping that was broken off has nothing more to close.
        let _ = self.keeping.await;
    }
}
