//! The thread that moves the WAL into the database: on the writer it would cause the worst delays.
//!
//! The WAL begins anew only when all of it was moved at some moment, and under load the writer is
//! always a few pages ahead. So most is moved beside the writer, and the rest while it waits.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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
/// How long a checkpoint waits for readers at most: the writer may be waiting for it.
const PATIENCE: Duration = Duration::from_millis(50);

/// Lets the checkpointer hold the writer between two transactions.
#[derive(Debug, Default)]
pub(crate) struct Brake {
    turns: Mutex<Turns>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Turns {
    writing: bool,
    held: bool,
}

impl Brake {
    /// The writer's turn: it waits while it is held.
    pub(crate) fn write(&self) -> Turn<'_> {
        let mut turns = self.wait_while(|turns| turns.held);
        turns.writing = true;
        Turn(self, |turns| turns.writing = false)
    }

    /// Holds the writer from the end of its transaction on.
    fn hold(&self) -> Turn<'_> {
        self.turns().held = true;
        drop(self.wait_while(|turns| turns.writing));
        Turn(self, |turns| turns.held = false)
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, condition: fn(&Turns) -> bool) -> MutexGuard<'_, Turns> {
        self.changed
            .wait_while(self.turns(), |turns| condition(turns))
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A turn that ends when it is dropped.
pub(crate) struct Turn<'a>(&'a Brake, fn(&mut Turns));

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.1(&mut self.0.turns());
        self.0.changed.notify_all();
    }
}

pub(crate) struct Checkpointer {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    pub(crate) fn start(
        ledger: &Path,
        connection: Connection,
        brake: Arc<Brake>,
    ) -> Result<Self, StoreError> {
        connection.busy_timeout(PATIENCE)?;
        let (stop, stopped) = channel();
        let mut wal = ledger.as_os_str().to_owned();
        wal.push("-wal");
        let mut watch = Watch {
            wal: PathBuf::from(wal),
            connection,
            brake,
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
    brake: Arc<Brake>,
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
            let _held = self.brake.hold();
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    #[test]
    fn the_writer_waits_while_it_is_held_and_not_longer() {
        let brake = Brake::default();
        let (wrote, written) = channel();
        let writing = brake.write();
        thread::scope(|scope| {
            let brake = &brake;
            let holder = scope.spawn(move || {
                let held = brake.hold();
                // The writer comes only once it is let go.
                let early = written.recv_timeout(Duration::from_millis(50));
                assert_eq!(early, Err(RecvTimeoutError::Timeout));
                drop(held);
                written.recv_timeout(Duration::from_secs(10)).unwrap();
            });
            while !brake.turns().held {
                thread::yield_now();
            }
            assert!(!holder.is_finished(), "a transaction under way is not cut");
            drop(writing);
            scope.spawn(move || {
                let _turn = brake.write();
                wrote.send(()).unwrap();
            });
        });
    }
}
