//! One transaction for many inputs, and what happens when it fails.
//!
//! A full disk, a lock held too long or a failing device concern all: everyone is told to try again.
//! Anything else is the fault of one input: each is tried alone, and an event that fails three times
//! is parked, which is to keep its bytes and leave it out of the projection, so that it cannot hold up
//! the others for ever.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::apply::{self, Touched};
use crate::writer::{Desk, Input, Job, Written};
use crate::{Changes, ListedPage, Recorded, StoreError, absence, document, gap, look, setting};

/// How often an event is tried alone before it is parked.
const TRIES: u32 = 3;

/// Why a batch was not written.
enum Failure {
    /// The disk, the file or a lock: it would fail with any other input, too.
    Ledger(String),
    /// Something about an input.
    Input(String),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            None
            | Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig) => {
                Self::Input(error.to_string())
            }
            Some(_) => Self::Ledger(error.to_string()),
        }
    }
}

/// Writes a batch and answers everyone in it.
pub(crate) fn commit(desk: &mut Desk, batch: &mut Vec<Job>) {
    let pen = Arc::clone(&desk.pen);
    let Ok(writing) = pen.take() else {
        return refuse_for_room(desk, batch);
    };
    commit_now(desk, batch);
    drop(writing);
    pen.written();
}

fn commit_now(desk: &mut Desk, batch: &mut Vec<Job>) {
    match write(desk, batch) {
        Ok((recorded, changes)) => answer_all(desk, batch, recorded, changes),
        Err(Failure::Ledger(error)) => refuse_all(desk, batch, &error),
        Err(Failure::Input(reason)) => {
            tracing::warn!(
                reason,
                inputs = batch.len(),
                "A batch failed; its inputs are tried one by one."
            );
            for job in batch.drain(..) {
                alone(desk, job);
            }
        }
    }
}

fn alone(desk: &mut Desk, job: Job) {
    let mut job = vec![job];
    for _ in 0..TRIES {
        match write(desk, &job) {
            Ok((recorded, changes)) => return answer_all(desk, &mut job, recorded, changes),
            Err(Failure::Ledger(error)) => return refuse_all(desk, &mut job, &error),
            Err(Failure::Input(reason)) => tracing::error!(reason, "An input cannot be taken up."),
        }
    }
    park(desk, job);
}

/// Keeps the bytes of an event that cannot be projected. What is no event is refused.
fn park(desk: &mut Desk, mut job: Vec<Job>) {
    let parked = match job.first().map(|it| &it.input) {
        Some(Input::Event(prepared)) => transaction(&mut desk.connection, |connection| {
            let recorded = apply::park_event(connection, prepared)?;
            Ok((written(recorded), Changes::default()))
        }),
        Some(Input::Page(page)) => transaction(&mut desk.connection, |connection| {
            one_by_one(connection, page)
        }),
        _ => Err(Failure::Input("it cannot be written".to_owned())),
    };
    match parked {
        Ok(((recorded, changes), _)) => {
            tracing::error!(
                "An event is parked: its bytes are kept, its payment does not show it."
            );
            answer_all(desk, &mut job, vec![recorded], changes);
        }
        Err(Failure::Ledger(error)) => refuse_all(desk, &mut job, &error),
        Err(Failure::Input(reason)) => {
            for job in job.drain(..) {
                job.answer(Err(StoreError::Write(reason.clone())));
            }
        }
    }
}

/// Records a page of which an event cannot be taken up: each by itself, and that one is parked.
fn one_by_one(connection: &Connection, page: &ListedPage) -> rusqlite::Result<(Written, Changes)> {
    let (mut new_events, mut changes) = (0, Changes::default());
    for prepared in &page.events {
        connection.execute_batch("SAVEPOINT one")?;
        let taken = catch_unwind(AssertUnwindSafe(|| {
            let mut touched = Touched::default();
            let recorded = apply::record_event(connection, prepared, &mut touched)?;
            Ok::<_, rusqlite::Error>((recorded, apply::finish(connection, touched)?))
        }));
        let recorded = match taken {
            Ok(Ok((recorded, more))) => {
                changes.merge(more);
                recorded
            }
            Ok(Err(_)) | Err(_) => {
                connection.execute_batch("ROLLBACK TO one")?;
                apply::park_event(connection, prepared)?
            }
        };
        connection.execute_batch("RELEASE one")?;
        new_events += u64::from(recorded.first_seen);
    }
    apply::note_listed(connection, page)?;
    let written = Written {
        new_events,
        ..Written::default()
    };
    Ok((written, changes))
}

