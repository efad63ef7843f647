//! Rehearsals: stories that the practice store plays, one at a time, and the proof afterwards that the
//! ledger has all of it.
//!
//! The customers of a story come over HTTP, as any do: they open a pay page and fill in its form. What
//! the merchant does goes through the API, what the outside world does through the control door.

mod book;
mod compare;
mod counter;
mod customer;
mod people;
mod play;
mod player;
mod practice;
mod script;
mod stories;
mod told;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use countertop_domain::{CurrencyError, MoneyError};
use countertop_receiver::{Clock, Counters, SystemClock};
use countertop_store::{Ledger, StoreError};
use countertop_stripe_client::{ApiError, Client};
use secrecy::SecretString;
use serde_json::json;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::App;
use crate::ipc::{self, IpcError, IpcErrorCode, PlayStory, StoryRow, StoryRun};
use crate::links::LinkError;
use crate::shop::Shop;
use book::Book;
use practice::PracticeStore;

/// The seed by which a story's length is told before it is played: no chance changes it.
const ANY_SEED: u64 = 0;
/// How long leaving may wait for the practice store.
const FAREWELL: Duration = Duration::from_secs(2);

/// How fast stories are played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    times: u32,
}

impl Pace {
    /// As they are told.
    pub const REAL: Self = Self { times: 1 };

    /// So many times as fast.
    pub fn times(times: u32) -> Self {
        Self {
            times: times.max(1),
        }
    }

    fn of(self, duration: Duration) -> Duration {
        duration / self.times
    }
}

/// What a story needs: the practice store on one side, the ledger on the other.
pub struct StageConfig {
    /// The ledger that records.
    pub ledger: Arc<Ledger>,
    /// The app's own way to the practice store's API.
    pub client: Client,
    /// The practice store's address: `http://127.0.0.1:PORT`.
    pub store: String,
    /// Its API key.
    pub api_key: SecretString,
    /// What the receiver has done so far.
    pub counters: Box<dyn Fn() -> Counters + Send + Sync>,
    /// How fast stories are played.
    pub pace: Pace,
    /// How long the last events may take to arrive.
    pub patience: Duration,
    /// Where each story's chance begins.
    pub seed: fn() -> u64,
}

/// A stage that is set.
struct Stage {
    ledger: Arc<Ledger>,
    client: Client,
    store: PracticeStore,
    counters: Box<dyn Fn() -> Counters + Send + Sync>,
    pace: Pace,
    patience: Duration,
    seed: fn() -> u64,
}

