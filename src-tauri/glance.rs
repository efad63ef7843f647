//! What is seen of the shop without the window: the icon in the tray, and the badge on the window's own.

use std::time::Duration;

use countertop_app::ipc::Announcement;
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep, sleep_until};

use crate::shop::Shop;
use crate::tray::Tray;
use crate::window;

/// The pause after each look: a burst of payments is read once a second.
const PAUSE: Duration = Duration::from_secs(1);
/// How often it is looked without a reason: another day begins by itself.
const ANYWAY: Duration = Duration::from_secs(60);

/// Follows what is announced until the app has ended.
pub fn follow(mut announcements: Receiver<Announcement>, handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let mut next = Instant::now();
        let mut is_stale = true;
        loop {
            tokio::select! {
                announced = announcements.recv() => match announced {
                    Ok(Announcement::Changed { .. } | Announcement::State)
                    | Err(RecvError::Lagged(_)) => is_stale = true,
                    Ok(_) => {}
                    Err(RecvError::Closed) => return,
                },
                () = sleep_until(next), if is_stale => {
                    look(&handle).await;
                    is_stale = false;
                    next = Instant::now() + PAUSE;
                }
                () = sleep(ANYWAY), if !is_stale => is_stale = true,
            }
        }
    });
}

async fn look(handle: &AppHandle) {
    let shop = handle.state::<Shop>();
    // An account that cannot be opened has nothing to show.
    let Ok(app) = shop.app().await else { return };
    let glance = app.glance().await;
    drop(app);
    match glance {
        Ok(glance) => {
            window::set_badge(handle, glance.waiting);
            let handle = handle.clone();
            // The menu waits for the window's thread.
            let said = move || handle.state::<Tray>().say(glance);
            let _ = tauri::async_runtime::spawn_blocking(said).await;
        }
        Err(error) => {
            tracing::debug!(
                error = error.message,
                "There is nothing to be seen at a glance."
            );
            window::set_badge(handle, 0);
        }
    }
}
