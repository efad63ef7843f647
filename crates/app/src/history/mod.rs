//! History older than Stripe's list of events: imported from the objects themselves.
//!
//! The lists are read one after the other, each page by page from the newest object to the oldest. How
//! far each was read is kept in the ledger with its objects' own commits behind it, so an import may be
//! stopped anywhere and goes on from there, also in another process. The order of the lists is such that
//! a payment comes with all that it lacks.

mod list;
mod reading;
mod standing;

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, StoreError};
use countertop_stripe_client::{ApiError, Client};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::behind::Hold;
pub use list::HistoryList;
use reading::Reading;
pub use standing::{ListProgress, Standing};

/// What is to be imported, and how.
#[derive(Clone)]
pub struct HistoryConfig {
    /// Where to.
    pub ledger: Arc<Ledger>,
    /// Where from.
    pub client: Client,
    /// What asks for single objects gives way meanwhile.
    pub hold: Hold,
    /// Nothing that was created before; none is all that there is. Links have no time, so there it
    /// is all in any case.
    pub since: Option<UnixSeconds>,
    /// How many requests a second are made at most.
    pub requests_per_second: Option<u32>,
}

/// How far an import has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryProgress {
    /// What it is doing.
    pub state: HistoryState,
    /// How far each list is read.
    pub lists: Vec<ListProgress>,
}

/// What an import is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryState {
    /// It reads.
    Reading(HistoryList),
    /// It was asked to pause.
    Paused,
    /// It goes on by itself after a while.
    Waiting {
        /// Why it cannot go on now.
        reason: String,
        /// How long it waits.
        pause: Duration,
    },
    /// Everything is there that the key may read.
    Done,
    /// It ended before; it goes on from there when it is started again.
    Ended {
        /// Why.
        reason: String,
    },
}

impl HistoryState {
    /// Whether nothing more comes of it by itself.
    pub fn is_over(&self) -> bool {
        match self {
            Self::Done | Self::Ended { .. } => true,
            Self::Reading(_) | Self::Paused | Self::Waiting { .. } => false,
        }
    }
}

/// Why an import cannot go on by itself.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// Stripe refuses, or cannot be reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The ledger cannot be written or read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// A page is not what the API sends.
    #[error("the API's list of {0} goes on, but does not say where; try again")]
    Lost(HistoryList),
}

/// What the merchant wants of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    GoOn,
    Pause,
    Stop,
}

/// An import under way. Dropping it ends it where it is.
#[derive(Debug)]
pub struct History {
    wish: watch::Sender<Wish>,
    progress: watch::Receiver<HistoryProgress>,
    task: JoinHandle<()>,
}

impl History {
    /// Begins to import, or goes on where an import ended. To be called within a runtime.
    ///
    /// # Errors
    /// When the ledger cannot say how far it came.
    pub async fn start(config: HistoryConfig) -> Result<Self, StoreError> {
        let lists = standing::all(&config.ledger, config.since).await?;
        let beginning = HistoryProgress {
            state: HistoryState::Paused,
            lists: lists.iter().map(|it| it.progress()).collect(),
        };
        let (wish, wishes) = watch::channel(Wish::GoOn);
        let (tell, progress) = watch::channel(beginning);
        let reading = Reading::new(config, lists, wishes, tell);
        Ok(Self {
            wish,
            progress,
            task: tokio::spawn(reading.run()),
        })
    }

    /// Has the next import begin anew. What is in the ledger stays and is known again.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn forget(ledger: &Ledger) -> Result<(), StoreError> {
        standing::forget(ledger).await
    }

    /// How far it has come, now and whenever that changes.
    pub fn progress(&self) -> watch::Receiver<HistoryProgress> {
        self.progress.clone()
    }

    /// Reads no further page until it is to go on.
    pub fn pause(&self) {
        self.wish.send_replace(Wish::Pause);
    }

    /// Goes on.
    pub fn resume(&self) {
        self.wish.send_replace(Wish::GoOn);
    }

    /// Ends after the page that is being read.
    pub async fn stop(mut self) {
        self.wish.send_replace(Wish::Stop);
        // A panic of the task was reported where it happened.
        let _ = (&mut self.task).await;
    }
}

impl Drop for History {
    fn drop(&mut self) {
        self.task.abort();
    }
}
