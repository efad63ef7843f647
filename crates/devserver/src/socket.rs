//! `GET /announcements`: a WebSocket that tells the page what changed.

use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use countertop_app::ipc::Announcement;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::server::Shared;

pub(crate) async fn announcements(
    State(shared): State<Shared>,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Heard from now on, not from when the socket stands: nothing falls between.
    let announcements = shared.app.announcements();
    upgrade.on_upgrade(|socket| tell(socket, announcements))
}

/// Tells until the app ends or the page goes away.
async fn tell(mut socket: WebSocket, mut announcements: Receiver<Announcement>) {
    loop {
        let announcement = tokio::select! {
            announcement = announcements.recv() => match announcement {
                Ok(announcement) => announcement,
                // Some were missed: let the page ask for all that it shows.
                Err(RecvError::Lagged(_)) => Announcement::State,
                Err(RecvError::Closed) => return,
            },
            said = socket.recv() => match said {
                // The page has nothing to say; pings are answered for us.
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return,
            },
        };
        let Ok(text) = serde_json::to_string(&announcement) else {
            continue;
        };
        if socket.send(Message::text(text)).await.is_err() {
            return;
        }
    }
}
