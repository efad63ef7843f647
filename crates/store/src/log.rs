//! The write-ahead log, and how the writer and the checkpointer share it.
//!
//! A checkpoint beside a busy writer never comes to the end of the log, and only where one does can
//! SQLite begin the log anew. So when the log has become long, the checkpointer takes a turn in which
//! nobody writes. While a reader holds on to the log's old contents even that is in vain: then the
//! writer waits, as it does for a lock, before the log fills the disk.

use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use countertop_sqlite::LOCK_PATIENCE;

use crate::restore::with;

/// The log's length from which it is emptied without waiting for a quiet moment, in bytes.
pub(crate) const LONG: u64 = 16 << 20;
/// The length from which the writer waits: with the largest batch it stays below 64 MiB.
const LONGEST: u64 = 40 << 20;
/// How often a waiting writer looks.
const PAUSE: Duration = Duration::from_millis(20);

/// The log of a ledger's file.
pub(crate) struct Log {
    path: PathBuf,
    hands: Mutex<Hands>,
    changed: Condvar,
}

/// Who is at it.
#[derive(Default)]
struct Hands {
    is_writing: bool,
    /// The checkpointer has its turn, or waits for it.
    is_turn: bool,
}

impl Log {
    pub(crate) fn of(ledger: &Path) -> Self {
        Self {
            path: with(ledger, "-wal"),
            hands: Mutex::default(),
            changed: Condvar::default(),
        }
    }

    /// How long the file is, in bytes.
    pub(crate) fn length(&self) -> u64 {
        self.path.metadata().map_or(0, |it| it.len())
    }

    /// A turn of the checkpointer: until it is dropped our writer does not write.
    pub(crate) fn turn(&self) -> Turn<'_> {
        let mut hands = self.hands();
        hands.is_turn = true;
        while hands.is_writing {
            hands = self
                .changed
                .wait(hands)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Turn(self)
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Hands)) {
        change(&mut self.hands());
        self.changed.notify_all();
    }
}

/// See [`Log::turn`].
pub(crate) struct Turn<'a>(&'a Log);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.change(|hands| hands.is_turn = false);
    }
}

/// See [`Pen::take`].
pub(crate) struct Writing<'a>(&'a Log);

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.0.change(|hands| hands.is_writing = false);
    }
}

/// The writer's end of it.
pub(crate) struct Pen {
    log: Arc<Log>,
    /// Wakes the checkpointer, where this process has one.
    checkpointer: Option<SyncSender<()>>,
}

/// The log is as long as it may become, and cannot be emptied.
#[derive(Debug)]
pub(crate) struct Full;

impl Pen {
    pub(crate) fn new(log: Arc<Log>, checkpointer: Option<SyncSender<()>>) -> Self {
        Self { log, checkpointer }
    }

    /// Waits until it may be written; until the guard is dropped, the checkpointer gets no turn.
    pub(crate) fn take(&self) -> Result<Writing<'_>, Full> {
        self.take_within(LOCK_PATIENCE)
    }

    fn take_within(&self, patience: Duration) -> Result<Writing<'_>, Full> {
        let until = Instant::now() + patience;
        let mut hands = self.log.hands();
        while hands.is_turn || !self.has_room() {
            if Instant::now() > until {
                return Err(Full);
            }
            if !hands.is_turn {
                self.wake_checkpointer();
            }
            let waited = self.log.changed.wait_timeout(hands, PAUSE);
            (hands, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
        hands.is_writing = true;
        Ok(Writing(&self.log))
    }

    /// Whether there is room for another batch. Where no checkpointer is ours, room is not our business.
    pub(crate) fn has_room(&self) -> bool {
        self.checkpointer.is_none() || self.log.length() < LONGEST
    }

    /// After a commit: a log that has become long is emptied at once.
    pub(crate) fn written(&self) {
        if self.checkpointer.is_some() && self.log.length() > LONG {
            self.wake_checkpointer();
        }
    }

    fn wake_checkpointer(&self) {
        if let Some(checkpointer) = &self.checkpointer {
            // A word that it has not heard yet says the same.
            let _ = checkpointer.try_send(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, sync_channel};

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG_ENOUGH: Duration = Duration::from_secs(20);

    fn pen(folder: &Path, length: u64) -> (Pen, Receiver<()>) {
        let log = Log::of(&folder.join("ledger"));
        let file = std::fs::File::create(&log.path).unwrap();
        file.set_len(length).unwrap();
        let (wake, woken) = sync_channel(1);
        (Pen::new(Arc::new(log), Some(wake)), woken)
    }

    #[test]
    fn a_turn_of_the_checkpointer_comes_between_two_batches() {
        let folder = tempfile::tempdir().unwrap();
        let (pen, _woken) = pen(folder.path(), 0);
        let turn = pen.log.turn();
        assert!(pen.take_within(SHORT).is_err(), "it does not wait");
        std::thread::scope(|scope| {
            let taken = scope.spawn(|| pen.take_within(LONG_ENOUGH).is_ok());
            drop(turn);
            assert!(taken.join().unwrap());
        });
    }

    #[test]
    fn a_long_log_wakes_the_checkpointer_and_a_full_one_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        for (length, is_woken, is_full) in [
            (LONG, false, false),
            (LONG + 1, true, false),
            (LONGEST - 1, true, false),
            (LONGEST, true, true),
        ] {
            let (pen, woken) = pen(folder.path(), length);
            pen.written();
            assert_eq!(woken.try_recv().is_ok(), is_woken, "{length}");
            assert_eq!(pen.take_within(SHORT).is_err(), is_full, "{length}");
            assert_eq!(woken.try_recv().is_ok(), is_full, "{length}");
        }
    }

    #[test]
    fn a_full_log_that_is_emptied_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let (pen, woken) = pen(folder.path(), LONGEST);
        std::thread::scope(|scope| {
            let taken = scope.spawn(|| pen.take_within(LONG_ENOUGH).is_ok());
            woken.recv_timeout(LONG_ENOUGH).unwrap();
            std::fs::File::create(&pen.log.path).unwrap();
            assert!(taken.join().unwrap());
        });
    }
}
