//! A plain HTTP client, just enough for one request.

use std::io::{Read, Write};
use std::net::TcpStream;

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::signature::sign;
use secrecy::SecretString;

use crate::program::PATIENCE;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// Sends a POST to `http://HOST/PATH`.
#[track_caller]
pub fn post(url: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    send("POST", url, headers, body)
}

/// Asks for what is at `http://HOST/PATH`.
#[track_caller]
pub fn get(url: &str, headers: &[(&str, &str)]) -> Answer {
    send("GET", url, headers, b"")
}

#[track_caller]
fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_at(rest.find('/').unwrap());
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

/// Delivers an event as Stripe would, signed now with a secret.
#[track_caller]
pub fn deliver(url: &str, secret: &str, body: &[u8]) -> Answer {
    let signature = sign(&SecretString::from(secret), now(), body);
    post(
        url,
        &[
            ("Content-Type", "application/json"),
            ("Stripe-Signature", &signature),
        ],
        body,
    )
}

pub fn now() -> UnixSeconds {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    UnixSeconds(since.as_secs().try_into().unwrap())
}
