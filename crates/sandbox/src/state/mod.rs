//! The sandbox's state: one SQLite file, and the one thread that owns it.
//!
//! Every request is one piece of [`Work`]: one transaction, in which an object and the events that
//! its change causes are written together. Whoever waits for the answer sees them committed.

mod cli_sessions;
mod deliveries;
mod destinations;
mod events;
mod files;
mod health;
mod idempotency;
mod keys;
mod kind;
mod objects;
mod overlay;
mod owner;
mod page;
mod past;
mod past_money;
mod place;
mod render;
mod schema;
mod secrets;
mod settings;
mod thin;
mod thin_page;
mod validity;
mod waiting;
mod work;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::{Notify, mpsc, oneshot, watch};

pub(crate) use cli_sessions::{CliAnswer, Outgoing, Which};
pub(crate) use deliveries::{Due, Outcome};
pub(crate) use destinations::Payload;
pub(crate) use health::FAILING_SINCE;
pub(crate) use idempotency::Answered;
pub(crate) use kind::Kind;
pub(crate) use objects::text_of;
pub(crate) use overlay::{Events, Ground, Made, Overlay};
pub(crate) use page::{Cursor, Delivered, Listed, Page, PageQuery, Range};
pub(crate) use past::{Direction, MomentRow, SaleRow, ShapeRow, Span, Stage};
pub(crate) use past_money::PastPayout;
pub(crate) use place::Place;
pub(crate) use render::pretty;
pub(crate) use settings::Identity;
pub(crate) use thin::{event_of_thin, thin, time as v2_time};
pub(crate) use thin_page::ThinQuery;
pub(crate) use validity::is_used_up;
pub(crate) use work::{Cause, Work};

use crate::clock::Clock;
use owner::{Job, Owner};

/// Why the state could not be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StateError {
    #[error("the practice store's database failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the practice store's database holds an object that cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the practice store is closing")]
    Closed,
    #[error("what is due is not done, and stays due: {0}")]
    Stuck(&'static str),
    #[error("the practice store's past cannot be told: {0}")]
    Past(String),
}

/// Why the file cannot be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error(transparent)]
    File(#[from] countertop_sqlite::OpenError),
    #[error(transparent)]
    State(#[from] StateError),
    #[error("no thread could be started for the practice store's database: {0}")]
    Thread(std::io::Error),
}

/// How many pieces of work may wait for the owner.
const WAITING: usize = 1024;

/// A handle on the state; clones share it.
#[derive(Clone)]
pub(crate) struct State {
    jobs: mpsc::Sender<Job>,
    bells: Bells,
}

/// What is rung after a commit.
#[derive(Clone, Default)]
struct Bells {
    /// After each that queued deliveries, so that they go out at once. It counts them.
    queued: watch::Sender<u64>,
    /// After each: something may fall due sooner than what is waited for.
    changed: Arc<Notify>,
}

impl Bells {
    fn ring_queued(&self) {
        self.queued
            .send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl State {
    /// Opens the file, creating it when missing, and starts its owner's thread. `seed` counts only
    /// for a new file.
    pub(crate) fn open(
        file: &Path,
        seed: Option<u64>,
        clock: Arc<Clock>,
    ) -> Result<Self, OpenError> {
        let bells = Bells::default();
        let owner = Owner::open(file, seed, clock, bells.clone())?;
        let (jobs, waiting) = mpsc::channel(WAITING);
        std::thread::Builder::new()
            .name("practice-store".to_owned())
            .spawn(move || owner.serve(waiting))
            .map_err(OpenError::Thread)?;
        Ok(Self { jobs, bells })
    }

    /// Does a piece of work that may write, and commits it when it succeeds.
    pub(crate) async fn write<T, E>(
        &self,
        cause: Cause,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StateError> + Send + 'static,
    {
        self.ask(move |owner| owner.write(cause, work)).await
    }

    /// Does a piece of work of which nothing is kept.
    pub(crate) async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StateError> + Send + 'static,
    {
        self.ask(move |owner| owner.read(work)).await
    }

    /// Changes whenever deliveries are to be looked at.
    pub(crate) fn queued(&self) -> watch::Receiver<u64> {
        self.bells.queued.subscribe()
    }

    /// Waits until something was written since the last call.
    pub(crate) async fn changed(&self) {
        self.bells.changed.notified().await;
    }

    /// Has deliveries looked at again: the clock was moved.
    pub(crate) fn look_at_deliveries(&self) {
        self.bells.ring_queued();
    }

    /// Sets where the practice store listens, so that its links can say so.
    pub(crate) async fn listen_at(&self, base_url: String) -> Result<(), StateError> {
        self.ask(move |owner| {
            owner.listen_at(base_url);
            Ok(())
        })
        .await
    }

    /// Takes up the past that was made.
    pub(crate) async fn look_for_past(&self) -> Result<(), StateError> {
        self.ask(|owner| owner.look_for_past()).await
    }

    /// Waits for what is under way, writes everything to the file and closes it.
    pub(crate) async fn close(self) -> Result<(), StateError> {
        self.ask(|owner| owner.finish()).await
    }

    async fn ask<T, E>(
        &self,
        work: impl FnOnce(&mut Owner) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StateError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |owner| {
            // Nobody waits any more when the request was cut off; the work counts all the same.
            let _ = answer.send(work(owner));
        });
        self.jobs.send(job).await.map_err(|_| StateError::Closed)?;
        answered.await.map_err(|_| StateError::Closed)?
    }
}
