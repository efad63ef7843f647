//! Notices: their commands, and showing them on the desktop.

use countertop_app::ipc::{IpcError, NoticeChoice, NoticesPage};
use countertop_app::notices::Notice;
use notify_rust::Notification;
use tauri::State;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::shop::Shop;

type Answer<T> = Result<T, IpcError>;

#[tauri::command]
pub async fn show_notices(shop: State<'_, Shop>) -> Answer<NoticesPage> {
    shop.app().await?.show_notices().await
}

#[tauri::command]
pub async fn choose_notices(shop: State<'_, Shop>, arguments: NoticeChoice) -> Answer<NoticesPage> {
    shop.app().await?.choose_notices(arguments).await
}

/// Shows every notice until the app has ended.
pub fn show(mut notices: Receiver<Notice>) {
    tauri::async_runtime::spawn(async move {
        loop {
            let notice = match notices.recv().await {
                Ok(notice) => notice,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return,
            };
            // It waits for the desktop.
            let shown = tauri::async_runtime::spawn_blocking(move || {
                Notification::new()
                    .appname("Countertop")
                    .summary(&notice.title)
                    .body(&notice.text)
                    .show()
                    .map(drop)
            });
            match shown.await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    tracing::warn!(%error, "A notice could not be shown on the desktop.");
                }
                Err(error) => tracing::error!(%error, "Showing a notice was broken off."),
            }
        }
    });
}
