//! What an open account has around it: the window that is told, and the computer that sleeps and wakes.

use std::sync::Arc;

use tokio::sync::broadcast;

use crate::ipc::Announcement;
use crate::notices::Notice;
use crate::preferences::Kept;
use crate::wake::Wake;

/// What all accounts of an app share.
pub(crate) struct Surroundings {
    /// Told without asking.
    pub(crate) window: broadcast::Sender<Announcement>,
    /// What is preferred on this computer.
    pub(crate) preferences: Arc<Kept>,
    /// Told what is worth a notice on the desktop.
    pub(crate) notices: broadcast::Sender<Notice>,
    /// What happens around this program, and how its clock is.
    pub(crate) wake: Arc<Wake>,
}

impl Surroundings {
    /// Tells the window to ask for everything anew.
    pub(crate) fn announce_state(&self) {
        // Without a window nobody is told.
        let _ = self.window.send(Announcement::State);
    }
}
