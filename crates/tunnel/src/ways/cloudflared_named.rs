//! A tunnel of a Cloudflare account, which keeps its name: run by its token, or by a name that cloudflared
//! knows on this computer.

use std::time::Duration;

use secrecy::SecretString;

use crate::launch::Launch;
use crate::way::Task;
use crate::ways::cloudflared::{ARGUMENTS, Log};
use crate::{Door, ForLive, Kind, PublicUrl, Way};

/// How long it may take to get a connection.
const PATIENCE: Duration = Duration::from_secs(60);

/// `cloudflared tunnel run`.
#[derive(Clone, Debug)]
pub enum CloudflaredNamed {
    /// A tunnel that is set up at Cloudflare, where a public host name leads to the door's address.
    ByToken {
        /// The token.
        token: SecretString,
        /// The public URL that the merchant gave it.
        url: PublicUrl,
    },
    /// A tunnel whose credentials cloudflared keeps on this computer.
    ByName {
        /// Its name or id.
        name: TunnelName,
        /// The public URL that the merchant gave it.
        url: PublicUrl,
    },
}

/// The name or id of a tunnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TunnelName(String);

/// Why a text cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tunnel's name is of letters, digits, dots, - and _, and begins with a letter or digit")]
pub struct TunnelNameError;

impl TunnelName {
    /// Checks a name.
    ///
    /// # Errors
    /// When a program could take it for something else.
    pub fn parse(text: &str) -> Result<Self, TunnelNameError> {
        let text = text.trim();
        let begins_well = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if begins_well && text.chars().all(is_plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(TunnelNameError)
        }
    }
}

impl Way for CloudflaredNamed {
    fn kind(&self) -> Kind {
        Kind::CloudflaredNamed
    }

    fn task(&self, door: &Door) -> Task {
        let Some(program) = self.kind().program() else {
            return Task::Nothing;
        };
        let (Self::ByToken { url, .. } | Self::ByName { url, .. }) = self;
        let launch = Launch::new(program, PATIENCE, Log::at(url.leading_to(door)))
            .args(ARGUMENTS)
            .args(["run"]);
        Task::Run(match self {
            Self::ByToken { token, .. } => launch.secret("TUNNEL_TOKEN", token),
            Self::ByName { name, .. } => launch.args(["--url", &door.origin(), &name.0]),
        })
    }
}

impl ForLive for CloudflaredNamed {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_taken_for_a_flag() {
        for (text, fine) in [
            ("shop", true),
            (" 6ff42ae2-765d-4adf-8112-31c55c1551ef ", true),
            ("--config=/etc/passwd", false),
            ("-x", false),
            ("a b", false),
            ("", false),
        ] {
            assert_eq!(TunnelName::parse(text).is_ok(), fine, "{text}");
        }
    }
}