fn written(recorded: Recorded) -> Written {
    Written {
        recorded,
        ..Written::default()
    }
}

fn write(desk: &mut Desk, batch: &[Job]) -> Result<(Vec<Written>, Changes), Failure> {
    let work = |connection: &Connection| {
        let mut touched = Touched::default();
        let mut recorded = Vec::with_capacity(batch.len());
        for job in batch {
            recorded.push(write_one(connection, job, &mut touched)?);
        }
        Ok((recorded, apply::finish(connection, touched)?))
    };
    let ((recorded, mut changes), synced) = transaction(&mut desk.connection, work)?;
    if let Some(lost) = desk.whereabouts.lost() {
        return Err(Failure::Ledger(format!(
            "{} was moved, replaced or deleted while it was open: stop, put it back or restore a \
             backup, and start again",
            lost.display()
        )));
    }
    desk.gauges.committed(batch.len(), synced);
    changes.received_at_ms = batch
        .iter()
        .map(|job| job.received_at_ms)
        .min()
        .unwrap_or_default();
    Ok((recorded, changes))
}

/// Runs the work in a transaction and commits it durably; tells how long the commit took. A panic in it costs just this transaction.
fn transaction<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Result<(T, Duration), Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // What the work leaves half done is rolled back with the transaction.
    let done = catch_unwind(AssertUnwindSafe(|| work(&transaction)))
        .map_err(|_| Failure::Input("the projection stopped with a panic".to_owned()))??;
    let began = Instant::now();
    transaction.commit()?;
    Ok((done, began.elapsed()))
}

fn write_one(
    connection: &Connection,
    job: &Job,
    touched: &mut Touched,
) -> rusqlite::Result<Written> {
    let done = Written::default();
    match &job.input {
        Input::Event(event) => apply::record_event(connection, event, touched).map(written),
        Input::Page(page) => {
            let new_events = apply::record_page(connection, page, touched)?;
            Ok(Written { new_events, ..done })
        }
        Input::Fetched(answer, received_at) => {
            apply::record_fetched(connection, answer, *received_at, touched).map(|()| done)
        }
        Input::Act {
            subject,
            at_ms,
            kind,
        } => apply::record_act(connection, subject, *at_ms, kind, touched).map(|()| done),
        Input::Document(change) => {
            let was_there = document::apply(connection, change, job.received_at_ms)?;
            Ok(Written { was_there, ..done })
        }
        Input::Setting(name, value) => setting::set(connection, name, value).map(|()| done),
        Input::Mode(mode) => setting::set_mode(connection, *mode).map(|()| done),
        Input::Absence(absence) => absence::note(connection, absence).map(|()| done),
        Input::FromObjects(covered, at) => gap::close(connection, *covered, *at).map(|()| done),
        Input::Look(lack, at) => look::note(connection, lack, *at).map(|()| done),
    }
}

fn answer_all(desk: &Desk, batch: &mut Vec<Job>, recorded: Vec<Written>, changes: Changes) {
    for (job, recorded) in batch.drain(..).zip(recorded) {
        job.answer(Ok(recorded));
    }
    if !changes.is_empty() {
        // Without a listener there is nobody to tell.
        let _ = desk.changes.send(changes);
    }
}

/// Nothing was written: it would have made the log longer than it may become.
fn refuse_for_room(desk: &mut Desk, batch: &mut Vec<Job>) {
    desk.complain(&StoreError::LogFull.to_string());
    for job in batch.drain(..) {
        job.answer(Err(StoreError::LogFull));
    }
}

/// Nothing was committed, as far as we know: the sender must try again. The connection is opened
/// anew, since after a failed fsync its cache cannot be trusted.
fn refuse_all(desk: &mut Desk, batch: &mut Vec<Job>, error: &str) {
    desk.complain(error);
    for job in batch.drain(..) {
        job.answer(Err(StoreError::Write(error.to_owned())));
    }
    if desk.whereabouts.lost().is_some() {
        // What lies there now is not what was opened: nothing is written to it.
        return;
    }
    match (desk.reopen)() {
        Ok(connection) => desk.connection = connection,
        Err(error) => tracing::error!(%error, "The ledger could not be opened again."),
    }
}
