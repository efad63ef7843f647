//! Rehearsals: stories that the practice store plays, and whether the ledger is complete after them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which story to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "story", rename_all = "snake_case")]
pub enum PlayStory {
    /// Many customers within half a minute, and what goes wrong among them.
    BusySaturday,
    /// A customer takes a payment back through their bank.
    Dispute {
        /// What the merchant does, and how it ends.
        course: DisputeCourse,
    },
    /// Somebody tries stolen cards.
    CardTesting,
    /// The receiver cannot be reached for a while.
    Outage,
}

/// How a dispute goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DisputeCourse {
    /// The merchant sends evidence, and the bank finds for the merchant.
    Won,
    /// The merchant sends evidence, and the bank finds for the customer.
    Lost,
    /// The merchant sends nothing, and the bank finds for the customer.
    Unanswered,
}

/// The stories, and the one that is played or was played last.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Rehearsal {
    /// What can be played; a dispute is here once, with the course that is offered first.
    pub stories: Vec<StoryRow>,
    /// The last one since Countertop was opened.
    pub run: Option<StoryRun>,
}

/// A story that can be played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryRow {
    /// Which.
    pub play: PlayStory,
    /// How many seconds it takes, about.
    pub seconds: u32,
}

/// One playing of a story.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryRun {
    /// Counted from 1 since Countertop was opened.
    pub number: u32,
    /// What was asked for.
    pub played: PlayStory,
    /// How far it is.
    pub phase: StoryPhase,
    /// When it began, in Unix seconds.
    pub began_at: i64,
    /// How long it has been going on, or went on.
    pub elapsed_ms: u64,
    /// How long it takes, about.
    pub length_ms: u64,
    /// What the customers did.
    pub customers: CustomerFigures,
    /// What the ledger got.
    pub ledger: RecordedFigures,
    /// What happened, newest first, up to a screenful.
    pub acts: Vec<ActRow>,
    /// The counts over the time, oldest first.
    pub timeline: Vec<TimelinePoint>,
    /// When the receiver could not be reached.
    pub outages: Vec<OutageSpan>,
    /// The payment that it is about, where it is about one.
    pub subject: Option<String>,
    /// How it ended, once it has.
    pub ending: Option<StoryEnding>,
}

/// How far a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StoryPhase {
    /// Customers come and go.
    Playing,
    /// All is done; the last events are on their way, and then both sides are compared.
    Comparing,
    /// It is over.
    Ended,
}

/// What the customers of a story did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CustomerFigures {
    /// How many opened a pay page.
    pub came: u64,
    /// How many paid.
    pub paid: u64,
    /// How many times a card was declined, second tries included.
    pub declines: u64,
}

/// What the ledger got of a story so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordedFigures {
    /// How many events the practice store has told.
    pub told: u64,
    /// How many of them are recorded.
    pub recorded: u64,
    /// How many payments are in the ledger.
    pub payments: u64,
    /// How many deliveries brought what was known already.
    pub repeated: u64,
}

/// How much there was at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelinePoint {
    /// When, since the story began.
    pub at_ms: u64,
    /// How many events had been told.
    pub told: u64,
    /// How many of them were recorded.
    pub recorded: u64,
}

/// A time in which the receiver could not be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OutageSpan {
    /// From when on, since the story began.
    pub from_ms: u64,
    /// Until when; null while it lasts.
    pub to_ms: Option<u64>,
}

/// Something that happened. The window has words for each kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActRow {
    /// Counted within the story.
    pub id: String,
    /// When, since the story began.
    pub at_ms: u64,
    /// What.
    pub kind: ActKind,
    /// The customer, where there is one.
    pub who: Option<String>,
    /// The payment, where there is one.
    pub payment: Option<String>,
    /// How much, in minor units of `currency`.
    pub amount: Option<i64>,
    /// Three letters.
    pub currency: Option<String>,
    /// The card's brand.
    pub method_brand: Option<String>,
    /// The card's last four digits.
    pub method_last4: Option<String>,
    /// Why a card was declined: Stripe's code.
    pub reason: Option<String>,
}

/// What can happen in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// A customer paid.
    Paid,
    /// The bank said no.
    Declined,
    /// The bank asks the customer to confirm.
    AskedToConfirm,
    /// The customer did not confirm.
    NotConfirmed,
    /// The merchant gave money back.
    Refunded,
    /// The customer disputes the payment.
    Disputed,
    /// The merchant sent evidence.
    EvidenceSent,
    /// The merchant let it be.
    NothingSent,
    /// The bank found for the merchant.
    DisputeWon,
    /// The bank found for the customer.
    DisputeLost,
    /// The card's issuer warned of fraud.
    Warned,
    /// The receiver cannot be reached from now on.
    OutageBegan,
    /// The receiver can be reached again.
    OutageEnded,
}

/// How a story ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryEnding {
    /// Whether it was played to its end.
    pub how: EndedHow,
    /// Why it broke off, in one sentence.
    pub reason: Option<String>,
    /// What both sides have; null when they could not be compared.
    pub verdict: Option<Verdict>,
}

/// Whether a story was played to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EndedHow {
    /// It was.
    Played,
    /// The merchant stopped it.
    Stopped,
    /// It could not go on.
    BrokeOff,
}

/// The practice store's side and the ledger's, compared by id. It covers all that happened from the
/// story's begin until now, the merchant's own trials included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Whether nothing is missing and nothing differs.
    pub complete: bool,
    /// How many events the practice store told.
    pub told: u64,
    /// How many of them the ledger has.
    pub recorded: u64,
    /// The others, oldest first.
    pub missing: Vec<MissingEvent>,
    /// How many payments there were.
    pub payments: u64,
    /// How many of them were paid, whatever became of them later.
    pub paid: u64,
    /// How many of them failed.
    pub declined: u64,
    /// The payments that the ledger lacks, or has otherwise than the practice store.
    pub differences: Vec<PaymentDifference>,
    /// What was taken, less what was given back or is disputed, by currency.
    pub totals: Vec<TakenTotal>,
    /// How many seconds the slowest event took from when it happened; null without events.
    pub slowest_seconds: Option<i64>,
}

/// An event that the ledger does not have, or does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissingEvent {
    /// Its id.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// When it happened, in Unix seconds.
    pub created: i64,
    /// What became of it.
    pub why: MissingWhy,
}

/// Why an event is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissingWhy {
    /// It never arrived.
    NotArrived,
    /// It arrived and was kept aside.
    KeptAside,
    /// It arrived, and taking it up failed.
    NotTakenUp,
}

/// A payment that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentDifference {
    /// The payment's id.
    pub id: String,
    /// What the practice store has.
    pub told: PaymentState,
    /// What the ledger has; null when it has no such payment.
    pub recorded: Option<PaymentState>,
}

/// Where a payment stands. Amounts are in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaymentState {
    /// The status, in the words of a payment's row.
    pub status: String,
    /// What was to be paid.
    pub amount: i64,
    /// What was captured.
    pub amount_captured: i64,
    /// What was given back.
    pub amount_refunded: i64,
    /// Three letters.
    pub currency: String,
}

/// What was taken in one currency, less what was given back or is disputed, in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenTotal {
    /// Three letters.
    pub currency: String,
    /// By the practice store.
    pub told: i64,
    /// By the ledger.
    pub recorded: i64,
}
