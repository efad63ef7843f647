//! Accepting and serving connections: HTTP/1 with a clock on everything.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{HttpService, service_fn};
use hyper::{Request, Response};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::time::{Duration, Instant, interval, sleep, timeout_at};

use crate::limits::{
    ACCEPT_BACKOFF, ACCEPT_COMPLAINTS, BACKLOG, CONNECTION_LIFETIME, HEAD_BYTES, HEADERS,
    LAST_REQUEST, SHUTDOWN_GRACE,
};
use crate::line::{Line, Visit};
use crate::refused::Refused;
use crate::register::{Entry, Place, Register};

/// Whoever answers the requests of a listener.
pub(crate) trait Answering: Send + Sync + 'static {
    /// Answers a request.
    fn answer(
        &self,
        visit: &Visit,
        request: Request<Incoming>,
    ) -> impl Future<Output = Response<Full<Bytes>>> + Send;

    /// Hears of what was sent and refused because it is no request.
    fn unreadable(&self, refused: Refused);

    /// Is called about once a second.
    fn every_second(&self);

    /// Is called once nothing more will be answered.
    fn at_the_end(&self);
}

/// Opens a port.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
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

/// Serves so many connections at once until told to stop, and then those that are under way.
pub(crate) async fn serve<H: Answering>(
    listener: TcpListener,
    host: Arc<H>,
    register: Arc<Register>,
    limit: usize,
    mut stopped: watch::Receiver<bool>,
) {
    let mut every_second = interval(Duration::from_secs(1));
    let mut trouble = Trouble::default();
    loop {
        tokio::select! {
            _ = stopped.changed() => break,
            _ = every_second.tick() => host.every_second(),
            accepted = listener.accept() => match accepted {
                // Without a place the connection is closed: everyone who has one is at work.
                Ok((stream, _)) => if let Some(entry) = register.enter(limit) {
                    let host = Arc::clone(&host);
                    tokio::spawn(serve_connection(stream, entry, host, stopped.clone()));
                },
                Err(error) => trouble.with(&error, &listener, &register).await,
            },
        }
    }
    drop(listener);
    let until = Instant::now() + SHUTDOWN_GRACE;
    while register.len() > 0 {
        if timeout_at(until, register.one_has_gone()).await.is_err() {
            break;
        }
    }
    host.at_the_end();
}

/// What goes wrong when connections are accepted.
#[derive(Default)]
struct Trouble {
    told: Option<Instant>,
}

impl Trouble {
    /// Makes way for the next connection, and waits a moment: trying again at once would only take
    /// the processor from those who could end.
    async fn with(&mut self, error: &io::Error, listener: &TcpListener, register: &Register) {
        // The sender has gone before its turn came.
        if error.kind() == io::ErrorKind::ConnectionAborted {
            return;
        }
        // Without a handle the system refuses before it looks whether there is anyone to take up.
        if someone_waits(listener) {
            self.tell(error);
            register.give_one_up();
        }
        let until = Instant::now() + ACCEPT_BACKOFF;
        // Either a handle has come free, or the pause is over.
        let _ = timeout_at(until, register.one_has_gone()).await;
    }

    fn tell(&mut self, error: &io::Error) {
        if self
            .told
            .is_none_or(|told| told.elapsed() >= ACCEPT_COMPLAINTS)
        {
            self.told = Some(Instant::now());
            tracing::warn!(%error, "Connections cannot be taken; the oldest idle ones give way.");
        }
    }
}

/// Whether a connection is there to be taken up.
#[cfg(unix)]
fn someone_waits(listener: &TcpListener) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut waiting = [PollFd::new(listener, PollFlags::IN)];
    // Where that cannot be told, somebody may.
    poll(&mut waiting, Some(&Timespec::default())).map_or(true, |ready| ready > 0)
}

#[cfg(not(unix))]
fn someone_waits(_: &TcpListener) -> bool {
    true
}

async fn serve_connection<H: Answering>(
    stream: TcpStream,
    entry: Entry,
    host: Arc<H>,
    stopped: watch::Receiver<bool>,
) {
    // Answers are one small packet: waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let visit = Arc::new(Visit::new(Arc::clone(&entry.place)));
    let service = service_fn(|request| {
        let (host, visit) = (&host, &visit);
        async move { Ok::<_, Infallible>(host.answer(visit, request).await) }
    });
    let connection = http1::Builder::new()
        // The line has clocks of its own, which let a sender keep an idle connection.
        .header_read_timeout(None)
        .half_close(true)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS)
        .serve_connection(Line::new(stream, Arc::clone(&visit)), service);
    // How a connection ends is the sender's business; what it sent was answered or not stored.
    if let Some(Err(error)) = to_its_end(connection, &entry.place, stopped).await {
        if error.is_parse_too_large() {
            host.unreadable(Refused::HeadTooLong);
        } else if error.is_parse() {
            host.unreadable(Refused::Unreadable);
        }
    }
}

/// Runs a connection until it ends by itself; none when it is cut.
async fn to_its_end<S>(
    mut connection: http1::Connection<Line, S>,
    place: &Place,
    mut stopped: watch::Receiver<bool>,
) -> Option<hyper::Result<()>>
where
    S: HttpService<Incoming, ResBody = Full<Bytes>, Error = Infallible>,
{
    tokio::select! {
        ended = &mut connection => return Some(ended),
        () = place.asked_to_leave() => return None,
        () = sleep(CONNECTION_LIFETIME) => {}
        _ = stopped.wait_for(|stop| *stop) => {}
    }
    Pin::new(&mut connection).graceful_shutdown();
    tokio::select! {
        ended = &mut connection => Some(ended),
        () = place.asked_to_leave() => None,
        () = overdue(place) => None,
    }
}

/// Resolves when a connection that has to end has had the time for it; not while an event waits for
/// its commit.
async fn overdue(place: &Place) {
    loop {
        sleep(LAST_REQUEST).await;
        if !place.waits_for_commit() {
            return;
        }
    }
}
