//! What cloudflared says on its standard error, whichever tunnel it runs.

use std::collections::BTreeSet;

use crate::way::{Sign, Signs};
use crate::{Door, PublicUrl, Reach};

/// What makes it run in the foreground, as it is, and end within the time that it gets.
pub(crate) const ARGUMENTS: [&str; 4] = ["tunnel", "--no-autoupdate", "--grace-period", "2s"];

const BAD_TOKEN: &str = "Cloudflare does not accept the tunnel's token or credentials. Copy the token \
    again from Cloudflare's Zero Trust dashboard, under Networks, Tunnels.";
const NO_CREDENTIALS: &str = "cloudflared finds no credentials for this tunnel on this computer. Run \
    `cloudflared tunnel login` and `cloudflared tunnel create` once, or give the tunnel's token.";
const TOO_MANY: &str = "Cloudflare gives out no more quick tunnels to this network for now. Wait some \
    minutes, or use a tunnel of a Cloudflare account.";

/// Words of its that say why it cannot succeed.
const VERDICTS: [(&str, &str); 6] = [
    ("Provided Tunnel token is not valid", BAD_TOKEN),
    ("Invalid tunnel secret", BAD_TOKEN),
    ("Unauthorized: Failed to get tunnel", BAD_TOKEN),
    ("error parsing tunnel ID", NO_CREDENTIALS),
    (
        "Cannot determine default origin certificate path",
        NO_CREDENTIALS,
    ),
    ("429 Too Many Requests", TOO_MANY),
];

/// Words of its that say that a connection is gone. Each names it by its number.
const LOSSES: [&str; 4] = [
    "Unregistered tunnel connection",
    "Lost connection with the edge",
    "Connection terminated",
    "Retrying connection in up to",
];

/// Reads it.
#[derive(Debug)]
pub(crate) struct Log {
    reach: Option<Reach>,
    /// Where the URL that it tells leads; none where the URL is known.
    told_for: Option<Door>,
    /// The connections to Cloudflare that are there, by their number.
    connections: BTreeSet<u8>,
    verdict: Option<&'static str>,
}

impl Log {
    /// Of a tunnel whose URL it tells.
    pub(crate) fn telling(door: &Door) -> Self {
        Self {
            reach: None,
            told_for: Some(door.clone()),
            connections: BTreeSet::new(),
            verdict: None,
        }
    }

    /// Of a tunnel whose URL is known.
    pub(crate) fn at(url: PublicUrl) -> Self {
        Self {
            reach: Some(Reach::at(url)),
            told_for: None,
            connections: BTreeSet::new(),
            verdict: None,
        }
    }

    fn connected(&mut self, number: u8) -> Option<Sign> {
        self.connections.insert(number);
        let is_first = self.connections.len() == 1;
        self.reach.clone().filter(|_| is_first).map(Sign::Up)
    }

    fn disconnected(&mut self, number: u8) -> Option<Sign> {
        let was_there = self.connections.remove(&number);
        (was_there && self.connections.is_empty()).then_some(Sign::Lost)
    }

    fn named(&mut self, url: &PublicUrl) -> Option<Sign> {
        let door = self.told_for.as_ref()?;
        let reach = Reach::at(url.leading_to(door));
        self.reach = Some(reach.clone());
        (!self.connections.is_empty()).then_some(Sign::Up(reach))
    }
}

impl Signs for Log {
    fn read(&mut self, line: &str) -> Option<Sign> {
        if let Some((_, verdict)) = VERDICTS.iter().find(|(words, _)| line.contains(words)) {
            self.verdict = Some(verdict);
        }
        if line.contains("Registered tunnel connection") {
            self.verdict = None;
            return self.connected(connection(line)?);
        }
        if LOSSES.iter().any(|words| line.contains(words)) {
            return self.disconnected(connection(line)?);
        }
        self.named(&quick_url(line)?)
    }

    fn verdict(&self) -> Option<String> {
        self.verdict.map(str::to_owned)
    }
}

