//! The one thread that writes: it takes what is waiting, records it in one transaction with one
//! fsync, and then answers everyone. It never lingers: the fsync itself forms the next batch.

use std::path::PathBuf;
use std::thread::JoinHandle;

use countertop_domain::{Mode, UnixSeconds};
use countertop_stripe_wire::{Aside, RecordedEvent};
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{broadcast, mpsc, oneshot};

use crate::apply::{self, Touched};
use crate::{Changes, Fetched, StoreError, setting};

/// How many inputs may wait; more are refused, so that memory stays bounded.
const QUEUE: usize = 4096;
/// How many inputs share a transaction at most.
const BATCH: usize = 1024;

/// What became of an event that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Whether nothing of this id was known before.
    pub first_seen: bool,
    /// Whether it is the first of this id that counts, that is, is not kept aside.
    pub first_counted: bool,
    /// Why it is kept aside, if it is.
    pub aside: Option<Aside>,
}

pub(crate) enum Input {
    Event(Box<RecordedEvent>),
    Fetched(Fetched),
    Setting(&'static str, String),
    Mode(Mode),
}

struct Job {
    input: Input,
    received_at_ms: i64,
    answer: oneshot::Sender<Result<Recorded, StoreError>>,
}

/// The way to the writer thread.
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
    thread: JoinHandle<()>,
}

/// What the thread needs.
pub(crate) struct Desk {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
    pub(crate) reopen: Box<dyn Fn() -> Result<Connection, StoreError> + Send>,
    pub(crate) changes: broadcast::Sender<Changes>,
}

impl Writer {
    pub(crate) fn start(desk: Desk) -> Result<Self, StoreError> {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("ledger-writer".to_owned())
            .spawn(move || run(desk, waiting))
            .map_err(|error| StoreError::Write(error.to_string()))?;
        Ok(Self { jobs, thread })
    }

    /// Hands an input over and waits until it is durably committed.
    pub(crate) async fn record(
        &self,
        input: Input,
        received_at_ms: i64,
    ) -> Result<Recorded, StoreError> {
        let (answer, committed) = oneshot::channel();
        let job = Job {
            input,
            received_at_ms,
            answer,
        };
        self.jobs.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        committed.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Writes what is waiting and ends the thread.
    pub(crate) fn stop(self) {
        drop(self.jobs);
        // A panic of the thread was reported where it happened; there is nothing left to stop.
        let _ = self.thread.join();
    }
}

fn run(mut desk: Desk, mut waiting: mpsc::Receiver<Job>) {
    let mut batch = Vec::with_capacity(BATCH);
    while waiting.blocking_recv_many(&mut batch, BATCH) > 0 {
        let written = write(&mut desk.connection, &batch);
        match written {
            Ok((recorded, changes)) => answer_all(&desk, &mut batch, recorded, changes),
            Err(error) if batch.len() > 1 => {
                tracing::warn!(%error, inputs = batch.len(), "A batch failed; its inputs are tried one by one.");
                one_by_one(&mut desk, &mut batch);
            }
            Err(error) => refuse_all(&mut desk, &mut batch, &error),
        }
    }
}

/// After a failed batch: the one that cannot be written fails alone.
fn one_by_one(desk: &mut Desk, batch: &mut Vec<Job>) {
    for job in batch.drain(..) {
        let mut alone = vec![job];
        match write(&mut desk.connection, &alone) {
            Ok((recorded, changes)) => answer_all(desk, &mut alone, recorded, changes),
            Err(error) => refuse_all(desk, &mut alone, &error),
        }
    }
}

fn write(connection: &mut Connection, batch: &[Job]) -> rusqlite::Result<(Vec<Recorded>, Changes)> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut touched = Touched::default();
    let mut recorded = Vec::with_capacity(batch.len());
    for job in batch {
        recorded.push(write_one(&transaction, job, &mut touched)?);
    }
    let mut changes = apply::finish(&transaction, touched)?;
    transaction.commit()?;
    changes.received_at_ms = batch
        .iter()
        .map(|job| job.received_at_ms)
        .min()
        .unwrap_or_default();
    Ok((recorded, changes))
}

fn write_one(
    connection: &Connection,
    job: &Job,
    touched: &mut Touched,
) -> rusqlite::Result<Recorded> {
    let received_at = UnixSeconds(job.received_at_ms.div_euclid(1000));
    let done = Recorded {
        first_seen: false,
        first_counted: false,
        aside: None,
    };
    match &job.input {
        Input::Event(event) => apply::record_event(connection, event, received_at, touched),
        Input::Fetched(answer) => {
            apply::record_fetched(connection, answer, received_at, touched).map(|()| done)
        }
        Input::Setting(name, value) => setting::set(connection, name, value).map(|()| done),
        Input::Mode(mode) => setting::set_mode(connection, *mode).map(|()| done),
    }
}

fn answer_all(desk: &Desk, batch: &mut Vec<Job>, recorded: Vec<Recorded>, changes: Changes) {
    for (job, recorded) in batch.drain(..).zip(recorded) {
        // Who no longer waits has gone away; the commit stands.
        let _ = job.answer.send(Ok(recorded));
    }
    if !changes.is_empty() {
        // Without a listener there is nobody to tell.
        let _ = desk.changes.send(changes);
    }
}

/// Nothing was committed, as far as we know: the sender must try again. The connection is opened
/// anew, since after a failed fsync its cache cannot be trusted.
fn refuse_all(desk: &mut Desk, batch: &mut Vec<Job>, error: &rusqlite::Error) {
    tracing::error!(%error, path = %desk.path.display(), "The ledger could not be written.");
    for job in batch.drain(..) {
        let _ = job.answer.send(Err(StoreError::Write(error.to_string())));
    }
    match (desk.reopen)() {
        Ok(connection) => desk.connection = connection,
        Err(error) => tracing::error!(%error, "The ledger could not be opened again."),
    }
}
