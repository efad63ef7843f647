//! The links of the chain from Stripe to the window that are not the way itself, and the deliveries that
//! came late or never.

use serde::Serialize;
use ts_rs::TS;

/// How this computer's clock stands against Stripe's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClockFacts {
    /// How many seconds it is ahead; behind, where negative.
    pub ahead_seconds: i64,
    /// What that means.
    pub verdict: ClockVerdict,
}

/// What a clock that is off means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClockVerdict {
    /// Nothing.
    Fine,
    /// Times are shown wrong.
    Off,
    /// Webhooks are kept aside, since their signatures look too old or too new.
    Harmful,
}

/// What came to the receiver since it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoorLink {
    /// How many deliveries it took.
    pub accepted: u64,
    /// How many it refused.
    pub refused: u64,
}

/// What the ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LedgerLink {
    /// How many events.
    pub events: u64,
    /// When the newest backup was made, in Unix seconds; null where there is none.
    pub last_backup_at: Option<i64>,
}

/// An event that came late by webhook, or never.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LateDelivery {
    /// Its id.
    pub event: String,
    /// Its type.
    pub event_type: Option<String>,
    /// When it was created, in Unix seconds.
    pub created: i64,
    /// When it came by webhook, in Unix seconds; null when it never did.
    pub delivered_at: Option<i64>,
    /// When the ledger was first told of it, in Unix seconds.
    pub learned_at: i64,
    /// Why.
    pub cause: LateCause,
}

/// Why a delivery came late or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LateCause {
    /// The computer slept.
    Asleep,
    /// There was no network.
    Offline,
    /// Countertop did not run.
    NotRunning,
    /// No way led to the receiver.
    Unreached,
    /// The receiver knew another secret.
    SecretRefused,
    /// A clock was wrong.
    ClockWrong,
    /// The ledger could not be written.
    NotRecorded,
    /// Nothing is known of a cause.
    Unknown,
}
