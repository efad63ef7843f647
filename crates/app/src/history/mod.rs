//! History older than Stripe's list of events: imported from the objects themselves.
//!
//! The lists are read one after the other, each page by page from the newest object to the oldest. How
//! far each was read is kept in the ledger with its objects' own commits behind it, so an import may be
//! stopped anywhere and goes on from there, also in another process. The order of the lists is such that
//! a payment comes with all that it lacks.

mod import;
mod list;
mod reading;
mod standing;
mod window;

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::{Mode, UnixSeconds};
use countertop_store::{Gap, Ledger, StoreError};
use countertop_stripe_client::{ApiError, Client};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::behind::Hold;
use crate::catchup::Status;
pub(crate) use import::Import;
pub use list::HistoryList;
use reading::Reading;
use standing::Place;
pub use standing::{ListProgress, Standing};

/// How many requests a second an import makes at most: with catching up and with what payments lack still
/// a share of what Stripe allows an account, which is 25 in test mode and 100 in live mode.
const IN_TEST_MODE: u32 = 4;
const IN_LIVE_MODE: u32 = 12;

/// What is to be imported, and how.
#[derive(Clone)]
pub struct HistoryConfig {
    /// Where to.
    pub ledger: Arc<Ledger>,
    /// Where from.
    pub client: Client,
    /// What asks for single objects gives way meanwhile.
    pub hold: Hold,
    /// How catching up is going beside it: while the list of events is read, the import waits.
    pub beside: Option<watch::Receiver<Status>>,
    /// Nothing that was created before; none is all that there is. Links have no time, so there it
    /// is all in any case.
    pub since: Option<UnixSeconds>,
    /// How many requests a second are made at most.
    pub requests_per_second: Option<u32>,
}

impl HistoryConfig {
    /// All that there is, by itself, at the pace that is right for the key.
    pub fn new(ledger: Arc<Ledger>, client: Client) -> Self {
        let requests_per_second = match client.mode() {
            // The practice store has nobody else to serve.
            _ if client.api_base().is_loopback() => None,
            Mode::Test => Some(IN_TEST_MODE),
            Mode::Live => Some(IN_LIVE_MODE),
        };
        Self {
            ledger,
            client,
            hold: Hold::default(),
            beside: None,
            since: None,
            requests_per_second,
        }
    }
}

/// How far an import has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryProgress {
    /// What it is doing.
    pub state: HistoryState,
    /// How far back it is to reach; none is all that there is.
    pub since: Option<UnixSeconds>,
    /// When it began to read, by Stripe's clock.
    pub began_at: Option<UnixSeconds>,
    /// When it read last.
    pub read_at: Option<UnixSeconds>,
    /// How far each list is read.
    pub lists: Vec<ListProgress>,
}

/// What an import is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryState {
    /// It reads.
    Reading(HistoryList),
    /// It waits while the list of events is read.
    GivingWay,
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
            Self::Reading(_) | Self::GivingWay | Self::Paused | Self::Waiting { .. } => false,
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
        let beginning = progress(first_state(&lists), config.since, &lists);
        let (wish, wishes) = watch::channel(Wish::GoOn);
        let (tell, progress) = watch::channel(beginning);
        let reading = Reading::new(config, lists, wishes, tell);
        Ok(Self {
            wish,
            progress,
            task: tokio::spawn(reading.run()),
        })
    }

    /// How far the last import came, where none is under way.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn kept(ledger: &Arc<Ledger>) -> Result<HistoryProgress, StoreError> {
        let lists = standing::as_kept(ledger).await?;
        let state = match lists.iter().all(|it| it.kept.done) {
            true => HistoryState::Done,
            false => HistoryState::Paused,
        };
        let since = lists.iter().find_map(|it| it.kept.since).map(UnixSeconds);
        Ok(progress(state, since, &lists))
    }

    /// From when on an import has to read to tell all that a gap's events would have told.
    pub fn needed_for(gap: Gap) -> UnixSeconds {
        UnixSeconds(gap.from.0.saturating_sub(standing::STILL_CHANGES))
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

fn progress(state: HistoryState, since: Option<UnixSeconds>, lists: &[Place]) -> HistoryProgress {
    let began = lists.iter().filter_map(|it| it.kept.began_at).min();
    let read = lists.iter().filter_map(|it| it.kept.read_at).max();
    HistoryProgress {
        state,
        since,
        began_at: began.map(UnixSeconds),
        read_at: read.map(UnixSeconds),
        lists: lists.iter().map(Place::progress).collect(),
    }
}

/// What it does before it was heard of.
fn first_state(lists: &[Place]) -> HistoryState {
    let going = lists.iter().find(|it| !it.kept.done).or(lists.last());
    going.map_or(HistoryState::Paused, |it| HistoryState::Reading(it.list))
}

impl Drop for History {
    fn drop(&mut self) {
        self.task.abort();
    }
}
