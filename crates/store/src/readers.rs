//! Connections that read, opened when they are needed and kept for the next.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use countertop_sqlite::open_reader;
use rusqlite::Connection;

use crate::StoreError;
use crate::schema::SCHEMA;

/// How long a query may take.
const LONGEST: Duration = Duration::from_secs(5);
/// After how many of its steps SQLite asks whether to go on.
const LOOK_EVERY: i32 = 10_000;
/// How many idle connections are kept.
const KEPT: usize = 4;

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Runs a query on a connection of its own, for a bounded time: while somebody reads, the log
    /// cannot begin anew. One transaction, so what it sees fits together.
    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.take()?;
        let until = Instant::now() + LONGEST;
        connection
            .progress_handler(LOOK_EVERY, Some(move || Instant::now() >= until))
            .map_err(StoreError::from)?;
        self.read_on(connection, query)
    }

    /// Runs a query that takes as long as it takes.
    pub(crate) fn read_at_length<T, E: From<StoreError>>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.take()?;
        connection
            .progress_handler(LOOK_EVERY, None::<fn() -> bool>)
            .map_err(StoreError::from)?;
        self.read_on(connection, query)
    }

    fn read_on<T, E: From<StoreError>>(
        &self,
        mut connection: Connection,
        query: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = connection.transaction().map_err(StoreError::from)?;
        let answer = query(&transaction);
        transaction.finish().map_err(StoreError::from)?;
        self.give_back(connection);
        answer
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(connection) => Ok(connection),
            None => Ok(open_reader(&self.path, &SCHEMA)?),
        }
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
    }

    /// Closes the idle connections, so that the last one to close can tidy up the WAL.
    pub(crate) fn close(&self) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
