//! From the keeper's status to the window: it asks anew when what it shows became another.

use tokio::sync::{broadcast, watch};

use super::{Doing, Failure, Status};
use crate::ipc::Announcement;

/// What of the status the frame around every screen shows.
#[derive(PartialEq)]
struct Shown {
    through: Option<i64>,
    gaps: usize,
    missing: u64,
    late: usize,
    failing: Option<Failure>,
}

impl Shown {
    fn of(status: &Status) -> Self {
        let through = status.proof.complete_through.as_ref();
        Self {
            through: through.map(|it| it.created.0),
            gaps: status.proof.gaps.len(),
            missing: status.proof.missing,
            late: status.late.len(),
            failing: match &status.doing {
                Doing::Failing { kind, .. } => Some(*kind),
                Doing::Resting | Doing::Reading(_) => None,
            },
        }
    }
}

/// Announces changes until the keeper ends.
pub(crate) async fn announce(
    mut status: watch::Receiver<Status>,
    window: broadcast::Sender<Announcement>,
) {
    let mut before = Shown::of(&status.borrow_and_update());
    while status.changed().await.is_ok() {
        let now = Shown::of(&status.borrow_and_update());
        if now != before {
            // Without a window nobody is told.
            let _ = window.send(Announcement::State);
            before = now;
        }
    }
}
