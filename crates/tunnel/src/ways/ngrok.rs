//! ngrok's agent: one that is running already and leads to the door, or one of our own.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use secrecy::SecretString;

use crate::launch::Launch;
use crate::way::{Sign, Signs, Task};
use crate::ways::ngrok_agent::Agent;
use crate::{Door, ForLive, Kind, PublicUrl, Reach, Way};

/// How long it may take to open a tunnel.
const PATIENCE: Duration = Duration::from_secs(45);
/// Where an agent answers, unless its configuration says otherwise.
const AGENT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 4040);

/// `ngrok http`.
#[derive(Clone, Debug)]
pub struct Ngrok {
    /// The domain of the merchant's account to use; without one, ngrok chooses.
    pub url: Option<PublicUrl>,
    /// The account's token; without one, the one of ngrok's own configuration.
    pub token: Option<SecretString>,
    /// Where an agent that is running already would answer.
    pub agent: SocketAddr,
}

impl Default for Ngrok {
    fn default() -> Self {
        Self {
            url: None,
            token: None,
            agent: AGENT,
        }
    }
}

impl Way for Ngrok {
    fn kind(&self) -> Kind {
        Kind::Ngrok
    }

    fn task(&self, door: &Door) -> Task {
        let Some(program) = self.kind().program() else {
            return Task::Nothing;
        };
        let mut launch = Launch::new(program, PATIENCE, Log::new(door))
            .args(["http", &door.origin()])
            .args(["--log", "stdout", "--log-format", "logfmt"])
            // It would keep every event and show it to any page that this computer's browser opens.
            .args(["--inspect=false"]);
        if let Some(url) = &self.url {
            launch = launch.args(["--url", &url.origin()]);
        }
        if let Some(token) = &self.token {
            launch = launch.secret("NGROK_AUTHTOKEN", token);
        }
        Task::Join(Agent::new(self.agent, door), launch)
    }
}

impl ForLive for Ngrok {}

/// What an agent says.
#[derive(Debug)]
struct Log {
    door: Door,
    reach: Option<Reach>,
    is_up: bool,
    verdict: Option<String>,
}

impl Log {
    fn new(door: &Door) -> Self {
        Self {
            door: door.clone(),
            reach: None,
            is_up: false,
            verdict: None,
        }
    }

    fn up(&mut self) -> Option<Sign> {
        let reach = self.reach.clone()?;
        self.is_up = true;
        self.verdict = None;
        Some(Sign::Up(reach))
    }

    fn complains(&mut self, line: &str) -> Option<Sign> {
        if let Some(code) = code(line) {
            self.verdict = Some(sentence(code));
        }
        std::mem::take(&mut self.is_up).then_some(Sign::Lost)
    }
}

impl Signs for Log {
    fn read(&mut self, line: &str) -> Option<Sign> {
        match field(line, "msg") {
            Some("started tunnel") => {
                let url = PublicUrl::parse(field(line, "url")?).ok()?;
                self.reach = Some(Reach::at(url.leading_to(&self.door)));
                self.up()
            }
            // After a loss it does not say again what it leads to.
            Some("client session established") if !self.is_up => self.up(),
            Some(
                "session closed, starting reconnect loop"
                | "heartbeat timeout, terminating session"
                | "failed to reconnect session",
            ) => self.complains(line),
            // What it says at its end is for people, and has no fields.
            _ if line.contains("ERR_NGROK_") => {
                self.verdict = code(line).map(sentence);
                None
            }
            _ => None,
        }
    }

    fn verdict(&self) -> Option<String> {
        self.verdict.clone()
    }
}

/// What is known of the codes at ngrok.com/docs/errors.
fn sentence(code: &str) -> String {
    match code {
        "ERR_NGROK_105" | "ERR_NGROK_106" | "ERR_NGROK_107" | "ERR_NGROK_4018" => format!(
            "ngrok does not accept the account's token ({code}). Copy it again from ngrok's dashboard \
             and run `ngrok config add-authtoken`."
        ),
        "ERR_NGROK_108" => format!(
            "Another ngrok agent of this account is running, and the account allows one ({code}). End \
             that one."
        ),
        "ERR_NGROK_334" => format!(
            "The tunnel's name is in use already ({code}). End the ngrok agent that has it."
        ),
        _ => format!("ngrok refuses the tunnel. What it means: ngrok.com/docs/errors, {code}."),
    }
}

