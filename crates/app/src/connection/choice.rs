//! The way that the merchant chose for an account, as it is kept: without secrets.

use std::path::PathBuf;

use countertop_domain::Mode;
use countertop_tunnel::{
    CatchUpOnly, CloudflaredNamed, CloudflaredQuick, Destination, DestinationError, FarEnd,
    FixedUrl, ForLive, Kind, Ngrok, PublicUrl, PublicUrlError, Setup, Ssh, StripeCli, TestKey,
    TestKeyError, Tunnel, TunnelName, TunnelNameError,
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// A way and what it needs to know, as the merchant wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Choice {
    /// Nothing reaches this computer.
    #[default]
    CatchUpOnly,
    /// `stripe listen`.
    StripeCli,
    /// cloudflared without an account.
    CloudflaredQuick,
    /// cloudflared with a tunnel of an account: by its name on this computer, else by its token.
    CloudflaredNamed {
        /// The public URL that leads to it.
        url: String,
        /// Its name or id.
        name: Option<String>,
    },
    /// ngrok's agent.
    Ngrok {
        /// The account's domain; without one, ngrok chooses.
        url: Option<String>,
    },
    /// `ssh -R`.
    Ssh {
        /// `host` or `user@host`.
        destination: String,
        /// The server's port for ssh.
        port: Option<u16>,
        /// A private key's file.
        identity: Option<PathBuf>,
        /// The port on the server that is forwarded; without one, the server picks.
        far_port: Option<u16>,
        /// The public URL that the server's proxy forwards there.
        url: String,
    },
    /// A URL that somebody else forwards.
    FixedUrl {
        /// The URL.
        url: String,
    },
}

/// What ways need besides, and what is no part of a choice.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account's key: the Stripe CLI listens with it.
    pub api_key: SecretString,
    /// The token of the tunnel's own service.
    pub tunnel_token: Option<SecretString>,
    /// A folder of its own for the Stripe CLI.
    pub cli_home: PathBuf,
    /// Where the practice store is; none is Stripe itself.
    pub practice_store: Option<String>,
}

/// Why a choice cannot be opened; a sentence for the field at fault.
#[derive(Debug, thiserror::Error)]
pub enum ChoiceError {
    /// A way for trying things out.
    #[error(
        "this way is for trying things out with a test key; for a live key choose another, or none"
    )]
    ForTestOnly,
    /// The public URL.
    #[error(transparent)]
    Url(#[from] PublicUrlError),
    /// The server of ssh.
    #[error(transparent)]
    Destination(#[from] DestinationError),
    /// The name of cloudflared's tunnel.
    #[error(transparent)]
    TunnelName(#[from] TunnelNameError),
    /// The key that the Stripe CLI is to listen with.
    #[error(transparent)]
    Key(#[from] TestKeyError),
    /// cloudflared can find its tunnel by neither.
    #[error("give the tunnel's name on this computer, or its token from Cloudflare's dashboard")]
    NoTunnel,
}

impl Choice {
    /// The choice that was kept; what cannot be read any more is none.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    /// As it is kept.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Which way it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::CatchUpOnly => Kind::CatchUpOnly,
            Self::StripeCli => Kind::StripeCli,
            Self::CloudflaredQuick => Kind::CloudflaredQuick,
            Self::CloudflaredNamed { .. } => Kind::CloudflaredNamed,
            Self::Ngrok { .. } => Kind::Ngrok,
            Self::Ssh { .. } => Kind::Ssh,
            Self::FixedUrl { .. } => Kind::FixedUrl,
        }
    }

    /// Whether the way can be gone.
    ///
    /// # Errors
    /// When it is not for this mode, or what was written cannot be meant.
    pub fn check(&self, mode: Mode, credentials: &Credentials) -> Result<(), ChoiceError> {
        self.meant(mode, credentials).map(drop)
    }

    /// Opens the way.
    ///
    /// # Errors
    /// As for [`check`](Self::check).
    pub fn open(
        &self,
        mode: Mode,
        credentials: &Credentials,
        setup: Setup,
    ) -> Result<Tunnel, ChoiceError> {
        Ok(self.meant(mode, credentials)?.open(mode, setup))
    }

    /// What was written, made into what it means.
    fn meant(&self, mode: Mode, credentials: &Credentials) -> Result<Meant, ChoiceError> {
        Ok(match self {
            Self::CatchUpOnly => Meant::CatchUpOnly,
            Self::StripeCli => Meant::StripeCli(StripeCli {
                key: TestKey::parse(&credentials.api_key)?,
                home: credentials.cli_home.clone(),
                practice_store: credentials.practice_store.clone(),
            }),
            Self::CloudflaredQuick if mode == Mode::Live => return Err(ChoiceError::ForTestOnly),
            Self::CloudflaredQuick => Meant::CloudflaredQuick,
            Self::CloudflaredNamed { url, name } => {
                Meant::CloudflaredNamed(cloudflared(url, name.as_deref(), credentials)?)
            }
            Self::Ngrok { url } => Meant::Ngrok(Ngrok {
                url: url.as_deref().map(PublicUrl::parse).transpose()?,
                token: credentials.tunnel_token.clone(),
                ..Ngrok::default()
            }),
            Self::Ssh { .. } => Meant::Ssh(self.ssh()?),
            Self::FixedUrl { url } => Meant::FixedUrl(FixedUrl(PublicUrl::parse(url)?)),
        })
    }

    fn ssh(&self) -> Result<Ssh, ChoiceError> {
        let Self::Ssh {
            destination,
            port,
            identity,
            far_port,
            url,
        } = self
        else {
            return Err(DestinationError.into());
        };
        Ok(Ssh {
            destination: Destination::parse(destination)?,
            port: *port,
            identity: identity.clone(),
            config: None,
            far_end: far_port.map_or(FarEnd::Any, FarEnd::Port),
            url: PublicUrl::parse(url)?,
        })
    }
}

fn cloudflared(
    url: &str,
    name: Option<&str>,
    credentials: &Credentials,
) -> Result<CloudflaredNamed, ChoiceError> {
    let url = PublicUrl::parse(url)?;
    match (name, &credentials.tunnel_token) {
        (Some(name), _) => Ok(CloudflaredNamed::ByName {
            name: TunnelName::parse(name)?,
            url,
        }),
        (None, Some(token)) => Ok(CloudflaredNamed::ByToken {
            token: token.clone(),
            url,
        }),
        (None, None) => Err(ChoiceError::NoTunnel),
    }
}

/// A way that can be gone.
enum Meant {
    CatchUpOnly,
    StripeCli(StripeCli),
    CloudflaredQuick,
    CloudflaredNamed(CloudflaredNamed),
    Ngrok(Ngrok),
    Ssh(Ssh),
    FixedUrl(FixedUrl),
}

impl Meant {
    fn open(self, mode: Mode, setup: Setup) -> Tunnel {
        match self {
            Self::CatchUpOnly => either(CatchUpOnly, mode, setup),
            // A key of test mode comes with it.
            Self::StripeCli(way) => Tunnel::for_test(way, setup),
            Self::CloudflaredQuick => Tunnel::for_test(CloudflaredQuick, setup),
            Self::CloudflaredNamed(way) => either(way, mode, setup),
            Self::Ngrok(way) => either(way, mode, setup),
            Self::Ssh(way) => either(way, mode, setup),
            Self::FixedUrl(way) => either(way, mode, setup),
        }
    }
}

fn either(way: impl ForLive, mode: Mode, setup: Setup) -> Tunnel {
    match mode {
        Mode::Test => Tunnel::for_test(way, setup),
        Mode::Live => Tunnel::for_live(way, setup),
    }
}
