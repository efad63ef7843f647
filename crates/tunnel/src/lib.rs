//! How Stripe reaches the receiver, which listens on a loopback address only.
//!
//! There are several ways, each a [`Way`]: the Stripe CLI forwards events by itself; cloudflared, ngrok
//! and ssh give the receiver a public URL; a proxy of somebody else's may have one already; and without
//! any of them the ledger is filled by catching up alone. A [`Tunnel`] keeps a way open: it starts the
//! way's program, reads what it says, starts it again when it is gone, and ends it with the app.

mod child;
mod door;
mod group;
mod kind;
mod launch;
mod lines;
mod output;
mod pauses;
mod probe;
mod programs;
mod public_url;
mod state;
mod supervision;
mod tunnel;
mod way;
pub(crate) mod ways;

pub use door::{Door, DoorError};
pub use kind::{Kind, Program, Purpose, WebhookSecret};
pub use output::Line;
pub use pauses::Pauses;
pub use probe::{Obstacle, Probe, ProbeError, Proof};
pub use programs::{Installed, Programs};
pub use public_url::{PublicUrl, PublicUrlError};
pub use state::{Reach, State, Trouble};
pub use tunnel::{Chance, Now, Setup, Tunnel};
pub use way::{ForLive, Way};
pub use ways::cloudflared_named::{CloudflaredNamed, TunnelName, TunnelNameError};
pub use ways::cloudflared_quick::CloudflaredQuick;
pub use ways::fixed::{CatchUpOnly, FixedUrl};
pub use ways::ngrok::Ngrok;
pub use ways::ssh::{Destination, DestinationError, FarEnd, Ssh};
pub use ways::stripe_cli::{StripeCli, TestKey, TestKeyError};
