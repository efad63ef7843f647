//! The thread that moves the WAL into the database: on the writer it would cause the worst delays.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::StoreError;
use crate::log::{LONG, Log};

/// How often the WAL is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How many looks without a change make a quiet moment.
const QUIET_LOOKS: u32 = 10;
/// How long after a WAL could not be emptied that is tried again.
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(100);

pub(crate) struct Checkpointer {
    wake: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    pub(crate) fn start(log: Arc<Log>, connection: Connection) -> Result<Self, StoreError> {
        // In a checkpoint it would wait for readers with the write lock in its hands.
        connection.busy_timeout(Duration::ZERO)?;
        let (wake, woken) = sync_channel(1);
        let mut watch = Watch {
            log,
            connection,
            length: 0,
            quiet: 0,
            in_vain_at: None,
        };
        let thread = std::thread::Builder::new()
            .name("ledger-checkpoint".to_owned())
            .spawn(move || {
                loop {
                    match woken.recv_timeout(LOOK_EVERY) {
                        Ok(()) => watch.empty_if_long(),
                        Err(RecvTimeoutError::Timeout) => watch.look(),
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                }
                watch.checkpoint("TRUNCATE");
            })
            .map_err(|error| StoreError::Write(error.to_string()))?;
        Ok(Self { wake, thread })
    }

    /// Wakes it before its time.
    pub(crate) fn wake(&self) -> SyncSender<()> {
        self.wake.clone()
    }

    /// Moves what is left and ends the thread. Nobody else may hold on to what wakes it.
    pub(crate) fn stop(self) {
        drop(self.wake);
        let _ = self.thread.join();
    }
}

struct Watch {
    log: Arc<Log>,
    connection: Connection,
    length: u64,
    quiet: u32,
    /// When a long WAL could not be emptied.
    in_vain_at: Option<Instant>,
}

impl Watch {
    fn look(&mut self) {
        let length = self.log.length();
        self.quiet = if length == self.length {
            self.quiet + 1
        } else {
            0
        };
        self.length = length;
        self.empty_if_long();
        if length > 0 && self.quiet == QUIET_LOOKS {
            self.empty();
        }
    }

    /// Most of a long WAL is moved while events come in; the writer waits only for the rest.
    fn empty_if_long(&mut self) {
        let is_just_tried = self
            .in_vain_at
            .is_some_and(|at| at.elapsed() < TRY_AGAIN_AFTER);
        if self.log.length() <= LONG || is_just_tried {
            return;
        }
        self.checkpoint("PASSIVE");
        self.checkpoint("PASSIVE");
        self.empty();
        self.in_vain_at = (self.log.length() > LONG).then(Instant::now);
    }

    /// Moves what is left and cuts the WAL, while our writer waits.
    fn empty(&self) {
        let _turn = self.log.turn();
        self.checkpoint("TRUNCATE");
    }

    fn checkpoint(&self, mode: &str) {
        let sql = format!("PRAGMA wal_checkpoint({mode})");
        if let Err(error) = self.connection.query_row(&sql, [], |_| Ok(())) {
            // Nothing is lost: the WAL is part of the database and the next attempt takes it.
            tracing::warn!(%error, mode, "The write-ahead log could not be checkpointed.");
        }
    }
}
