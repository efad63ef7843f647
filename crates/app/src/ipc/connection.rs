//! How Stripe reaches this computer: the ways there are, the chosen one, and our endpoint at its end.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClockFacts, DoorLink, Incident, KeyFacts, LateDelivery, LedgerLink};

/// A way in which Stripe reaches this computer; the window has words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayKind {
    /// Nothing reaches it: Stripe is asked what is new.
    CatchUpOnly,
    /// `stripe listen`.
    StripeCli,
    /// cloudflared without an account.
    CloudflaredQuick,
    /// cloudflared with a tunnel of an account.
    CloudflaredNamed,
    /// ngrok's agent.
    Ngrok,
    /// `ssh -R` to a server of one's own.
    Ssh,
    /// A public URL that somebody else forwards.
    FixedUrl,
}

/// How the open account is connected.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionPage {
    /// The way that is gone; null in the practice store, which needs none.
    pub line: Option<Line>,
    /// The account's key; null in the practice store.
    pub key: Option<KeyFacts>,
    /// This computer's clock; null until Stripe answered for the first time, and in the practice store.
    pub clock: Option<ClockFacts>,
    /// What came to the receiver.
    pub door: DoorLink,
    /// What the ledger holds.
    pub ledger: LedgerLink,
    /// How complete the ledger is.
    pub completeness: Completeness,
    /// The newest deliveries that came late or never, newest first.
    pub late: Vec<LateDelivery>,
    /// What happened last around this computer, and what became of it.
    pub incident: Option<Incident>,
}

/// The way that is gone, and our endpoint at its end.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Which way.
    pub way: WayKind,
    /// How it is.
    pub tunnel: TunnelState,
    /// How our endpoint at Stripe is.
    pub endpoint: EndpointStatus,
    /// Computers on which Countertop has an endpoint at this account too.
    pub elsewhere: Vec<String>,
    /// What a request to the way's own URL showed; null before the first, and where there is none.
    pub proven: Option<WayProof>,
    /// What will end the way before long, as a sentence with what to do.
    pub warning: Option<String>,
}

/// What a request to the way's public URL showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "status",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum WayProof {
    /// It came to this computer's receiver, as it was sent.
    Through {
        /// When, in Unix seconds.
        at: i64,
        /// How long it took there and back, in milliseconds.
        round_trip_ms: u64,
    },
    /// Something is in the way.
    Blocked {
        /// Since when, in Unix seconds.
        since: i64,
        /// What, and what to do.
        sentence: String,
    },
}

/// How a tunnel is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "status",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum TunnelState {
    /// Nothing runs.
    Off,
    /// It is being opened.
    Starting {
        /// Since when, in Unix seconds.
        since: i64,
    },
    /// Stripe reaches the receiver, as far as the way can tell.
    Up {
        /// Since when, in Unix seconds.
        since: i64,
        /// Where; null where the way needs no URL.
        url: Option<String>,
    },
    /// Stripe does not reach the receiver.
    Down {
        /// Since when, in Unix seconds.
        since: i64,
        /// Why and what to do, as a sentence.
        why: String,
        /// When it is tried again, in Unix seconds; null while its program tries by itself.
        next_try: Option<i64>,
    },
}

/// How our endpoint at Stripe is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "status",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum EndpointStatus {
    /// The way needs none.
    NotNeeded,
    /// It waits for the way to be open.
    Waiting,
    /// It is registered and at work.
    AtWork {
        /// Where it delivers to.
        url: String,
        /// Since when it is known to be, in Unix seconds.
        since: i64,
        /// What is to be told all the same.
        note: Option<String>,
    },
    /// Somebody keeps it switched off at Stripe.
    SwitchedOff {
        /// What that means and what to do.
        sentence: String,
    },
    /// It cannot be registered or looked after.
    Failing {
        /// Why and what to do.
        sentence: String,
        /// When it is tried again, in Unix seconds.
        next_try: i64,
    },
}

