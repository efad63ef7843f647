//! Whoever calls at the door: raw bytes out, answers in.

use std::net::SocketAddr;
use std::time::Duration;

use countertop_receiver::Receiver;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

/// How long an answer or an end may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer: its head in lower case, and as much body as that announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// One connection to the door.
pub struct Caller {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Caller {
    pub async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self::of(stream)
    }

    /// Uses a connection that there is already.
    pub fn of(stream: TcpStream) -> Self {
        Self {
            stream,
            read: Vec::new(),
        }
    }

    /// Whether the other side has ended the connection, without waiting for it.
    pub fn is_closed(&self) -> bool {
        let looked = self.stream.try_read(&mut [0; 1]);
        !matches!(looked, Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
    }

    /// Connects and sends bytes as they are.
    pub async fn calls(receiver: &Receiver, bytes: &[u8]) -> Self {
        let mut caller = Self::connect(receiver.address()).await;
        caller.send(bytes).await;
        caller
    }

    /// Sends bytes as they are. A door that has closed meanwhile is found out by reading.
    pub async fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes).await;
    }

    /// Sends bytes as they are, and takes it ill when they are not taken.
    pub async fn send_all(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    /// Says that nothing more will be sent.
    pub async fn ends(&mut self) {
        self.stream.shutdown().await.unwrap();
    }

    /// The next answer; none when the connection ends without one.
    pub async fn answer(&mut self) -> Option<Answer> {
        loop {
            if let Some((answer, length)) = parse(&self.read) {
                self.read.drain(..length);
                return Some(answer);
            }
            if self.more().await == 0 {
                assert_eq!(self.read, b"", "half an answer");
                return None;
            }
        }
    }

    /// The status of the next answer; 0 when the connection ends without one.
    pub async fn status(&mut self) -> u16 {
        self.answer().await.map_or(0, |answer| answer.status)
    }

    /// Waits for the end of the connection, after which nothing more may have come.
    pub async fn closed(&mut self) -> Duration {
        let began = Instant::now();
        assert_eq!(
            self.more().await,
            0,
            "{:?}",
            String::from_utf8_lossy(&self.read)
        );
        assert_eq!(self.read, b"");
        began.elapsed()
    }

    /// Reads on. A connection that was cut is at its end, too.
    async fn more(&mut self) -> usize {
        let mut part = [0; 4096];
        let read = timeout(PATIENCE, self.stream.read(&mut part)).await;
        let read = read.unwrap().unwrap_or(0);
        self.read.extend_from_slice(&part[..read]);
        read
    }
}

/// Sends bytes on a connection of their own; an answer without a status stands for an end without one.
pub async fn exchange(receiver: &Receiver, bytes: &[u8]) -> Answer {
    let answer = Caller::calls(receiver, bytes).await.answer().await;
    answer.unwrap_or(Answer {
        status: 0,
        head: String::new(),
        body: String::new(),
    })
}

fn parse(bytes: &[u8]) -> Option<(Answer, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let head = text.find("\r\n\r\n")? + 4;
    let lower = text[..head].to_ascii_lowercase();
    let status = lower.split(' ').nth(1)?.parse().ok()?;
    let announced = lower
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let length: usize = if status == 100 { 0 } else { announced? };
    let body = text.get(head..head + length)?.to_owned();
    let answer = Answer {
        status,
        head: lower,
        body,
    };
    Some((answer, head + length))
}
