//! `ssh -R`: a port of one's own server leads to the door; a proxy there gives it a public URL.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use crate::launch::Launch;
use crate::way::{Sign, Signs, Task};
use crate::{Door, ForLive, Kind, PublicUrl, Reach, Way};

/// How long it may take to connect and to get the port.
const PATIENCE: Duration = Duration::from_secs(45);

/// What makes it fail rather than ask, hang or do half of it, whatever its configuration says.
const OPTIONS: [&str; 10] = [
    // Nobody is there to type a password.
    "BatchMode=yes",
    "ConnectTimeout=20",
    // Without the port it is of no use.
    "ExitOnForwardFailure=yes",
    // A network that is gone is noticed within 45 seconds.
    "ServerAliveInterval=15",
    "ServerAliveCountMax=3",
    "TCPKeepAlive=yes",
    // A connection that another ssh holds would not end with this one.
    "ControlMaster=no",
    "ControlPath=none",
    // That it has got the port is told at this level only.
    "LogLevel=DEBUG1",
    "ForwardAgent=no",
];

/// `ssh -N -R …`.
#[derive(Clone, Debug)]
pub struct Ssh {
    /// The server.
    pub destination: Destination,
    /// The server's port for ssh; else as ssh's configuration says.
    pub port: Option<u16>,
    /// A private key's file; else as ssh's configuration says.
    pub identity: Option<PathBuf>,
    /// A configuration file instead of the user's own.
    pub config: Option<PathBuf>,
    /// What is forwarded.
    pub far_end: FarEnd,
    /// The public URL under which the server's proxy forwards to that.
    pub url: PublicUrl,
}

/// A port on the server: on its loopback address, where its proxy reaches it and nobody else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FarEnd {
    /// This one.
    Port(u16),
    /// One that the server picks; it is told when the tunnel is up.
    Any,
}

/// A server as ssh takes it: `host` or `user@host`, or a name of its configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination(String);

/// Why a text cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a server is written host or user@host, without spaces, and begins with a letter or digit")]
pub struct DestinationError;

impl Destination {
    /// Checks a server's name.
    ///
    /// # Errors
    /// When ssh could take it for something else.
    pub fn parse(text: &str) -> Result<Self, DestinationError> {
        let text = text.trim();
        let (user, host) = text.split_once('@').unwrap_or(("user", text));
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
        };
        let is_address =
            host.contains(':') && host.chars().all(|c| c.is_ascii_hexdigit() || c == ':');
        if is_name(user) && (is_name(host) || is_address) {
            Ok(Self(text.to_owned()))
        } else {
            Err(DestinationError)
        }
    }
}

impl Way for Ssh {
    fn kind(&self) -> Kind {
        Kind::Ssh
    }

    fn task(&self, door: &Door) -> Task {
        let Some(program) = self.kind().program() else {
            return Task::Nothing;
        };
        let far_port = match self.far_end {
            FarEnd::Port(port) => port,
            FarEnd::Any => 0,
        };
        let forward = format!("127.0.0.1:{far_port}:{}", door.address());
        let signs = Log::new(Reach::at(self.url.leading_to(door)));
        let mut launch = Launch::new(program, PATIENCE, signs)
            .args(OPTIONS.iter().flat_map(|option| ["-o", option]))
            .args(["-N", "-T", "-R", &forward]);
        if let Some(config) = &self.config {
            launch = launch.args([OsString::from("-F"), config.clone().into()]);
        }
        if let Some(identity) = &self.identity {
            launch = launch.args([OsString::from("-i"), identity.clone().into()]);
        }
        if let Some(port) = self.port {
            launch = launch.args(["-p", &port.to_string()]);
        }
        Task::Run(launch.args(["--", &self.destination.0]))
    }
}

impl ForLive for Ssh {}

const UNKNOWN_HOST: &str = "ssh does not know this server's key, or another one answers. Connect to it \
    once by hand, compare the key, and try again.";
const NO_LOGIN: &str = "The server does not let us in. Put a key that needs no passphrase, or that an \
    ssh agent keeps, into the server's authorized_keys.";
const NO_PORT: &str = "The server does not give the port. Another connection may still have it, or its \
    sshd forbids forwarding (AllowTcpForwarding).";
const NO_SUCH_HOST: &str = "There is no server of this name, or the network is down.";

