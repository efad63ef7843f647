//! The bytes of one connection on their way to the parser and from it, with a clock on each head.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, BytesMut};
use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::io::AsyncWrite;
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use crate::heads::{Fault, Heads, Passage};
use crate::limits::{HEAD_TIMEOUT, LINGER, LINGER_BYTES};
use crate::register::Place;

/// What is passed on in place of a head that is refused: the answer is made from the fault.
const STAND_IN: &[u8] = b"POST / HTTP/1.1\r\nConnection: close\r\n\r\n";
/// How much is read at once.
const READ_BYTES: usize = 8 << 10;

/// What the line and whoever answers tell each other of a connection.
pub(crate) struct Visit {
    pub(crate) place: Arc<Place>,
    head: Mutex<Head>,
    unread: AtomicBool,
}

/// What the line saw of a head that it passed on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Head {
    /// How long it took to come.
    pub(crate) took: Duration,
    /// Why it is to be refused.
    pub(crate) fault: Option<Fault>,
}

impl Visit {
    pub(crate) fn new(place: Arc<Place>) -> Self {
        Self {
            place,
            head: Mutex::default(),
            unread: AtomicBool::new(false),
        }
    }

    /// The head of the request that has just been handed over.
    pub(crate) fn head(&self) -> Head {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_head(&self, head: Head) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = head;
    }

    /// Says that the sender is answered and sent away before all that it sends was read. A socket
    /// that is closed over unread bytes takes the answer with it, so they are thrown away first.
    pub(crate) fn leave_unread(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }
}

/// A connection's bytes.
pub(crate) struct Line {
    stream: TcpStream,
    visit: Arc<Visit>,
    heads: Heads,
    /// What has come and was not passed on.
    come: BytesMut,
    /// How much of it may be.
    ready: usize,
    /// Since when a head has been coming; none between requests.
    since: Option<Instant>,
    deadline: Pin<Box<Sleep>>,
    /// How much was thrown away at the end.
    thrown_away: Option<usize>,
}

impl Line {
    pub(crate) fn new(stream: TcpStream, visit: Arc<Visit>) -> Self {
        Self {
            stream,
            visit,
            heads: Heads::new(),
            come: BytesMut::new(),
            ready: 0,
            since: Some(Instant::now()),
            deadline: Box::pin(sleep(HEAD_TIMEOUT)),
            thrown_away: None,
        }
    }

    /// Reads what is there; 0 is the end.
    fn poll_come(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        self.come.reserve(READ_BYTES);
        loop {
            ready!(self.stream.poll_read_ready(cx))?;
            match self.stream.try_read_buf(&mut self.come) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return Poll::Ready(read),
            }
        }
    }

    /// Clears the next bytes for passing on, if enough of them have come.
    fn clear(&mut self) -> Result<(), Fault> {
        match self.heads.next(&mut self.come) {
            Passage::Bytes(length) => self.ready = length,
            Passage::Head(length) => {
                self.ready = length;
                let took = self.since.take().map(|since| since.elapsed());
                let took = took.unwrap_or_default();
                self.visit.set_head(Head { took, fault: None });
            }
            Passage::Nothing => {}
            Passage::Fault(Fault::OtherProtocol) => return Err(Fault::OtherProtocol),
            Passage::Fault(fault) => {
                self.come.clear();
                self.come.extend_from_slice(STAND_IN);
                self.ready = STAND_IN.len();
                self.visit.set_head(Head {
                    took: Duration::ZERO,
                    fault: Some(fault),
                });
            }
        }
        Ok(())
    }

    /// Runs while a head is coming, not while the sender keeps the connection for later.
    fn poll_deadline(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if !self.heads.awaits_head() {
            return Poll::Pending;
        }
        if self.since.is_none() && !self.come.is_empty() {
            let now = Instant::now();
            self.since = Some(now);
            self.deadline.as_mut().reset(now + HEAD_TIMEOUT);
        }
        match self.since {
            Some(_) => self.deadline.as_mut().poll(cx),
            None => Poll::Pending,
        }
    }

    /// Throws away what still comes, within limits of its own.
    fn poll_throw_away(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut thrown_away = self.thrown_away.unwrap_or_else(|| {
            self.deadline.as_mut().reset(Instant::now() + LINGER);
            0
        });
        while thrown_away < LINGER_BYTES {
            self.thrown_away = Some(thrown_away);
            self.come.clear();
            match self.poll_come(cx) {
                Poll::Ready(Ok(0) | Err(_)) => break,
                Poll::Ready(Ok(read)) => thrown_away += read,
                Poll::Pending => {
                    ready!(self.deadline.as_mut().poll(cx));
                    break;
                }
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl Read for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut room: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            if self.ready > 0 {
                let length = self.ready.min(room.remaining());
                room.put_slice(&self.come[..length]);
                self.come.advance(length);
                self.ready -= length;
                return Poll::Ready(Ok(()));
            }
            if self.clear().is_err() {
                return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
            }
            if self.ready > 0 {
                continue;
            }
            match self.poll_come(cx) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Ok(())),
                Poll::Ready(Ok(_)) => {}
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => {
                    ready!(self.poll_deadline(cx));
                    return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
                }
            }
        }
    }
}

impl Write for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// Comes after all that was to be written: what was at work has its answer.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.visit.place.has_written();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.thrown_away.is_none() {
            ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
        }
        if self.visit.unread.load(Ordering::Relaxed) {
            return self.poll_throw_away(cx);
        }
        Poll::Ready(Ok(()))
    }
}
