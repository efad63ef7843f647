//! The door over a real socket: what is answered, in which order, and what is handed over.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod answers;
mod log;
mod slow;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, Receipt, Receiver, ReceiverConfig, Recorder, Unavailable, start};
use countertop_stripe_wire::RecordedEvent;
use countertop_stripe_wire::signature::sign;
use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const NOW: UnixSeconds = UnixSeconds(1_790_000_000);

/// A clock that stands still.
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> UnixSeconds {
        NOW
    }
}

/// Keeps what it is handed, or refuses everything. The ledger itself is tested with its own crate.
#[derive(Clone, Default)]
struct Shelf {
    events: Arc<Mutex<Vec<RecordedEvent>>>,
    full: bool,
}

impl Recorder for Shelf {
    async fn record(&self, event: RecordedEvent) -> Result<Receipt, Unavailable> {
        if self.full {
            return Err(Unavailable);
        }
        let mut events = self.events.lock().unwrap();
        let first_seen = events.iter().all(|known| known.id() != event.id());
        let aside = event.aside();
        events.push(event);
        Ok(Receipt {
            first_seen,
            first_counted: first_seen && aside.is_none(),
            aside,
        })
    }
}

impl Shelf {
    fn ids(&self) -> Vec<String> {
        self.events
            .lock()
            .unwrap()
            .iter()
            .map(|event| event.id().into_owned())
            .collect()
    }
}

fn secret() -> SecretString {
    SecretString::from("whsec_test")
}

async fn open(shelf: &Shelf) -> Receiver {
    let config = ReceiverConfig {
        listen: ([127, 0, 0, 1], 0).into(),
        secrets: vec![secret()],
        clock: Box::new(Stopped),
    };
    start(config, shelf.clone()).await.unwrap()
}

fn signature(body: &[u8]) -> String {
    sign(&secret(), NOW, body)
}

/// Sends bytes as they are and reads until the other side closes or stays silent for a while.
async fn exchange(receiver: &Receiver, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(receiver.address()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    read_answer(&mut stream).await
}

/// One answer: its head, and as much body as it announces.
async fn read_answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    loop {
        if let Some(length) = complete(&answer) {
            return String::from_utf8(answer[..length].to_vec()).unwrap();
        }
        let mut part = [0; 4096];
        let read = timeout(Duration::from_secs(20), stream.read(&mut part)).await;
        // Within 20 s comes an answer or the end; a connection that was cut is an end too.
        match read.unwrap().unwrap_or(0) {
            0 => return String::from_utf8(answer).unwrap(),
            read => answer.extend_from_slice(&part[..read]),
        }
    }
}

fn complete(answer: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(answer).ok()?;
    let head = text.find("\r\n\r\n")? + 4;
    let length = text[..head].lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length:")?
            .trim()
            .parse::<usize>()
            .ok()
    });
    let whole = head + length?;
    (answer.len() >= whole).then_some(whole)
}

/// A POST of a body to the webhook path with these headers.
fn post(headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut request = b"POST /webhook HTTP/1.1\r\nHost: x\r\n".to_vec();
    for (name, value) in headers {
        request.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    request.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    request.extend_from_slice(body);
    request
}

/// Waits for a condition, with a deadline.
async fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let until = tokio::time::Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(tokio::time::Instant::now() < until, "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
