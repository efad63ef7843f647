//! The table that is looked at in the window: at most one for each open account. While links are made of
//! it, a task of its own goes from row to row.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use countertop_receiver::SystemClock;
use countertop_store::Ledger;
use countertop_stripe_client::Client;
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

use super::{LinkTable, Standing, TableRow, make};
use crate::ipc::Announcement;
use crate::links::LinkError;
use crate::randomness;
use crate::refusals::sentence;

/// How often the window is told of progress at most.
const TOLD_EVERY: Duration = Duration::from_millis(250);

/// The table of an open account, if there is one.
pub(crate) struct Tables {
    ledger: Arc<Ledger>,
    client: Client,
    window: broadcast::Sender<Announcement>,
    shown: Arc<Mutex<Option<Shown>>>,
    making: Mutex<Option<Making>>,
}

/// A table, and how far it is.
#[derive(Clone)]
pub(crate) struct Shown {
    /// By which it is named.
    pub(crate) id: String,
    /// The file's name.
    pub(crate) file: String,
    pub(crate) table: LinkTable,
    pub(crate) is_making: bool,
    /// Why no more are being made, though rows are left.
    pub(crate) trouble: Option<String>,
}

struct Making {
    stop: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

/// What the task has.
struct Maker {
    ledger: Arc<Ledger>,
    client: Client,
    window: broadcast::Sender<Announcement>,
    shown: Arc<Mutex<Option<Shown>>>,
    stop: Arc<AtomicBool>,
}

impl Tables {
    pub(crate) fn new(
        ledger: &Arc<Ledger>,
        client: &Client,
        window: &broadcast::Sender<Announcement>,
    ) -> Self {
        Self {
            ledger: Arc::clone(ledger),
            client: client.clone(),
            window: window.clone(),
            shown: Arc::default(),
            making: Mutex::default(),
        }
    }

    /// The table as it stands.
    pub(crate) fn now(&self) -> Option<Shown> {
        lock(&self.shown).clone()
    }

    /// Shows another table in the place of the one before; not while links are made of that.
    pub(crate) fn show(&self, file: String, table: LinkTable) -> bool {
        let mut shown = lock(&self.shown);
        if shown.as_ref().is_some_and(|it| it.is_making) {
            return false;
        }
        *shown = Some(Shown {
            id: randomness::installation_id(),
            file,
            table,
            is_making: false,
            trouble: None,
        });
        true
    }

    /// Puts the table away; not while links are made of it.
    pub(crate) fn put_away(&self) {
        lock(&self.shown).take_if(|it| !it.is_making);
    }

    /// Begins to make its links, or goes on with it.
    pub(crate) fn make(&self) {
        {
            let mut shown = lock(&self.shown);
            let Some(shown) = shown.as_mut().filter(|it| !it.is_making) else {
                return;
            };
            shown.is_making = true;
            shown.trouble = None;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let maker = Maker {
            ledger: Arc::clone(&self.ledger),
            client: self.client.clone(),
            window: self.window.clone(),
            shown: Arc::clone(&self.shown),
            stop: Arc::clone(&stop),
        };
        let task = tokio::spawn(maker.run());
        *lock(&self.making) = Some(Making { stop, task });
    }

    /// Makes no further link; the one under way is made to its end.
    pub(crate) fn stop(&self) {
        if let Some(making) = &*lock(&self.making) {
            making.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Ends it. A link that is under way is known again when the table is read anew.
    pub(crate) async fn close(self) {
        let making = lock(&self.making).take();
        if let Some(making) = making {
            making.task.abort();
            // A task that was ended on purpose has nothing to say.
            let _ = making.task.await;
        }
    }
}

impl Maker {
    async fn run(self) {
        let trouble = self.make_all().await.err();
        if let Some(error) = &trouble {
            tracing::warn!(%error, "No more links can be made of the table.");
        }
        if let Some(shown) = &mut *lock(&self.shown) {
            shown.is_making = false;
            shown.trouble = trouble.map(|error| sentence(&error));
        }
        self.announce();
    }

    async fn make_all(&self) -> Result<(), LinkError> {
        let mut told = Instant::now();
        for index in 0.. {
            let Some((row, zone)) = self.row(index) else {
                break;
            };
            if self.stop.load(Ordering::Relaxed) {
                break;
            }
            let standing = make(&self.ledger, &self.client, &row, &zone, &SystemClock).await?;
            self.note(index, standing);
            if told.elapsed() >= TOLD_EVERY {
                told = Instant::now();
                self.announce();
            }
        }
        Ok(())
    }

    fn row(&self, index: usize) -> Option<(TableRow, String)> {
        let shown = lock(&self.shown);
        let table = &shown.as_ref()?.table;
        Some((table.rows.get(index)?.clone(), table.zone.clone()))
    }

    fn note(&self, index: usize, standing: Standing) {
        if let Some(shown) = &mut *lock(&self.shown)
            && let Some(row) = shown.table.rows.get_mut(index)
        {
            row.standing = standing;
        }
    }

    fn announce(&self) {
        // Without a window nobody is told.
        let _ = self.window.send(Announcement::LinkTable);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
