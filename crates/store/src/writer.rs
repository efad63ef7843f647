//! The one thread that writes: it takes what is waiting, records it in one transaction with one
//! fsync, and then answers everyone. It never lingers: the fsync itself forms the next batch. When
//! nothing waits, it does what follows the payments ([`follow`]).

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use countertop_domain::{ActKind, Mode, UnixSeconds};
use countertop_sqlite::LOCK_PATIENCE;
use countertop_stripe_wire::Aside;
use rusqlite::Connection;
use tokio::sync::{broadcast, oneshot};

use crate::apply::Prepared;
use crate::delivery::Noted;
use crate::gauges::Gauges;
use crate::log::Pen;
use crate::whereabouts::Whereabouts;
use crate::{Absence, Changes, Fetched, Gap, ListedPage, StoreError, batch, document, follow};

/// How many inputs may wait; more are refused, so that memory stays bounded.
const QUEUE: usize = 4096;
/// How many bytes may wait.
const QUEUE_BYTES: usize = 32 << 20;
/// How many inputs share a transaction at most.
const BATCH: usize = 1024;
/// How many bytes share a transaction, give or take one input.
const BATCH_BYTES: usize = 8 << 20;
/// How long no input comes before what follows begins: between two batches of a burst there is no
/// quiet.
const QUIET: Duration = Duration::from_millis(2);
/// How often it is said that the ledger cannot be written.
const COMPLAIN_EVERY: Duration = Duration::from_secs(1);
/// While inputs keep coming, what follows gets a turn this often.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);

/// What became of an event that was handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Whether nothing of this id was known before.
    pub first_seen: bool,
    /// Whether it is the first of this id that counts, that is, is not kept aside.
    pub first_counted: bool,
    /// Why it is kept aside, if it is.
    pub aside: Option<Aside>,
}

/// What became of an input.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written {
    /// What became of an event.
    pub(crate) recorded: Recorded,
    /// How many events of a page were not known before.
    pub(crate) new_events: u64,
    /// Whether there was a document to be removed.
    pub(crate) was_there: bool,
}

pub(crate) enum Input {
    Event(Box<Prepared>),
    Page(Box<ListedPage>),
    Fetched(Fetched, UnixSeconds),
    Act {
        /// The id of a payment or a link.
        subject: String,
        at_ms: i64,
        kind: ActKind,
    },
    Document(document::Change),
    Setting(&'static str, String),
    Mode(Mode),
    Absence(Absence),
    /// A stretch of time of which all objects were read, and when.
    FromObjects(Gap, UnixSeconds),
    Look(String, UnixSeconds),
}

impl Input {
    fn bytes(&self) -> usize {
        match self {
            Self::Event(prepared) => prepared.event.body().len() + prepared.compressed.len(),
            Self::Page(page) => page.bytes(),
            Self::Fetched(answer, _) => answer.body.len(),
            Self::Setting(_, value) | Self::Look(value, _) => value.len(),
            Self::Document(change) => change.bytes(),
            Self::Act { .. } | Self::Mode(_) | Self::Absence(_) | Self::FromObjects(..) => 0,
        }
    }
}

/// What became of an input. It goes back with the answer, so that its memory is freed where it was
/// taken and not by the one thread that everyone waits for.
pub(crate) struct Done {
    pub(crate) outcome: Result<Written, StoreError>,
    pub(crate) input: Input,
}

/// An input with who waits for its commit.
pub(crate) struct Job {
    pub(crate) input: Input,
    pub(crate) received_at_ms: i64,
    answer: oneshot::Sender<Done>,
    bytes: Waiting,
}

impl Job {
    /// Answers who waits for it; who no longer waits has gone away, and the commit stands.
    pub(crate) fn answer(self, outcome: Result<Written, StoreError>) {
        let input = self.input;
        let _ = self.answer.send(Done { outcome, input });
    }
}

/// A share of the bytes that may wait, given back when the job is done.
struct Waiting {
    bytes: usize,
    total: Arc<AtomicUsize>,
}

impl Waiting {
    fn reserve(bytes: usize, total: &Arc<AtomicUsize>) -> Option<Self> {
        let before = total.fetch_add(bytes, Ordering::Relaxed);
        let waiting = Self {
            bytes,
            total: Arc::clone(total),
        };
        // One that is alone always fits: its length was limited where it came in.
        (before == 0 || before + bytes <= QUEUE_BYTES).then_some(waiting)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.total.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// The way to the writer thread.
pub(crate) struct Writer {
    jobs: SyncSender<Job>,
    waiting: Arc<AtomicUsize>,
    gauges: Arc<Gauges>,
    thread: JoinHandle<()>,
}

/// What the thread needs.
pub(crate) struct Desk {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
    pub(crate) reopen: Box<dyn Fn() -> Result<Connection, StoreError> + Send>,
    pub(crate) pen: Arc<Pen>,
    pub(crate) changes: broadcast::Sender<Changes>,
    pub(crate) gauges: Arc<Gauges>,
    pub(crate) whereabouts: Whereabouts,
    pub(crate) noted: Arc<Noted>,
    pub(crate) complained_at: Option<Instant>,
}

impl Desk {
    /// Says why the ledger cannot be written, once a second: as long as it lasts, it is so for every
    /// event.
    pub(crate) fn complain(&mut self, error: &str) {
        if self
            .complained_at
            .is_none_or(|at| at.elapsed() >= COMPLAIN_EVERY)
        {
            self.complained_at = Some(Instant::now());
            tracing::error!(error, path = %self.path.display(), "The ledger could not be written.");
        }
    }
}

impl Writer {
    pub(crate) fn start(desk: Desk) -> Result<Self, StoreError> {
        let (jobs, inbox) = sync_channel(QUEUE);
        let gauges = Arc::clone(&desk.gauges);
        let thread = std::thread::Builder::new()
            .name("ledger-writer".to_owned())
            .spawn(move || run(desk, &inbox))
            .map_err(|error| StoreError::Write(error.to_string()))?;
        Ok(Self {
            jobs,
            waiting: Arc::default(),
            gauges,
            thread,
        })
    }

    /// Hands an input over and waits until it is durably committed.
    pub(crate) async fn record(
        &self,
        input: Input,
        received_at_ms: i64,
    ) -> Result<Recorded, StoreError> {
        let written = self.write(input, received_at_ms).await?;
        Ok(written.recorded)
    }

    /// The same, for who wants to know all that became of it.
    pub(crate) async fn write(
        &self,
        input: Input,
        received_at_ms: i64,
    ) -> Result<Written, StoreError> {
        let (answer, committed) = oneshot::channel();
        let bytes = Waiting::reserve(input.bytes(), &self.waiting).ok_or(StoreError::Busy)?;
        let job = Job {
            input,
            received_at_ms,
            answer,
            bytes,
        };
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })?;
        let _queued = self.gauges.queued();
        let done = committed.await.map_err(|_| StoreError::Closed)?;
        drop(done.input);
        done.outcome
    }