/// Why a story cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Hitch {
    /// The practice store does not answer.
    #[error("the practice store did not answer {path}: {why}")]
    Unreachable {
        /// What was asked for.
        path: String,
        /// What went wrong.
        why: &'static str,
    },
    /// It answered no.
    #[error("the practice store answered {path} with {status}: {sentence}")]
    Refused {
        /// What was asked for.
        path: String,
        /// The status of the answer.
        status: u16,
        /// Why, in its own words.
        sentence: String,
    },
    /// It does not do what it does by itself.
    #[error("the {0} that belongs to this story did not come")]
    NeverCame(&'static str),
    /// A story names a link that it does not have.
    #[error("the story has no such link")]
    NoLink,
    /// A story is on already.
    #[error("a story is being played; stop it first")]
    Busy,
    /// The API could not be asked.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A link could not be made.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// A sum cannot be made.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A currency is none.
    #[error(transparent)]
    Currency(#[from] CurrencyError),
    /// A fault of ours.
    #[error("a part of the story was broken off by a fault of this program")]
    BrokenOff,
}

/// The rehearsals of one practice store.
pub struct Rehearsals {
    stage: Arc<Stage>,
    last: Mutex<Option<Playing>>,
}

/// The story that is played, or was played last.
struct Playing {
    number: u32,
    book: Book,
    /// Each change asks to stop: first the story, then the waiting for the last events.
    stop: watch::Sender<()>,
    task: JoinHandle<()>,
}

impl Rehearsals {
    /// Sets the stage. Nothing is played yet.
    ///
    /// # Errors
    /// When there is no way to the practice store.
    pub fn new(config: StageConfig) -> Result<Self, Hitch> {
        let stage = Stage {
            ledger: config.ledger,
            client: config.client,
            store: PracticeStore::new(config.store, config.api_key)?,
            counters: config.counters,
            pace: config.pace,
            patience: config.patience,
            seed: config.seed,
        };
        Ok(Self {
            stage: Arc::new(stage),
            last: Mutex::new(None),
        })
    }

    /// The stories that can be played.
    pub fn stories() -> Vec<StoryRow> {
        let row = |play| StoryRow {
            play,
            seconds: seconds(stories::script(play, ANY_SEED).length),
        };
        stories::OFFERED.into_iter().map(row).collect()
    }

    /// The story that is played, or was played last.
    pub fn run(&self) -> Option<StoryRun> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().map(|playing| playing.book.read())
    }

    /// Begins to play a story.
    ///
    /// # Errors
    /// When another is being played.
    pub fn play(&self, story: PlayStory) -> Result<(), Hitch> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_some_and(|it| !it.task.is_finished()) {
            return Err(Hitch::Busy);
        }
        let number = last.as_ref().map_or(0, |it| it.number) + 1;
        let script = stories::script(story, (self.stage.seed)());
        let length = self.stage.pace.of(script.length);
        let book = Book::new(number, story, length, SystemClock.now());
        let (stop, asked) = watch::channel(());
        let stage = Arc::clone(&self.stage);
        let task = tokio::spawn(play::play(stage, book.clone(), script, asked));
        *last = Some(Playing {
            number,
            book,
            stop,
            task,
        });
        Ok(())
    }

    /// Asks the story to stop; asked again, it waits no longer for the last events.
    pub fn stop(&self) {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(playing) = last.as_ref() {
            playing.stop.send_replace(());
        }
    }

    /// Lets the practice store deliver as it should, whatever a story or a killed program left.
    ///
    /// # Errors
    /// When it cannot be told.
    pub async fn end_faults(&self) -> Result<(), Hitch> {
        self.stage.end_faults().await
    }

    /// Breaks off what is played, and leaves the practice store without faults.
    pub async fn close(self) {
        let last = self
            .last
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let Some(playing) = last else { return };
        if playing.task.is_finished() {
            return;
        }
        playing.task.abort();
        // A task that was ended on purpose has nothing to say.
        let _ = playing.task.await;
        let ended = tokio::time::timeout(FAREWELL, self.stage.end_faults()).await;
        if !matches!(ended, Ok(Ok(()))) {
            tracing::warn!("The practice store's faults could not be ended; the next start does.");
        }
    }
}

impl Stage {
    async fn end_faults(&self) -> Result<(), Hitch> {
        self.store.control("faults", &json!({})).await.map(drop)
    }
}

impl App {
    /// The stories, and the one that is played or was played last.
    ///
    /// # Errors
    /// When the account is not the practice store.
    pub async fn show_rehearsal(&self) -> Result<ipc::Rehearsal, IpcError> {
        let shop = self.shop().await?;
        Ok(ipc::Rehearsal {
            stories: Rehearsals::stories(),
            run: on_stage(&shop)?.run(),
        })
    }

    /// Begins to play a story.
    ///
    /// # Errors
    /// When another is being played.
    pub async fn play_story(&self, story: PlayStory) -> Result<ipc::Rehearsal, IpcError> {
        on_stage(&*self.shop().await?)?.play(story).map_err(|_| {
            let message = "A story is being played; wait for its end, or stop it first.";
            IpcError::new(IpcErrorCode::InvalidInput, message)
        })?;
        self.show_rehearsal().await
    }

    /// Stops the story that is played.
    ///
    /// # Errors
    /// When the account is not the practice store.
    pub async fn stop_story(&self) -> Result<ipc::Rehearsal, IpcError> {
        on_stage(&*self.shop().await?)?.stop();
        self.show_rehearsal().await
    }
}

fn on_stage(shop: &Shop) -> Result<&Rehearsals, IpcError> {
    shop.rehearsals().ok_or_else(|| {
        let message = "Stories are played in the practice store alone; open it first.";
        IpcError::new(IpcErrorCode::InvalidInput, message)
    })
}

fn seconds(length: Duration) -> u32 {
    u32::try_from(length.as_secs()).unwrap_or(u32::MAX)
}