const VERDICTS: [(&str, &str); 5] = [
    ("Host key verification failed", UNKNOWN_HOST),
    ("Permission denied", NO_LOGIN),
    ("Too many authentication failures", NO_LOGIN),
    ("remote port forwarding failed", NO_PORT),
    ("Could not resolve hostname", NO_SUCH_HOST),
];

/// What ssh says on its standard error.
#[derive(Debug)]
struct Log {
    reach: Reach,
    verdict: Option<&'static str>,
}

impl Log {
    fn new(reach: Reach) -> Self {
        Self {
            reach,
            verdict: None,
        }
    }
}

impl Signs for Log {
    fn read(&mut self, line: &str) -> Option<Sign> {
        if is_for_developers(line) {
            let has_port = line.contains("remote forward success for:");
            // A port that the server picks is told in a line of its own, right behind.
            let waits = line.contains("listen 127.0.0.1:0,");
            return (has_port && !waits).then(|| Sign::Up(self.reach.clone()));
        }
        if let Some((_, verdict)) = VERDICTS.iter().find(|(words, _)| line.contains(words)) {
            self.verdict = Some(verdict);
        }
        let (_, rest) = line.split_once("Allocated port ")?;
        let port = rest.split(' ').next()?.parse().ok()?;
        Some(Sign::Up(Reach {
            far_port: Some(port),
            ..self.reach.clone()
        }))
    }

    fn is_for_people(&self, line: &str) -> bool {
        !is_for_developers(line)
    }

    fn verdict(&self) -> Option<String> {
        self.verdict.map(str::to_owned)
    }
}

fn is_for_developers(line: &str) -> bool {
    line.starts_with("debug1:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_never_taken_for_a_flag_or_a_command() {
        for (text, fine) in [
            ("shop.example", true),
            (" till@shop.example ", true),
            ("till@192.0.2.7", true),
            ("till@2001:db8::1", true),
            ("_till@my-server_1", true),
            ("-oProxyCommand=reboot", false),
            ("till@-oProxyCommand=reboot", false),
            ("-x@shop.example", false),
            ("shop example", false),
            ("shop.example;reboot", false),
            ("a@b@c", false),
            ("@shop.example", false),
            ("", false),
        ] {
            assert_eq!(Destination::parse(text).is_ok(), fine, "{text}");
        }
    }

    #[test]
    fn the_port_is_had_when_ssh_says_so() {
        let reach = Reach::at(PublicUrl::parse("https://shop.example/webhook").unwrap());
        for (line, up, far_port) in [
            (
                "debug1: remote forward success for: listen 127.0.0.1:8080, connect 127.0.0.1:4242",
                true,
                None,
            ),
            (
                "debug1: remote forward success for: listen 127.0.0.1:0, connect 127.0.0.1:4242",
                false,
                None,
            ),
            (
                "Allocated port 41234 for remote forward to 127.0.0.1:4242",
                true,
                Some(41234),
            ),
            (
                "debug1: Remote connections from 127.0.0.1:0 forwarded to local address 127.0.0.1:4242",
                false,
                None,
            ),
            ("debug1: Authentication succeeded (publickey).", false, None),
            (
                "Warning: remote port forwarding failed for listen port 8080",
                false,
                None,
            ),
        ] {
            let sign = Log::new(reach.clone()).read(line);
            assert_eq!(sign.is_some(), up, "{line}");
            if let Some(Sign::Up(reach)) = sign {
                assert_eq!(reach.far_port, far_port);
                assert_eq!(reach.url.unwrap().as_str(), "https://shop.example/webhook");
            }
        }
    }

    #[test]
    fn a_refusal_is_turned_into_a_sentence() {
        for (line, expected) in [
            (
                "till@127.0.0.1: Permission denied (publickey).",
                Some(NO_LOGIN),
            ),
            ("Host key verification failed.", Some(UNKNOWN_HOST)),
            (
                "Error: remote port forwarding failed for listen port 8080",
                Some(NO_PORT),
            ),
            (
                "ssh: Could not resolve hostname shop: Name or service not known",
                Some(NO_SUCH_HOST),
            ),
            (
                "ssh: connect to host 127.0.0.1 port 9: Connection refused",
                None,
            ),
            (
                "debug1: Permission denied is a thing that is only mentioned",
                None,
            ),
        ] {
            let mut log = Log::new(Reach::default());
            assert!(log.read(line).is_none());
            assert_eq!(log.verdict().as_deref(), expected, "{line}");
        }
    }
}
