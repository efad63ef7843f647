//! What a connection tells of itself.

use countertop_domain::UnixSeconds;
use countertop_tunnel::{Kind, State as Tunnel};

use crate::endpoint::Elsewhere;

/// How the way from Stripe to the receiver is.
#[derive(Clone, Debug)]
pub struct ConnectionState {
    /// The way that was chosen.
    pub kind: Kind,
    /// How the way is.
    pub tunnel: Tunnel,
    /// How our endpoint at Stripe is.
    pub endpoint: EndpointState,
    /// Endpoints that Countertop made on other computers, when it last looked.
    pub elsewhere: Vec<Elsewhere>,
}

/// How our endpoint at Stripe is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointState {
    /// The way needs none, and none of ours is left.
    NotNeeded,
    /// It waits for the way to be open.
    Waiting,
    /// It is registered and at work.
    AtWork {
        /// Where it delivers to.
        url: String,
        /// Since when we know it so.
        since: UnixSeconds,
        /// What is to be told all the same, as a sentence.
        note: Option<String>,
    },
    /// Somebody keeps it switched off at Stripe.
    SwitchedOff {
        /// What that means and what to do, as a sentence.
        sentence: String,
    },
    /// It cannot be registered, looked after or deleted.
    Failing {
        /// Why, and what to do, as a sentence.
        sentence: String,
        /// When it is tried again.
        next_try: UnixSeconds,
    },
}
