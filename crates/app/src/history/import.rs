//! The import of an open account: one at a time, and going on at the next start where it was under way.
//!
//! How far each list was read is kept by the import itself. Here it is kept whether one is wanted, how far
//! back, and whether the merchant paused it: a paused one stays so until it is resumed.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, StoreError};
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, broadcast, watch};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::{History, HistoryConfig, HistoryProgress, HistoryState, Standing, standing};
use crate::ipc::Announcement;

/// Setting: the import that is wanted; empty where none is.
const WANTED: &str = "history.wanted";
/// How often the window is told of progress at most.
const TOLD_EVERY: Duration = Duration::from_millis(250);
/// How long the page that is being read may take when the account is closed.
const LAST_PAGE: Duration = Duration::from_secs(3);

/// The import that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wanted {
    /// How far back; none is all that there is.
    since: Option<i64>,
    /// Whether the merchant paused it.
    paused: bool,
}

/// The one import of an account.
pub(crate) struct Import {
    config: HistoryConfig,
    window: broadcast::Sender<Announcement>,
    running: Mutex<Option<Running>>,
}

struct Running {
    history: History,
    followed: JoinHandle<()>,
}

impl Import {
    /// Begins nothing yet.
    pub(crate) fn new(config: HistoryConfig, window: broadcast::Sender<Announcement>) -> Self {
        Self {
            config,
            window,
            running: Mutex::default(),
        }
    }

    /// Goes on with an import that was under way when the account was closed, and was not paused.
    pub(crate) async fn go_on(&self) {
        let gone_on = async {
            match self.wanted().await? {
                Some(Wanted {
                    since,
                    paused: false,
                }) => self.begin(&mut *self.running.lock().await, since).await,
                Some(Wanted { paused: true, .. }) | None => Ok(()),
            }
        };
        if let Err(error) = gone_on.await {
            tracing::warn!(%error, "The import of the history could not go on.");
        }
    }

    /// Imports what was created from a time on; goes on where an import came to.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub(crate) async fn start(&self, since: Option<UnixSeconds>) -> Result<(), StoreError> {
        let since = since.map(|it| it.0);
        let mut running = self.running.lock().await;
        self.want(Some(Wanted {
            since,
            paused: false,
        }))
        .await?;
        self.begin(&mut running, since).await
    }

    /// Reads no further page until it is to go on, also after the next start.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub(crate) async fn pause(&self) -> Result<(), StoreError> {
        let running = self.running.lock().await;
        if let Some(wanted) = self.wanted().await? {
            let paused = true;
            self.want(Some(Wanted { paused, ..wanted })).await?;
        }
        if let Some(running) = &*running {
            running.history.pause();
        }
        Ok(())
    }

    /// Goes on: with the import that is paused, or ended because something failed.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub(crate) async fn resume(&self) -> Result<(), StoreError> {
        let mut running = self.running.lock().await;
        let since = match self.wanted().await? {
            Some(wanted) => wanted.since,
            None => History::kept(&self.config.ledger)
                .await?
                .since
                .map(|it| it.0),
        };
        let paused = false;
        self.want(Some(Wanted { since, paused })).await?;
        match &*running {
            Some(running) if !running.history.progress().borrow().state.is_over() => {
                running.history.resume();
                Ok(())
            }
            Some(_) | None => self.begin(&mut running, since).await,
        }
    }

    /// How far it came; none where there never was one.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(crate) async fn progress(&self) -> Result<Option<HistoryProgress>, StoreError> {
        if let Some(running) = &*self.running.lock().await {
            return Ok(Some(running.history.progress().borrow().clone()));
        }
        let kept = History::kept(&self.config.ledger).await?;
        let since = self.wanted().await?.map(|it| it.since.map(UnixSeconds));
        Ok(match since {
            Some(since) => Some(HistoryProgress { since, ..kept }),
            None => kept.began_at.is_some().then_some(kept),
        })
    }

    /// Ends it where it is; it goes on at the next start.
    pub(crate) async fn close(&self) {
        if let Some(running) = self.running.lock().await.take() {
            running.end().await;
        }
    }

    async fn begin(
        &self,
        running: &mut Option<Running>,
        since: Option<i64>,
    ) -> Result<(), StoreError> {
        if let Some(before) = running.take() {
            before.end().await;
        }
        let config = HistoryConfig {
            since: since.map(UnixSeconds),
            ..self.config.clone()
        };
        let ledger = Arc::clone(&config.ledger);
        let history = History::start(config).await?;
        let followed = follow(history.progress(), ledger, self.window.clone());
        *running = Some(Running {
            followed: tokio::spawn(followed),
            history,
        });
        Ok(())
    }

    async fn wanted(&self) -> Result<Option<Wanted>, StoreError> {
        let kept = standing::read(&self.config.ledger, |ledger| ledger.setting(WANTED)).await?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    async fn want(&self, wanted: Option<Wanted>) -> Result<(), StoreError> {
        keep(&self.config.ledger, wanted).await
    }
}

impl Running {
    async fn end(self) {
        self.followed.abort();
        // A page that is not read by then is read again.
        let _ = timeout(LAST_PAGE, self.history.stop()).await;
    }
}

async fn keep(ledger: &Ledger, wanted: Option<Wanted>) -> Result<(), StoreError> {
    let text = match wanted {
        Some(wanted) => serde_json::to_string(&wanted),
        None => Ok(String::new()),
    };
    let text = text.map_err(|error| StoreError::Write(error.to_string()))?;
    ledger.set_setting(WANTED, &text).await
}

/// Tells the window of progress, and notes when nothing more is wanted, until the import ends.
async fn follow(
    mut progress: watch::Receiver<HistoryProgress>,
    ledger: Arc<Ledger>,
    window: broadcast::Sender<Announcement>,
) {
    loop {
        let is_complete = is_complete(&progress.borrow_and_update());
        if is_complete && let Err(error) = keep(&ledger, None).await {
            tracing::warn!(%error, "That the history is imported could not be noted.");
        }
        // Without a window nobody is told.
        let _ = window.send(Announcement::History);
        sleep(TOLD_EVERY).await;
        if progress.changed().await.is_err() {
            return;
        }
    }
}

/// Whether nothing is left to be read. A list that the key may not read is tried again at the next start.
fn is_complete(progress: &HistoryProgress) -> bool {
    let is_done = |standing: &Standing| *standing == Standing::Done;
    progress.state == HistoryState::Done && progress.lists.iter().all(|it| is_done(&it.standing))
}
