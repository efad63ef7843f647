//! The listener: plain HTTP/1 on loopback, with the limits that axum's own server lacks.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, watch};

/// How many connections may be open at once.
const CONNECTIONS: u32 = 256;
/// Connections that may wait to be accepted.
const BACKLOG: u32 = 1024;
/// How long a connection may wait for the next request, and a head take to arrive. Programs keep
/// connections for later calls; one that is closed too early costs them a retry.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);
/// Largest head.
const HEAD_BUFFER: usize = 16 * 1024;
const HEADERS: usize = 64;
/// How long requests under way may take to end at a shutdown.
const LAST_ANSWERS: Duration = Duration::from_secs(3);
/// Pause when no connection can be accepted, as when handles have run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Opens the port. A port given up a moment ago is taken again at once.
pub(crate) fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Elsewhere than on Unix this would let two programs share the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves until told to stop, then ends what is under way.
pub(crate) async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS as usize));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            break;
        };
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
            () = stopped(&mut stop) => break,
        };
        let connection = connection(stream, router.clone());
        let mut stop = stop.clone();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            // A customer who leaves in the middle is no error of ours.
            tokio::select! {
                _ = connection.as_mut() => {}
                () = stopped(&mut stop) => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
            drop(place);
        });
    }
    drop(listener);
    // Once every place is free again, nothing is under way.
    let all = places.acquire_many(CONNECTIONS);
    if tokio::time::timeout(LAST_ANSWERS, all).await.is_err() {
        tracing::warn!("some requests to the practice store were cut off");
    }
}

/// Waits until all is to stop, or whoever could say so is gone.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

fn connection(
    stream: TcpStream,
    router: Router,
) -> http1::UpgradeableConnection<TokioIo<TcpStream>, TowerToHyperService<Router>> {
    // Answers are small: waiting to fill a packet would only delay them.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_BUFFER)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        // The Stripe CLI listens on a socket.
        .with_upgrades()
}