/// How complete the ledger is, as the API's list proves it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Completeness {
    /// When the event was created up to which nothing is missing, in Unix seconds.
    pub complete_through: Option<i64>,
    /// From which time on that holds, in Unix seconds.
    pub since: Option<i64>,
    /// When the list was last read to its end, in Unix seconds.
    pub read_at: Option<i64>,
    /// What is being done about it.
    pub doing: CatchingUp,
    /// Listed events of the last day that came by webhook.
    pub by_webhook: u64,
    /// Listed events of the last day that only catching up brought.
    pub by_catch_up: u64,
    /// Listed events that the ledger does not have.
    pub missing: u64,
    /// Events of the last day that came by webhook and are not in the list.
    pub unlisted: u64,
    /// When nothing could be delivered in the last day, oldest first.
    pub absences: Vec<AbsenceSpan>,
    /// Stretches of which the list told nothing any more.
    pub gaps: Vec<TimeSpan>,
}

/// What is being done about completeness.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(
    tag = "status",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum CatchingUp {
    /// Nothing at the moment.
    Resting,
    /// The list is being read.
    Reading {
        /// How many events were read.
        fetched: u64,
        /// How many of them were new.
        fresh: u64,
        /// The part of the way that is done, from 0 to 1; null where that is not known.
        part: Option<f64>,
    },
    /// The list could not be read.
    Failing {
        /// Why and what to do.
        why: String,
        /// Whether that is because of the key.
        is_key: bool,
        /// When it is tried again, in Unix seconds.
        next_try: i64,
    },
}

/// Why nothing could be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceReason {
    /// The computer slept.
    Asleep,
    /// There was no network.
    Offline,
    /// The receiver did not run.
    Stopped,
    /// The way from Stripe to the receiver was shut.
    Unreached,
}

/// When nothing could be delivered, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AbsenceSpan {
    /// Its first second, in Unix seconds.
    pub from: i64,
    /// The second after it.
    pub to: i64,
    /// Why.
    pub why: AbsenceReason,
    /// How many events of this time only catching up brought.
    pub caught_up: u64,
}

/// A stretch of time, in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TimeSpan {
    /// Its first second.
    pub from: i64,
    /// The second after it.
    pub to: i64,
}

/// The ways that are offered for the open account, what is advised first.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Ways {
    /// The ways.
    pub offers: Vec<WayOffer>,
    /// What is chosen now.
    pub chosen: WayChoice,
}

/// A way that is offered.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WayOffer {
    /// Which one.
    pub way: WayKind,
    /// What it is, as a sentence.
    pub sentence: String,
    /// Whether it is for trying things out.
    pub purpose: WayPurpose,
    /// The program that it needs, if any.
    pub program: Option<WayProgram>,
}

/// What a way is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayPurpose {
    /// Trying things out.
    Development,
    /// Every day.
    Business,
}

/// A program that a way needs.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WayProgram {
    /// Its name.
    pub name: String,
    /// Whether it is on this computer.
    pub is_installed: bool,
    /// What it says of its version.
    pub version: Option<String>,
    /// How to get it, where it is not there.
    pub how_to_get: Option<String>,
}

/// A way and what it needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "way",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum WayChoice {
    /// Nothing reaches this computer.
    CatchUpOnly,
    /// `stripe listen`.
    StripeCli,
    /// cloudflared without an account.
    CloudflaredQuick,
    /// cloudflared with a tunnel of an account: by its name, else by its token.
    CloudflaredNamed {
        /// The public URL.
        url: String,
        /// Its name on this computer.
        name: Option<String>,
    },
    /// ngrok's agent.
    Ngrok {
        /// The account's domain.
        url: Option<String>,
    },
    /// `ssh -R`.
    Ssh {
        /// `host` or `user@host`.
        destination: String,
        /// The server's port for ssh.
        port: Option<u16>,
        /// A private key's file.
        identity: Option<String>,
        /// The port on the server.
        far_port: Option<u16>,
        /// The public URL.
        url: String,
    },
    /// A URL that somebody else forwards.
    FixedUrl {
        /// The URL.
        url: String,
    },
}

/// A way to be gone from now on.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChooseWay {
    /// Which one.
    pub choice: WayChoice,
    /// The token of its service, where it has one and it is new.
    #[ts(type = "string | null")]
    pub token: Option<SecretString>,
}

/// From when on the API's list is to be read.
#[derive(Clone, Copy, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CatchUpFrom {
    /// In Unix seconds; null goes on from what is proven.
    pub from: Option<i64>,
}

/// Whether the window is seen.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttentionPaid {
    /// Whether it is.
    pub is_seen: bool,
}
