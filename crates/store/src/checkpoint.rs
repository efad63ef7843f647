//! The thread that moves the WAL into the database: on the writer it would cause the worst delays.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use crate::StoreError;

/// The WAL's length at which it is moved without waiting for a quiet moment, in bytes.
const FULL: u64 = 16 << 20;
/// How often the WAL is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How many looks without a change make a quiet moment.
const QUIET_LOOKS: u32 = 10;

pub(crate) struct Checkpointer {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    pub(crate) fn start(ledger: &Path, connection: Connection) -> Result<Self, StoreError> {
        let (stop, stopped) = channel();
        let mut wal = ledger.as_os_str().to_owned();
        wal.push("-wal");
        let mut watch = Watch {
            wal: PathBuf::from(wal),
            connection,
            length: 0,
            quiet: 0,
        };
        let thread = std::thread::Builder::new()
            .name("ledger-checkpoint".to_owned())
            .spawn(move || {
                while stopped.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
                    watch.look();
                }
                watch.checkpoint("TRUNCATE");
            })
            .map_err(|error| StoreError::Write(error.to_string()))?;
        Ok(Self { stop, thread })
    }

    /// Moves what is left and ends the thread.
    pub(crate) fn stop(self) {
        drop(self.stop);
        let _ = self.thread.join();
    }
}

struct Watch {
    wal: PathBuf,
    connection: Connection,
    length: u64,
    quiet: u32,
}

impl Watch {
    fn look(&mut self) {
        let length = self.wal.metadata().map_or(0, |it| it.len());
        self.quiet = if length == self.length {
            self.quiet + 1
        } else {
            0
        };
        self.length = length;
        if length > FULL && self.quiet == 0 {
            self.checkpoint("PASSIVE");
        } else if length > 0 && self.quiet == QUIET_LOOKS {
            self.checkpoint("TRUNCATE");
        }
    }

    fn checkpoint(&self, mode: &str) {
        let sql = format!("PRAGMA wal_checkpoint({mode})");
        if let Err(error) = self.connection.query_row(&sql, [], |_| Ok(())) {
            // Nothing is lost: the WAL is part of the database and the next attempt takes it.
            tracing::warn!(%error, mode, "The write-ahead log could not be checkpointed.");
        }
    }
}
