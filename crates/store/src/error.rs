//! Why the ledger cannot do what was asked.

use countertop_sqlite::{LockError, OpenError};

/// Why the ledger cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Another process receives into this ledger.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The writer has as much waiting as it takes.
    #[error("the ledger has too much waiting to be written; try again in a moment")]
    Busy,
    /// A reader keeps the write-ahead log from being emptied, and it may not become longer.
    #[error(
        "another program has been reading the ledger for too long; it is written again once that \
         program lets go of it"
    )]
    LogFull,
    /// The writer has stopped.
    #[error("the ledger is closed")]
    Closed,
    /// The commit failed: a full disk, a lock held too long, a failing device.
    #[error("the ledger cannot be written: {0}")]
    Write(String),
    /// A query failed.
    #[error("the ledger cannot be read: {0}")]
    Read(rusqlite::Error),
    /// A query took longer than any should.
    #[error("the ledger took longer than 5 seconds to answer: ask for less at once")]
    Slow,
    /// Stored bytes are not what was stored.
    #[error("{what} in the ledger is damaged; run `db check`, and restore a backup")]
    Damaged {
        /// Which row.
        what: String,
    },
    /// Something that was to be kept is longer than may be.
    #[error("{what} is {bytes} bytes long, and may be {most}: shorten it")]
    TooLong {
        /// What.
        what: &'static str,
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        most: usize,
    },
    /// The ledger is one of a version before the first release, which had other tables.
    #[error(
        "the ledger {path} was made by a version before the first release, whose tables were others ({lacks} \
         is missing): move the file away, and a new one is filled from what Stripe still has"
    )]
    OldShape {
        /// The file.
        path: String,
        /// A column that it lacks.
        lacks: String,
    },
    /// Something reads the ledger, so its file cannot be written anew.
    #[error(
        "another program reads the ledger, so what was erased may still be in unused parts of its \
         files: close that program, make room on the disk, and do this again"
    )]
    StillRead,
    /// A file cannot be written.
    #[error("the file {path} cannot be written: {reason}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        reason: String,
    },
}

impl StoreError {
    /// Whether the file that was to be opened is damaged, or something else than a ledger.
    pub fn is_no_ledger(&self) -> bool {
        let Self::Open(error) = self else {
            return false;
        };
        matches!(error, OpenError::Damaged { .. } | OpenError::Foreign { .. })
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => Self::Slow,
            _ => Self::Read(error),
        }
    }
}
