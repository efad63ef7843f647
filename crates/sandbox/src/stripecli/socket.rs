//! One connection of the Stripe CLI: events out, answers in, until it goes.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use secrecy::SecretString;

use super::message;
use crate::http::Shop;
use crate::server::stopped;
use crate::state::{Cause, CliAnswer, StateError, Which, Work};

/// The CLI pings every two seconds: one that is silent for so long is gone.
const SILENCE: Duration = Duration::from_secs(30);
/// How long a session outlives its connection. The CLI renews its connection now and then, and what
/// happens meanwhile is sent over the next one.
const GRACE: Duration = Duration::from_secs(15);
/// With these words the CLI closes a connection to open another.
const RENEWING: [&str; 2] = ["Resetting the connection", "Server closed the connection"];
/// How much is read at once.
const BATCH: usize = 50;

/// A session, and which of its connections this is.
#[derive(Debug)]
pub(super) struct Session {
    id: String,
    connection: i64,
    secret: SecretString,
}

impl Session {
    pub(super) fn new(id: String, connection: i64, secret: String) -> Self {
        Self {
            id,
            connection,
            secret: SecretString::from(secret),
        }
    }
}

/// Why a connection ends.
enum End {
    /// Whoever listened has had enough.
    Left,
    /// It is gone, or broken, or about to be renewed.
    Gone,
    /// Another took its place, or its session ended.
    Replaced,
    /// The practice store stops.
    Stopping,
}

/// Serves a connection, and ends its session when no other follows.
pub(super) async fn serve(shop: Shop, session: Session, mut socket: WebSocket) {
    tracing::info!("the Stripe CLI listens");
    let end = talk(&shop, &session, &mut socket).await;
    let _ = socket.send(Message::Close(None)).await;
    drop(socket);
    let mut stop = shop.stopped.clone();
    match end {
        End::Left => {}
        End::Gone => {
            tokio::select! {
                () = tokio::time::sleep(GRACE) => {}
                () = stopped(&mut stop) => return,
            }
        }
        End::Replaced | End::Stopping => return,
    }
    let (id, connection) = (session.id, session.connection);
    let end = move |work: &mut Work<'_>| work.end_cli_session(&id, connection);
    if let Err(error) = shop.state.write(Cause::default(), end).await {
        tracing::debug!(%error, "a session of the Stripe CLI was not ended");
    }
}

async fn talk(shop: &Shop, session: &Session, socket: &mut WebSocket) -> End {
    let mut queued = shop.state.queued();
    let mut stop = shop.stopped.clone();
    // What was queued between this connection and the one before waits already.
    queued.mark_changed();
    loop {
        tokio::select! {
            Ok(()) = queued.changed() => match send_waiting(shop, session, socket).await {
                Ok(None) => {}
                Ok(Some(end)) => return end,
                Err(error) => {
                    tracing::error!(%error, "the Stripe CLI is told nothing");
                    return End::Gone;
                }
            },
            heard = tokio::time::timeout(SILENCE, socket.recv()) => match heard {
                Ok(Some(Ok(Message::Text(text)))) => {
                    if let Some((which, answer)) = message::incoming(&text) {
                        keep(shop, session, which, answer).await;
                    }
                }
                // Pings are answered by the socket itself.
                Ok(Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Binary(_)))) => {}
                Ok(Some(Ok(Message::Close(frame)))) => return parting(frame),
                Ok(Some(Err(_)) | None) | Err(_) => return End::Gone,
            },
            () = stopped(&mut stop) => return End::Stopping,
        }
    }
}

/// What a connection that is closed in order tells of its session.
fn parting(frame: Option<CloseFrame>) -> End {
    match frame {
        Some(frame) if RENEWING.contains(&frame.reason.as_str()) => End::Gone,
        _ => End::Left,
    }
}

/// Sends all that waits; tells why no more can be sent, where that is so.
async fn send_waiting(
    shop: &Shop,
    session: &Session,
    socket: &mut WebSocket,
) -> Result<Option<End>, StateError> {
    loop {
        let (id, connection) = (session.id.clone(), session.connection);
        let take = move |work: &mut Work<'_>| work.take_for_cli(&id, connection, BATCH);
        let Some(waiting) = shop.state.write(Cause::default(), take).await? else {
            return Ok(Some(End::Replaced));
        };
        let last = waiting.len() < BATCH;
        for event in waiting {
            let time = shop.clock.system();
            for message in message::outgoing(&event, &session.id, &session.secret, time) {
                let text = Message::Text(message.to_string().into());
                if socket.send(text).await.is_err() {
                    return Ok(Some(End::Gone));
                }
            }
        }
        if last {
            return Ok(None);
        }
    }
}

async fn keep(shop: &Shop, session: &Session, which: Which, answer: CliAnswer) {
    let id = session.id.clone();
    let keep = move |work: &mut Work<'_>| work.cli_answered(&id, &which, answer);
    if let Err(error) = shop.state.write(Cause::default(), keep).await {
        tracing::error!(%error, "an answer of the Stripe CLI is not kept");
    }
}