    /// Writes what is waiting and ends the thread.
    pub(crate) fn stop(self) {
        drop(self.jobs);
        // A panic of the thread was reported where it happened; there is nothing left to stop.
        let _ = self.thread.join();
    }
}

/// Nobody can hand anything over any more.
struct Disconnected;

fn run(mut desk: Desk, inbox: &Receiver<Job>) {
    let mut batch = Vec::with_capacity(BATCH);
    let mut followed_at = Instant::now();
    loop {
        let Ok(first) = next(&mut desk, inbox) else {
            break;
        };
        fill(&mut batch, first, inbox);
        batch::commit(&mut desk, &mut batch);
        if followed_at.elapsed() >= FOLLOW_EVERY {
            follow_on(&mut desk);
            followed_at = Instant::now();
        }
    }
    while follow_on(&mut desk) {}
}

/// The next input. When it is quiet there is time for what follows, and every now and then also for
/// what another process wrote.
fn next(desk: &mut Desk, inbox: &Receiver<Job>) -> Result<Job, Disconnected> {
    let mut patience = QUIET;
    loop {
        match inbox.recv_timeout(patience) {
            Ok(job) => return Ok(job),
            Err(RecvTimeoutError::Disconnected) => return Err(Disconnected),
            Err(RecvTimeoutError::Timeout) => {}
        }
        patience = if follow_on(desk) {
            Duration::ZERO
        } else {
            FOLLOW_EVERY
        };
    }
}

/// Takes what is waiting with the first, up to the bounds of a batch.
fn fill(batch: &mut Vec<Job>, first: Job, inbox: &Receiver<Job>) {
    let mut bytes = first.bytes.bytes;
    batch.push(first);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Ok(job) = inbox.try_recv() else { break };
        bytes += job.bytes.bytes;
        batch.push(job);
    }
}

/// One step of what follows; says whether there may be more. What fails is tried again later: the
/// payments themselves are safe.
fn follow_on(desk: &mut Desk) -> bool {
    let pen = Arc::clone(&desk.pen);
    if !pen.has_room() {
        return false;
    }
    let Ok(_writing) = pen.take() else {
        return false;
    };
    match follow_unless_locked(&mut desk.connection, &desk.noted) {
        Ok(Some(followed)) => {
            if !followed.is_empty() {
                // Without a listener there is nobody to tell.
                let _ = desk.changes.send(followed);
            }
            true
        }
        Ok(None) => false,
        Err(error) => {
            tracing::warn!(%error, "Search and totals could not be brought up to date; they will be later.");
            false
        }
    }
}

/// An event that comes meanwhile has its own wait for another program's lock: it must not wait for
/// this one as well.
fn follow_unless_locked(
    connection: &mut Connection,
    noted: &Noted,
) -> rusqlite::Result<Option<Changes>> {
    connection.busy_timeout(Duration::ZERO)?;
    let followed = follow::step(connection, noted);
    connection.busy_timeout(LOCK_PATIENCE)?;
    followed
}
