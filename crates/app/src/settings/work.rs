//! What takes long: one thing at a time, how far it is, and whether it was asked to stop.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::App;
use crate::ipc::{IpcError, IpcErrorCode, WorkKind, WorkShown, WorkState};

/// What is under way, if anything is.
#[derive(Default)]
pub(crate) struct Work(Mutex<Option<Arc<Doing>>>);

/// One thing that is under way.
pub(crate) struct Doing {
    kind: WorkKind,
    done: AtomicU64,
    /// 0 while it is not known.
    total: AtomicU64,
    stop: AtomicBool,
}

/// It is under way for as long as this lives.
pub(crate) struct UnderWay<'a> {
    work: &'a Work,
    doing: Arc<Doing>,
}

impl Work {
    /// Begins something.
    ///
    /// # Errors
    /// While something else is under way.
    pub(crate) fn begin(&self, kind: WorkKind) -> Result<UnderWay<'_>, IpcError> {
        let mut work = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(other) = &*work {
            let name = name(other.kind);
            let message = format!("{name} is under way; wait until it is done.");
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
        let doing = Arc::new(Doing {
            kind,
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            stop: AtomicBool::new(false),
        });
        *work = Some(Arc::clone(&doing));
        Ok(UnderWay { work: self, doing })
    }

    fn doing(&self) -> Option<Arc<Doing>> {
        let work = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        work.clone()
    }
}

impl UnderWay<'_> {
    /// The same, for the thread that does it.
    pub(crate) fn doing(&self) -> Arc<Doing> {
        Arc::clone(&self.doing)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        *self.work.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Doing {
    /// How far it is; tells whether it is to go on.
    pub(crate) fn is_at(&self, done: u64, total: u64) -> ControlFlow<()> {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        match self.stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    fn shown(&self) -> WorkShown {
        let total = self.total.load(Ordering::Relaxed);
        WorkShown {
            kind: self.kind,
            done: self.done.load(Ordering::Relaxed),
            total: Some(total).filter(|it| *it > 0),
            can_stop: can_stop(self.kind),
            is_stopping: self.stop.load(Ordering::Relaxed),
        }
    }
}

/// What is only copied can be left off; what changes the ledger is done as a whole.
fn can_stop(kind: WorkKind) -> bool {
    match kind {
        WorkKind::Export => true,
        WorkKind::Backup | WorkKind::Restore | WorkKind::Erase | WorkKind::Wipe => false,
    }
}

fn name(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Export => "An export",
        WorkKind::Backup => "A backup",
        WorkKind::Restore => "Restoring a backup",
        WorkKind::Erase => "Erasing a customer",
        WorkKind::Wipe => "Wiping the ledger",
    }
}

impl App {
    /// What is under way, and how far it is.
    ///
    /// # Errors
    /// None today.
    #[allow(clippy::unused_async)] // Every command is asked for in the same way.
    pub async fn show_work(&self) -> Result<WorkState, IpcError> {
        let doing = self.settings.work.doing();
        Ok(WorkState {
            work: doing.map(|it| it.shown()),
        })
    }

    /// Asks what is under way to stop, where that loses nothing.
    ///
    /// # Errors
    /// When it cannot be stopped any more.
    pub async fn stop_work(&self) -> Result<WorkState, IpcError> {
        if let Some(doing) = self.settings.work.doing() {
            if !can_stop(doing.kind) {
                let message = format!(
                    "{} is done as a whole; it cannot be stopped.",
                    name(doing.kind)
                );
                return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
            }
            doing.stop.store(true, Ordering::Relaxed);
        }
        self.show_work().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_done_at_a_time_and_hears_that_it_is_to_stop() {
        let work = Work::default();
        let export = work.begin(WorkKind::Export).unwrap();
        let refused = work.begin(WorkKind::Backup).err().unwrap();
        assert!(
            refused.message.starts_with("An export is under way"),
            "{refused:?}"
        );
        let doing = export.doing();
        assert!(doing.is_at(3, 0).is_continue());
        let shown = work.doing().unwrap().shown();
        assert_eq!((shown.done, shown.total), (3, None));
        doing.stop.store(true, Ordering::Relaxed);
        assert!(doing.is_at(4, 9).is_break());
        drop(export);
        assert!(work.doing().is_none() && work.begin(WorkKind::Backup).is_ok());
    }
}