/// `ERR_NGROK_N`
fn code(line: &str) -> Option<&str> {
    let line = &line[line.find("ERR_NGROK_")?..];
    let rest = &line["ERR_NGROK_".len()..];
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    (digits > 0).then(|| &line[.."ERR_NGROK_".len() + digits])
}

/// A field of a line in logfmt: `msg="started tunnel" obj=tunnels`.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = line.trim_start();
    while let Some((key, value)) = rest.split_once('=') {
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_at(end_of_quoted(quoted)?),
            None => value.split_at(value.find(' ').unwrap_or(value.len())),
        };
        if key == name {
            return Some(value);
        }
        rest = after.strip_prefix('"').unwrap_or(after).trim_start();
    }
    None
}

/// Where the quote is that ends a text; those behind a backslash do not.
fn end_of_quoted(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    })
}

/// Lines as ngrok's documentation and its users' reports have them; the program itself is not at hand.
#[cfg(test)]
mod tests {
    use super::*;

    const STARTED: &str = "t=2026-08-10T07:20:40+0000 lvl=info msg=\"started tunnel\" obj=tunnels name=command_line addr=http://127.0.0.1:4242 url=https://zookeeper-ship.ngrok-free.dev";
    const LOST: &str = "t=2026-09-09T12:09:33+0530 lvl=eror msg=\"session closed, starting reconnect loop\" obj=csess id=d334b7230ccc err=\"session closed\"";
    const AGAIN: &str = "t=2026-08-10T07:20:40+0000 lvl=info msg=\"client session established\" obj=tunnels.session";

    fn log() -> Log {
        Log::new(&Door::parse("http://127.0.0.1:4242/webhook").unwrap())
    }

    fn told(sign: Option<Sign>) -> Option<String> {
        match sign? {
            Sign::Up(reach) => Some(reach.url.unwrap().to_string()),
            Sign::Lost => Some("lost".to_owned()),
        }
    }

    #[test]
    fn a_tunnel_starts_is_lost_and_comes_back() {
        let mut log = log();
        let up = "https://zookeeper-ship.ngrok-free.dev/webhook";
        for (line, expected) in [
            (
                "t=2026-08-10T07:20:40+0000 lvl=info msg=\"starting web service\" obj=web addr=127.0.0.1:4040 allow_hosts=[]",
                None,
            ),
            (AGAIN, None),
            (STARTED, Some(up)),
            (AGAIN, None),
            (LOST, Some("lost")),
            (
                "t=2026 lvl=eror msg=\"failed to reconnect session\" obj=csess err=\"dial tcp: i/o timeout\"",
                None,
            ),
            (AGAIN, Some(up)),
            ("nothing=of \"ours", None),
            ("", None),
        ] {
            assert_eq!(told(log.read(line)).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_refusal_names_its_code() {
        for (line, expected) in [
            (
                "t=2026-08-20T20:36:20+0000 lvl=eror msg=\"failed to reconnect session\" obj=tunnels.session err=\"authentication failed: The authtoken you specified does not look like a proper ngrok authtoken. ERR_NGROK_105\"",
                Some("ERR_NGROK_105"),
            ),
            ("ERROR:  ERR_NGROK_108", Some("ERR_NGROK_108")),
            (
                "ERROR:  failed to start tunnel: ERR_NGROK_9009.",
                Some("ERR_NGROK_9009"),
            ),
            ("ERROR:  ERR_NGROK_", None),
            (LOST, None),
        ] {
            let mut log = log();
            assert_eq!(told(log.read(line)), None);
            let verdict = log.verdict();
            assert_eq!(verdict.is_some(), expected.is_some(), "{line}");
            assert!(
                verdict
                    .unwrap_or_default()
                    .contains(expected.unwrap_or_default()),
                "{line}"
            );
        }
    }

    #[test]
    fn fields_may_be_quoted() {
        let line = r#"a=1 msg="say \"hi\" b=2" c="" d=x=y"#;
        for (name, value) in [
            ("a", Some("1")),
            ("msg", Some(r#"say \"hi\" b=2"#)),
            ("b", None),
            ("c", Some("")),
            ("d", Some("x=y")),
        ] {
            assert_eq!(field(line, name), value, "{name}");
        }
    }
}
