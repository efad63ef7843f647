//! How the receiver and the ledger are doing.

use serde::Serialize;
use ts_rs::TS;

use super::{ReceiverState, SymptomKind};

/// How the receiver and the ledger are doing. What is counted is counted since the receiver began.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// Whether it receives.
    pub receiver: ReceiverState,
    /// When the receiver began, in Unix seconds.
    pub since: i64,
    /// When something of Stripe's last came, in this run or before, in Unix seconds.
    pub last_event_at: Option<i64>,
    /// What came to the door.
    pub door: DoorFigures,
    /// How it is written.
    pub writer: WriterFigures,
    /// What the ledger holds.
    pub ledger: LedgerFigures,
    /// The newest deliveries of this run and those before, newest first.
    pub deliveries: Vec<DeliveryRow>,
}

/// What came to the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoorFigures {
    /// How many deliveries were answered with 200.
    pub accepted: u64,
    /// How many deliveries were refused, by reason; every reason but `other` is here once.
    pub refused: Vec<RefusalCount>,
    /// How many events came that were known already.
    pub redelivered: u64,
    /// How many events were kept aside.
    pub kept_aside: u64,
    /// How many connections are open now.
    pub connections: u64,
    /// How many seconds the last accepted event took from when it happened, by this computer's
    /// clock; null before the first.
    pub lag_seconds: Option<i64>,
}

/// How many deliveries were refused for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusalCount {
    /// Why.
    pub reason: RefusalReason,
    /// The HTTP status that was answered.
    pub status: u16,
    /// The code of the signature check, where it decided.
    pub code: Option<String>,
    /// How many.
    pub count: u64,
}

/// Why a delivery was refused; the window has words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// It carried no signature.
    MissingSignature,
    /// Its signature could not be read.
    MalformedSignature,
    /// Its signature was of no kind that is checked.
    NoV1,
    /// Its signature was made with another secret, or for another body.
    SignatureMismatch,
    /// Its good signature was made too long before or after this computer's time.
    TimestampOutOfTolerance,
    /// It was empty.
    EmptyBody,
    /// It was no request that can be read.
    Unreadable,
    /// Its address was too long.
    AddressTooLong,
    /// Its head was too long.
    HeadTooLong,
    /// It asked for another path.
    WrongPath,
    /// It was sent by another method than POST.
    WrongMethod,
    /// It was compressed, or no JSON.
    WrongType,
    /// It was too long.
    TooLarge,
    /// It came too slowly.
    TooSlow,
    /// It could not be recorded then.
    Unavailable,
    /// A reason that this version does not know: the ledger may be older or newer.
    Other,
}

/// How events are written.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WriterFigures {
    /// How many inputs wait for their commit now.
    pub queue: u64,
    /// How many transactions were committed.
    pub commits: u64,
    /// How many inputs they held on average; null before the first.
    pub mean_inputs: Option<f64>,
    /// How many inputs the largest one held.
    pub largest_commit: u64,
    /// How many milliseconds a commit took on average, to the disk; null before the first.
    pub mean_sync_ms: Option<f64>,
    /// How many milliseconds the slowest took; null before the first.
    pub slowest_sync_ms: Option<f64>,
}

/// What the ledger holds, in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LedgerFigures {
    /// How many events.
    pub events: u64,
    /// How many bytes its file has.
    pub bytes: u64,
    /// How many events are left out because taking them up failed.
    pub parked: u64,
    /// When the log of the last commits was found missing, in Unix seconds; null when it never was.
    pub log_lost_at: Option<i64>,
    /// The folder that it lies in.
    pub folder: String,
}

/// One attempt to deliver, or several that were refused in the same way within a second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryRow {
    /// Its id in this ledger.
    pub id: String,
    /// When, in Unix seconds.
    pub at: i64,
    /// The HTTP status that was answered.
    pub status: u16,
    /// The code of the signature check, where it refused.
    pub code: Option<String>,
    /// Why it was refused; null when it was accepted.
    pub reason: Option<RefusalReason>,
    /// What the signature doctor found, where the signature fits no secret.
    pub symptom: Option<SymptomKind>,
    /// The event's id, where one was read.
    pub event: Option<String>,
    /// How many bytes were sent, as far as they were read or announced.
    pub bytes: u64,
    /// How many attempts it stands for.
    pub count: u64,
}
