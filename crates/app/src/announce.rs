//! From commits to what the window is told: at most one message a frame.

use std::time::Duration;

use countertop_store::Changes;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender};
use tokio::time::{Instant, sleep_until};

use crate::ipc::Announcement;

/// One frame of a window at 60 Hz.
const FRAME: Duration = Duration::from_micros(16_667);

/// Forwards until the ledger is closed. The first change after a quiet moment goes out at once;
/// those that follow within a frame go out together.
pub(crate) async fn forward(mut commits: Receiver<Changes>, window: Sender<Announcement>) {
    let mut next_frame = Instant::now();
    loop {
        let mut changes = match commits.recv().await {
            Ok(changes) => changes,
            Err(RecvError::Lagged(_)) => {
                tell(&window, Announcement::State);
                continue;
            }
            Err(RecvError::Closed) => return,
        };
        sleep_until(next_frame).await;
        while let Ok(more) = commits.try_recv() {
            changes.merge(more);
        }
        next_frame = Instant::now() + FRAME;
        tell(&window, changed(changes));
    }
}

/// A payment that the search finds only now changes what a window shows, too.
fn changed(mut changes: Changes) -> Announcement {
    changes.payments.append(&mut changes.followed);
    Announcement::Changed {
        payments: changes.payments.into_iter().collect(),
        links: changes.links.into_iter().collect(),
        received_at_ms: changes.received_at_ms,
    }
}

/// Without a window nobody is told.
fn tell(window: &Sender<Announcement>, announcement: Announcement) {
    let _ = window.send(announcement);
}
