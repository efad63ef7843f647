//! Tells the window what the app announces.

use countertop_app::ipc::Announcement;
use tauri::{AppHandle, Emitter};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::window;

/// The name under which the window hears of changes.
const ANNOUNCEMENT: &str = "announcement";

/// Passes on every announcement until the app has ended. They come at most once a frame.
pub fn pass_on(mut announcements: Receiver<Announcement>, handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        loop {
            let announcement = match announcements.recv().await {
                Ok(announcement) => announcement,
                // Some were missed: let the window ask for all that it shows.
                Err(RecvError::Lagged(_)) => Announcement::State,
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = handle.emit_to(window::LABEL, ANNOUNCEMENT, &announcement) {
                tracing::warn!(%error, "The window was not told of a change.");
            }
        }
    });
}
