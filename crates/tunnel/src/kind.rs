//! The ways there are, and what is to be said of each before one is chosen.

use countertop_domain::Mode;

/// A way in which Stripe reaches the receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `stripe listen`.
    StripeCli,
    /// cloudflared without an account.
    CloudflaredQuick,
    /// cloudflared with a tunnel that has a name.
    CloudflaredNamed,
    /// ngrok's agent.
    Ngrok,
    /// `ssh -R` to a server of one's own.
    Ssh,
    /// A public URL that somebody else forwards.
    FixedUrl,
    /// None: catching up alone.
    CatchUpOnly,
}

/// What a way is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Trying things out with a test key. It is never offered for a live one.
    Development,
    /// Test and live.
    Business,
}

/// Where the secret comes from that signs what arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookSecret {
    /// The way tells its own.
    OfTheWay,
    /// An endpoint has to be registered at the public URL, and has one.
    OfAnEndpoint,
    /// Nothing is sent.
    None,
}

/// A program that a way needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its name on the PATH, without an ending.
    pub name: &'static str,
    /// What makes it say its version and end.
    pub(crate) version: &'static [&'static str],
    /// How to get it, as a sentence.
    pub how_to_get: &'static str,
}

const STRIPE: Program = Program {
    name: "stripe",
    version: &["--version"],
    how_to_get: "Install the Stripe CLI as docs.stripe.com/stripe-cli says, or run `npm install -g @stripe/cli`.",
};
const CLOUDFLARED: Program = Program {
    name: "cloudflared",
    version: &["--version"],
    how_to_get: "Install cloudflared from developers.cloudflare.com, under Cloudflare Tunnel, Downloads.",
};
const NGROK: Program = Program {
    name: "ngrok",
    version: &["version"],
    how_to_get: "Install ngrok from ngrok.com/download and run `ngrok config add-authtoken` once.",
};
const SSH: Program = Program {
    name: "ssh",
    version: &["-V"],
    how_to_get: "Install OpenSSH's client: the package openssh-client, or Windows' optional feature OpenSSH Client.",
};

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::CatchUpOnly,
        Self::CloudflaredNamed,
        Self::Ngrok,
        Self::Ssh,
        Self::FixedUrl,
        Self::StripeCli,
        Self::CloudflaredQuick,
    ];

    /// Those that are offered for a key of this mode.
    pub fn offered(mode: Mode) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |kind| kind.suits(mode))
    }

    /// Whether it may be used in this mode.
    pub fn suits(self, mode: Mode) -> bool {
        match (self.purpose(), mode) {
            (Purpose::Development, Mode::Live) => false,
            (Purpose::Development, Mode::Test) | (Purpose::Business, Mode::Test | Mode::Live) => {
                true
            }
        }
    }

    /// What it is called, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::StripeCli => "The Stripe CLI listens at Stripe and forwards each event.",
            Self::CloudflaredQuick => {
                "cloudflared opens a quick tunnel, under a new name each time."
            }
            Self::CloudflaredNamed => "cloudflared runs a tunnel of your Cloudflare account.",
            Self::Ngrok => "ngrok's agent opens a tunnel of your ngrok account.",
            Self::Ssh => "ssh forwards a port of your own server.",
            Self::FixedUrl => "Your own proxy forwards a public URL to this computer.",
            Self::CatchUpOnly => {
                "Nothing reaches this computer: Countertop asks Stripe what is new."
            }
        }
    }

    /// What it is good for.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::StripeCli | Self::CloudflaredQuick => Purpose::Development,
            Self::CloudflaredNamed
            | Self::Ngrok
            | Self::Ssh
            | Self::FixedUrl
            | Self::CatchUpOnly => Purpose::Business,
        }
    }

    /// Where the secret of what arrives comes from.
    pub fn webhook_secret(self) -> WebhookSecret {
        match self {
            Self::StripeCli => WebhookSecret::OfTheWay,
            Self::CloudflaredQuick
            | Self::CloudflaredNamed
            | Self::Ngrok
            | Self::Ssh
            | Self::FixedUrl => WebhookSecret::OfAnEndpoint,
            Self::CatchUpOnly => WebhookSecret::None,
        }
    }

    /// The program that it needs.
    pub fn program(self) -> Option<Program> {
        match self {
            Self::StripeCli => Some(STRIPE),
            Self::CloudflaredQuick | Self::CloudflaredNamed => Some(CLOUDFLARED),
            Self::Ngrok => Some(NGROK),
            Self::Ssh => Some(SSH),
            Self::FixedUrl | Self::CatchUpOnly => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_for_development_is_offered_for_a_live_key() {
        let live: Vec<Kind> = Kind::offered(Mode::Live).collect();
        assert_eq!(
            live,
            [
                Kind::CatchUpOnly,
                Kind::CloudflaredNamed,
                Kind::Ngrok,
                Kind::Ssh,
                Kind::FixedUrl
            ]
        );
        assert!(Kind::offered(Mode::Test).eq(Kind::ALL));
    }

    #[test]
    fn each_is_a_sentence_and_says_how_to_get_its_program() {
        for kind in Kind::ALL {
            assert!(kind.sentence().ends_with('.'), "{kind:?}");
            if let Some(program) = kind.program() {
                assert!(program.how_to_get.starts_with("Install "), "{kind:?}");
                assert!(program.how_to_get.ends_with('.'), "{kind:?}");
            }
        }
    }
}
