//! An ngrok agent that is running already, asked over its own API on this computer.

use std::net::SocketAddr;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::{Door, PublicUrl, Reach, Trouble};

/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// Longest answer that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// An agent, and the door that one of its tunnels may lead to.
#[derive(Clone, Debug)]
pub struct Agent {
    address: SocketAddr,
    door: Door,
}

#[derive(Deserialize)]
struct Tunnels {
    tunnels: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    public_url: String,
    config: Config,
}

#[derive(Deserialize)]
struct Config {
    addr: String,
}

impl Agent {
    /// How often it is asked whether all is as it was.
    pub(crate) const LOOK: Duration = Duration::from_secs(2);

    pub(crate) fn new(address: SocketAddr, door: &Door) -> Self {
        Self {
            address,
            door: door.clone(),
        }
    }

    /// What it leads to the door from; none where it does not, or no agent is there.
    pub(crate) async fn reach(&self) -> Option<Reach> {
        let answer = timeout(PATIENCE, self.ask()).await.ok()?.ok()?;
        let url = tunnel_to(&self.door, body(&answer)?)?;
        Some(Reach::at(url.leading_to(&self.door)))
    }

    pub(crate) fn gone(&self) -> Trouble {
        Trouble::Lost { program: "ngrok" }
    }

    /// HTTP/1.0, so that the answer ends with the connection and is not in chunks.
    async fn ask(&self) -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(self.address).await?;
        let request = format!(
            "GET /api/tunnels HTTP/1.0\r\nHost: {}\r\nAccept: application/json\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.take(LONGEST).read_to_end(&mut answer).await?;
        Ok(answer)
    }
}

/// The body of a good answer.
fn body(answer: &[u8]) -> Option<&[u8]> {
    let head = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let line = answer[..head].split(|byte| *byte == b'\r').next()?;
    let is_good = std::str::from_utf8(line).ok()?.split(' ').nth(1) == Some("200");
    is_good.then(|| &answer[head + 4..])
}

/// The URL of the tunnel that leads to the door. Of two, the one over https is Stripe's.
fn tunnel_to(door: &Door, body: &[u8]) -> Option<PublicUrl> {
    let listed: Tunnels = serde_json::from_slice(body).ok()?;
    let mut urls = listed
        .tunnels
        .iter()
        .filter(|tunnel| leads_to(door, &tunnel.config.addr))
        .filter_map(|tunnel| PublicUrl::parse(&tunnel.public_url).ok());
    urls.next()
}

/// `http://localhost:4242`, `127.0.0.1:4242` or `4242`.
fn leads_to(door: &Door, addr: &str) -> bool {
    let addr = addr.strip_prefix("http://").unwrap_or(addr);
    let port = door.address().port().to_string();
    let host = addr.strip_suffix(&port).unwrap_or("elsewhere");
    let ip = format!("{}:", door.address().ip());
    host.is_empty() || host == "localhost:" || host == ip
}

/// Answers as ngrok's documentation has them; the program itself is not at hand.
#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = r#"{"tunnels":[
        {"name":"other","ID":"a","uri":"/api/tunnels/other","public_url":"https://other.ngrok.app","proto":"https","config":{"addr":"http://localhost:14242","inspect":true},"metrics":{}},
        {"name":"tcp","public_url":"tcp://0.tcp.ngrok.io:1","proto":"tcp","config":{"addr":"localhost:4242","inspect":true}},
        {"name":"plain","public_url":"http://shop.ngrok.app","proto":"http","config":{"addr":"http://localhost:4242","inspect":true}},
        {"name":"ours","public_url":"https://shop.ngrok.app","proto":"https","config":{"addr":"http://localhost:4242","inspect":true}}],
        "uri":"/api/tunnels"}"#;

    #[test]
    fn the_tunnel_to_the_door_is_found_by_its_address() {
        for (door, answer, expected) in [
            (
                "http://127.0.0.1:4242/webhook",
                ANSWER,
                Some("https://shop.ngrok.app/"),
            ),
            (
                "http://127.0.0.1:14242/webhook",
                ANSWER,
                Some("https://other.ngrok.app/"),
            ),
            ("http://127.0.0.1:4241/webhook", ANSWER, None),
            ("http://127.0.0.1:4242/webhook", r#"{"tunnels":[]}"#, None),
            ("http://127.0.0.1:4242/webhook", "<html>", None),
        ] {
            let door = Door::parse(door).unwrap();
            let url = tunnel_to(&door, answer.as_bytes());
            assert_eq!(url.as_ref().map(PublicUrl::as_str), expected, "{door:?}");
        }
    }

    #[test]
    fn an_address_is_written_in_several_ways() {
        let door = Door::parse("http://127.0.0.1:4242/webhook").unwrap();
        for (addr, leads) in [
            ("http://localhost:4242", true),
            ("http://127.0.0.1:4242", true),
            ("localhost:4242", true),
            ("4242", true),
            ("http://localhost:14242", false),
            ("14242", false),
            ("http://192.168.0.7:4242", false),
            ("https://localhost:4242", false),
        ] {
            assert_eq!(leads_to(&door, addr), leads, "{addr}");
        }
    }

    #[test]
    fn only_a_good_answer_has_a_body() {
        for (answer, expected) in [
            ("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{}", Some("{}")),
            ("HTTP/1.1 404 Not Found\r\n\r\n{}", None),
            ("HTTP/1.1 200 OK\r\n", None),
            ("", None),
        ] {
            assert_eq!(
                body(answer.as_bytes()),
                expected.map(str::as_bytes),
                "{answer:?}"
            );
        }
    }
}
