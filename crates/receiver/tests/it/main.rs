//! The door over a real socket: what is answered, in which order, and what is handed over.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod abuse_flood;
mod abuse_framing;
#[cfg(unix)]
mod abuse_handles;
mod abuse_many;
mod abuse_size;
mod abuse_slow;
mod answers;
mod caller;
mod deliveries;
mod expected;
mod lifetime;
mod log;
mod page;
mod shelf;

use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_receiver::{Clock, Receiver, ReceiverConfig, start};
use countertop_stripe_wire::signature::sign;
use secrecy::SecretString;

use crate::shelf::Shelf;

const NOW: UnixSeconds = UnixSeconds(1_790_000_000);

/// An event that Stripe could send.
const BODY: &[u8] = br#"{"id":"evt_1","object":"event","type":"charge.succeeded"}"#;

/// A clock that stands still.
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> UnixSeconds {
        NOW
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

/// A POST of a body as Stripe would sign it.
fn signed(body: &[u8]) -> Vec<u8> {
    let json = ("Content-Type", "application/json; charset=utf-8");
    post(&[("Stripe-Signature", &signature(body)), json], body)
}

/// The head of a signed POST of `BODY`, with this line to say how long the body is.
fn signed_head(length: &str) -> Vec<u8> {
    let signature = signature(BODY);
    format!(
        "POST /webhook HTTP/1.1\r\nHost: x\r\nStripe-Signature: {signature}\r\n{length}\r\n\r\n"
    )
    .into_bytes()
}

/// Waits for a condition, with a deadline.
async fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let until = tokio::time::Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(tokio::time::Instant::now() < until, "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Runs one of the ignored tests in a process of its own: it changes what all tests of a process share.
#[cfg(unix)]
fn alone(test: &str) {
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}
