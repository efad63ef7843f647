//! Listening, serving and stopping: HTTP/1 with a clock on everything.

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};

use axum::body::Body;
use countertop_stripe_wire::signature::Verifier;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use secrecy::SecretString;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant, sleep};
use tower::{Service, ServiceExt};

use crate::connections::{Entry, Register};
use crate::door::{Door, router};
use crate::limits::{
    ACCEPT_BACKOFF, BACKLOG, CONNECTION_LIFETIME, CONNECTIONS, HEAD_BYTES, HEAD_TIMEOUT, HEADERS,
    SHUTDOWN_GRACE,
};
use crate::{Clock, Recorder};

/// The one path that is answered.
pub const WEBHOOK_PATH: &str = "/webhook";

/// How to receive.
pub struct ReceiverConfig {
    /// Where to listen: a loopback address; port 0 picks a free one.
    pub listen: SocketAddr,
    /// The endpoint's signing secrets: several while one is being rolled.
    pub secrets: Vec<SecretString>,
    /// The clock that signatures are held against.
    pub clock: Box<dyn Clock>,
}

/// Why the receiver cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ReceiverError {
    /// Reachable from the network.
    #[error(
        "{0} is not a loopback address: listen on 127.0.0.1 or [::1]; a tunnel brings Stripe to it"
    )]
    NotLoopback(SocketAddr),
    /// Nothing could be verified.
    #[error("there is no webhook secret: every delivery would have to be refused")]
    NoSecret,
    /// The port is in use, or not allowed.
    #[error("cannot listen on {address}: {source}; stop what uses the port or choose another one")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
}

/// A running receiver.
pub struct Receiver {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<()>,
    set_verifier: Box<dyn Fn(Verifier) + Send + Sync>,
}

/// Starts to receive.
///
/// # Errors
/// When the address is not loopback, no secret is given, or the port cannot be had.
pub async fn start<R: Recorder>(
    config: ReceiverConfig,
    recorder: R,
) -> Result<Receiver, ReceiverError> {
    let address = config.listen;
    if !address.ip().is_loopback() {
        return Err(ReceiverError::NotLoopback(address));
    }
    if config.secrets.is_empty() {
        return Err(ReceiverError::NoSecret);
    }
    let listening = listen(address).and_then(|it| it.local_addr().map(|address| (it, address)));
    let (listener, address) =
        listening.map_err(|source| ReceiverError::Listen { address, source })?;
    let door = Arc::new(Door::new(
        recorder,
        config.clock,
        Verifier::new(&config.secrets),
    ));
    let (stop, stopped) = watch::channel(false);
    let accepting = tokio::spawn(accept(listener, Arc::clone(&door), stopped));
    let set_verifier = Box::new(move |verifier| {
        *door
            .verifier
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(verifier);
    });
    Ok(Receiver {
        address,
        stop,
        accepting,
        set_verifier,
    })
}

impl Receiver {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address that a tunnel forwards to.
    pub fn url(&self) -> String {
        format!("http://{}{WEBHOOK_PATH}", self.address)
    }

    /// Verifies with other secrets from now on.
    pub fn set_secrets(&self, secrets: &[SecretString]) {
        (self.set_verifier)(Verifier::new(secrets));
    }

    /// Takes no more connections, finishes what is under way, and ends.
    pub async fn shutdown(self) {
        // The receiving end lives as long as the task; when it is gone, there is nothing to stop.
        let _ = self.stop.send(true);
        let _ = self.accepting.await;
    }
}

fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    // A port just given up by our predecessor may be taken at once. Windows would let two listen.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

async fn accept<R: Recorder>(
    listener: TcpListener,
    door: Arc<Door<R>>,
    mut stopped: watch::Receiver<bool>,
) {
    let register = Arc::new(Register::default());
    let service = router(Arc::clone(&door));
    let mut every_second = tokio::time::interval(Duration::from_secs(1));
    loop {
        tokio::select! {
            _ = stopped.changed() => break,
            _ = every_second.tick() => door.journal.flush(),
            accepted = listener.accept() => match accepted {
                // Without a place the connection is closed: everyone who has one is at work.
                Ok((stream, _)) => if let Some(entry) = register.enter(CONNECTIONS) {
                    tokio::spawn(serve(stream, entry, service.clone(), stopped.clone()));
                },
                Err(error) => {
                    tracing::warn!(%error, "A connection could not be accepted.");
                    sleep(ACCEPT_BACKOFF).await;
                }
            },
        }
    }
    drop(listener);
    let until = Instant::now() + SHUTDOWN_GRACE;
    while register.len() > 0 && Instant::now() < until {
        sleep(Duration::from_millis(5)).await;
    }
}

async fn serve(
    stream: TcpStream,
    entry: Entry,
    router: axum::Router,
    mut stopped: watch::Receiver<bool>,
) {
    // Answers are one small packet: waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let place = Arc::clone(&entry.place);
    let service = tower::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let busy = place.busy();
        let mut router = router.clone();
        async move {
            let answer = router
                .as_service()
                .ready()
                .await?
                .call(request.map(Body::new))
                .await;
            drop(busy);
            answer
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS)
        .pipeline_flush(true)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // How a connection ends is the sender's business; what it sent was answered or not stored.
        _ = connection.as_mut() => return,
        () = entry.place.asked_to_leave() => return,
        () = sleep(CONNECTION_LIFETIME) => {}
        _ = stopped.wait_for(|stop| *stop) => {}
    }
    connection.as_mut().graceful_shutdown();
    tokio::select! {
        _ = connection => {}
        () = sleep(SHUTDOWN_GRACE) => {}
    }
}
