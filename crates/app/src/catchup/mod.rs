//! Catching up: the API's list of events is read to its end, so that what no webhook brought is in the
//! ledger too, and it can be said through which event nothing is missing.
//!
//! Webhooks are the fast way, the list is the proof. A round reads forward from the last place that
//! the list is certain not to change before any more ([`round`]); the first one looks for the list's
//! beginning ([`oldest`]). Each page goes into the ledger as a whole, with how far the list is read by
//! it, so a round may be broken off anywhere and the next goes on from there.

mod keep;
mod late;
mod list;
mod oldest;
mod pace;
mod persist;
mod plan;
mod presence;
mod round;
pub(crate) mod tell;
mod times;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use countertop_domain::{Mode, UnixSeconds};
use countertop_store::{Ledger, Proof, StoreError};
use countertop_stripe_client::{ApiError, Client};

pub use countertop_store::Types;
pub use keep::{Doing, Failure, Keeper, Rounds, Status, Trigger};
pub use late::{Cause, Late};
pub use pace::{Attention, Pace, Reach};
pub use presence::Presence;

/// How many requests a second a round makes at most: a share of what Stripe allows an account, which
/// is 25 in test mode and 100 in live mode.
const IN_TEST_MODE: u32 = 8;
const IN_LIVE_MODE: u32 = 25;

/// What a round is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// What is not known to be complete yet.
    Onwards,
    /// All from this time on, once more.
    From(UnixSeconds),
}

impl Wanted {
    /// What is wanted by two.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::From(one), Self::From(other)) => Self::From(one.min(other)),
            (Self::From(from), Self::Onwards) | (Self::Onwards, Self::From(from)) => {
                Self::From(from)
            }
            (Self::Onwards, Self::Onwards) => Self::Onwards,
        }
    }
}

/// How far a round has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many events it read.
    pub fetched: u64,
    /// How many of them the ledger did not know.
    pub new: u64,
    /// When the oldest event that it read was created.
    pub from: Option<UnixSeconds>,
    /// When the event was created that it has come to.
    pub at: Option<UnixSeconds>,
    /// When the newest event of the list was created.
    pub to: Option<UnixSeconds>,
}

/// What a round brought that came to the list's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caught {
    /// How many events it read.
    pub fetched: u64,
    /// How many of them the ledger did not know.
    pub new: u64,
    /// Through which event the ledger is complete now.
    pub proof: Proof,
}

/// Why a round ended before the list's end. What it read until then is kept; the next goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum BrokenOff {
    /// Stripe refused, failed or could not be reached, also after the client's own tries.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The ledger could not be written or read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// A page is not what the API sends.
    #[error("the API's list of events cannot be read: {0}; check the API address, and try again")]
    Unreadable(&'static str),
    /// A fault of this program.
    #[error("catching up was broken off by a fault of this program; try again")]
    Fault,
}

impl BrokenOff {
    /// How long Stripe asks to wait before the next round.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Ledger(_) | Self::Unreadable(_) | Self::Fault => None,
        }
    }

    /// Whether a later round may go better without anybody doing something about it.
    pub fn passes(&self) -> bool {
        match self {
            Self::Api(error) => error.is_retryable(),
            Self::Ledger(_) | Self::Unreadable(_) | Self::Fault => true,
        }
    }
}

/// Brings a ledger up to what the API lists.
#[derive(Clone)]
pub struct CatchUp {
    ledger: Arc<Ledger>,
    client: Client,
    /// Since when listed events were missing that were looked for once more. What the list did not give
    /// then is not looked for again and again.
    looked_for: Arc<Mutex<Option<UnixSeconds>>>,
}

impl CatchUp {
    /// For one ledger and the account that it belongs to. Its requests give way to the merchant's own.
    pub fn new(ledger: Arc<Ledger>, client: &Client) -> Self {
        let per_second = match client.mode() {
            // The practice store has nobody else to serve.
            _ if client.api_base().is_loopback() => None,
            Mode::Test => Some(IN_TEST_MODE),
            Mode::Live => Some(IN_LIVE_MODE),
        };
        Self {
            ledger,
            client: client.in_background(per_second),
            looked_for: Arc::default(),
        }
    }

    /// Reads the list to its end.
    ///
    /// # Errors
    /// When the end could not be reached.
    pub async fn round(
        &self,
        wanted: Wanted,
        tell: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Caught, BrokenOff> {
        round::run(self, wanted, tell).await
    }

    /// Reads the list to its end, round after round while what breaks them off may pass in a minute or
    /// two. What is counted is counted over all of them.
    ///
    /// # Errors
    /// When the end could not be reached.
    pub async fn persist(
        &self,
        wanted: Wanted,
        tell: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Caught, BrokenOff> {
        persist::run(self, wanted, tell).await
    }

    /// Through which event the ledger is complete.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn proof(&self) -> Result<Proof, BrokenOff> {
        self.read(|ledger| ledger.proof()).await
    }

    /// The newest deliveries that came late or never, of the types that the endpoint is sent, with their
    /// causes. What is younger than two minutes may still be under way.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn late(&self, types: Types, now: UnixSeconds) -> Result<Vec<Late>, BrokenOff> {
        self.read(move |ledger| late::find(ledger, &types, now))
            .await
    }

    /// When the oldest listed event was created that the ledger does not have, if it is worth to look for
    /// it.
    fn to_look_for(&self, proof: &Proof) -> Option<UnixSeconds> {
        let looked_for = *self
            .looked_for
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        proof.oldest_missing.filter(|it| Some(*it) != looked_for)
    }

    fn has_looked_for(&self, missing: Option<UnixSeconds>) {
        *self
            .looked_for
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = missing;
    }

    /// Runs a query where it may wait for the disk.
    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Ledger) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, BrokenOff> {
        let ledger = Arc::clone(&self.ledger);
        let answered = tokio::task::spawn_blocking(move || query(&ledger)).await;
        Ok(answered.map_err(|_| BrokenOff::Fault)??)
    }
}
