//! Opening the door and closing it.

use std::net::SocketAddr;
use std::sync::Arc;

use countertop_stripe_wire::signature::Verifier;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::counters::Counters;
use crate::door::{Desk, Door};
use crate::expected::Expected;
use crate::register::Register;
use crate::serving::{Answering, listen, serve};
use crate::{Clock, Recorder, handles};

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
    listening: Listening,
    desk: Arc<Desk>,
}

/// Starts to receive.
///
/// # Errors
/// When the address is not loopback, no secret is given, or the port cannot be had.
pub async fn start<R: Recorder>(
    config: ReceiverConfig,
    recorder: R,
) -> Result<Receiver, ReceiverError> {
    let port = Port::open(config.listen)?;
    if config.secrets.is_empty() {
        return Err(ReceiverError::NoSecret);
    }
    let desk = Arc::new(Desk::new(Verifier::new(&config.secrets)));
    let door = Door::new(recorder, config.clock, Arc::clone(&desk));
    let limit = handles::most_connections();
    let listening = port.serve(door, Arc::clone(&desk.register), limit);
    Ok(Receiver { listening, desk })
}

impl Receiver {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.listening.address
    }

    /// The address that a tunnel forwards to.
    pub fn url(&self) -> String {
        format!("http://{}{WEBHOOK_PATH}", self.address())
    }

    /// Verifies with other secrets from now on. With none, every delivery is answered with 503.
    pub fn set_secrets(&self, secrets: &[SecretString]) {
        self.desk.set_verifier(Verifier::new(secrets));
    }

    /// Does what [`set_secrets`](Self::set_secrets) does, for whoever knows of them elsewhere.
    pub fn secret_taker(&self) -> impl Fn(&[SecretString]) + Send + Sync + use<> {
        let desk = Arc::clone(&self.desk);
        move |secrets| desk.set_verifier(Verifier::new(secrets))
    }

    /// Expects a body with this SHA-256, which we are about to send to ourselves through a tunnel. It is
    /// answered like anybody's, neither logged nor counted, and told where it is expected.
    pub fn expect(&self, digest: [u8; 32]) -> Expected {
        self.desk.expectations.add(digest)
    }

    /// Does what [`expect`](Self::expect) does, for whoever sends from elsewhere.
    pub fn expecter(&self) -> impl Fn([u8; 32]) -> Expected + Send + Sync + use<> {
        let desk = Arc::clone(&self.desk);
        move |digest| desk.expectations.add(digest)
    }

    /// What it has done so far.
    pub fn counters(&self) -> Counters {
        self.desk.counters()
    }

    /// What it has done so far, to be asked for elsewhere.
    pub fn counter(&self) -> impl Fn() -> Counters + Send + Sync + use<> {
        let desk = Arc::clone(&self.desk);
        move || desk.counters()
    }

    /// Takes no more connections, finishes what is under way, and ends.
    pub async fn shutdown(self) {
        self.listening.stop().await;
    }
}

/// A port that is open and not served yet.
pub(crate) struct Port {
    listener: TcpListener,
    pub(crate) address: SocketAddr,
}

impl Port {
    /// Opens a port of this computer's own.
    pub(crate) fn open(address: SocketAddr) -> Result<Self, ReceiverError> {
        if !address.ip().is_loopback() {
            return Err(ReceiverError::NotLoopback(address));
        }
        let listening = listen(address).and_then(|it| it.local_addr().map(|address| (it, address)));
        let (listener, address) =
            listening.map_err(|source| ReceiverError::Listen { address, source })?;
        Ok(Self { listener, address })
    }

    /// Serves so many connections at once until it is stopped.
    pub(crate) fn serve(
        self,
        host: impl Answering,
        register: Arc<Register>,
        limit: usize,
    ) -> Listening {
        let (stop, stopped) = watch::channel(false);
        let serving = serve(self.listener, Arc::new(host), register, limit, stopped);
        let serving = tokio::spawn(serving);
        Listening {
            address: self.address,
            stop,
            serving,
        }
    }
}

/// A port that is served.
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Listening {
    pub(crate) async fn stop(self) {
        // The receiving end lives as long as the task; when it is gone, there is nothing to stop.
        let _ = self.stop.send(true);
        let _ = self.serving.await;
    }
}