/// `connIndex=N`
fn connection(line: &str) -> Option<u8> {
    let (_, rest) = line.split_once("connIndex=")?;
    rest.split_whitespace().next()?.parse().ok()
}

/// `|  https://WORDS.trycloudflare.com  |`
fn quick_url(line: &str) -> Option<PublicUrl> {
    let mut words = line.split(|c: char| c.is_whitespace() || c == '|');
    let url = words.find(|word| {
        let host = word.strip_prefix("https://").unwrap_or_default();
        // Where the names come from is no tunnel.
        host.ends_with(".trycloudflare.com") && host != "api.trycloudflare.com"
    })?;
    PublicUrl::parse(url).ok()
}

/// Lines as cloudflared's documentation and its source have them; the program itself is not at hand.
#[cfg(test)]
mod tests {
    use super::*;

    const BOX: &str =
        "2026-09-14T10:00:01Z INF |  https://seasonal-wide-funky-obj.trycloudflare.com          |";
    const FIRST: &str = "2026-09-14T10:00:02Z INF Registered tunnel connection connIndex=0 connection=9e3a4c86-ed8e-449e-9fdf-e44aeaa5c10a event=0 ip=198.41.200.193 location=icn05 protocol=quic";

    fn door() -> Door {
        Door::parse("http://127.0.0.1:4242/webhook").unwrap()
    }

    fn told(sign: Option<Sign>) -> Option<String> {
        match sign? {
            Sign::Up(reach) => Some(reach.url.unwrap().to_string()),
            Sign::Lost => Some("lost".to_owned()),
        }
    }

    #[test]
    fn a_quick_tunnel_is_up_when_it_has_a_name_and_a_connection() {
        let url = Some("https://seasonal-wide-funky-obj.trycloudflare.com/webhook");
        for lines in [[BOX, FIRST], [FIRST, BOX]] {
            let mut log = Log::telling(&door());
            for line in [
                "2026-09-14T10:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...",
                "2026-09-14T10:00:01Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |",
                "2026-09-14T10:00:01Z ERR dial https://api.trycloudflare.com failed",
                lines[0],
            ] {
                assert_eq!(told(log.read(line)), None, "{line}");
            }
            assert_eq!(told(log.read(lines[1])).as_deref(), url);
        }
    }

    #[test]
    fn a_named_tunnel_is_up_while_one_connection_is_there() {
        let mut log = Log::at(PublicUrl::parse("https://shop.example/webhook").unwrap());
        let up = "https://shop.example/webhook";
        for (line, expected) in [
            (FIRST, Some(up)),
            (
                "INF Registered tunnel connection connIndex=1 connection=a",
                None,
            ),
            ("INF Lost connection with the edge connIndex=0", None),
            (
                "INF Retrying connection in up to 4s connIndex=0 event=0 ip=198.41.200.193",
                None,
            ),
            (
                "ERR Connection terminated error=\"timeout\" connIndex=1",
                Some("lost"),
            ),
            (
                "INF Unregistered tunnel connection connIndex=1 event=0",
                None,
            ),
            (
                "INF Registered tunnel connection connIndex=0 connection=b",
                Some(up),
            ),
            (BOX, None),
        ] {
            assert_eq!(told(log.read(line)).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_refusal_is_turned_into_a_sentence() {
        for (line, expected) in [
            ("Provided Tunnel token is not valid.", BAD_TOKEN),
            (
                "ERR Register tunnel error from server side error=\"Unauthorized: Invalid tunnel secret\" connIndex=0",
                BAD_TOKEN,
            ),
            (
                "ERR Cannot determine default origin certificate path. No file cert.pem in [~/.cloudflared]",
                NO_CREDENTIALS,
            ),
            (
                "ERR Error unmarshaling QuickTunnel response: error code: 1015 status_code=\"429 Too Many Requests\"",
                TOO_MANY,
            ),
        ] {
            let mut log = Log::telling(&door());
            assert_eq!(told(log.read(line)), None);
            assert_eq!(log.verdict().as_deref(), Some(expected), "{line}");
            log.read(FIRST);
            assert_eq!(log.verdict(), None, "it went well after all");
        }
    }
}
