//! What a story is made of: who comes when with which card, and what else happens.

use std::time::Duration;

use serde_json::{Value, json};

/// A story as data. Times are the story's own; the player's pace makes real ones of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Script {
    /// What is sold.
    pub(super) counter: Counter,
    /// What happens, in the order of its times.
    pub(super) cues: Vec<Cue>,
    /// How long it takes, about, with what the customers do after their cues and what the store has
    /// to send again.
    pub(super) length: Duration,
}

/// What is sold, and through whose links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counter {
    /// Through the shop's own plain links, made up to as many as there are goods by links to these.
    Shop(&'static [Goods]),
    /// Through links of the rehearsal alone.
    Own(&'static [Goods]),
}

/// Something to sell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Goods {
    /// The link's name.
    pub(super) name: &'static str,
    /// The price, in cents.
    pub(super) cents: i64,
}

/// What happens at a time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    pub(super) at: Duration,
    pub(super) action: Action,
}

/// Something that happens.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Action {
    /// A customer comes; the story goes on meanwhile.
    Buy(Purchase),
    /// The merchant gives the money of a purchase back, all or half of it.
    Refund(usize, Share),
    /// The store delivers otherwise from now on.
    Deliver(Delivering),
    /// The customer of a purchase goes to the bank.
    Dispute(usize),
    /// The merchant answers the dispute of a purchase.
    Answer(usize, Answer),
    /// The bank decides the dispute of a purchase.
    Decide(usize, Decision),
    /// The card's issuer warns of a purchase; the store does that by itself.
    AwaitWarning(usize),
}

/// A visit to a pay page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Purchase {
    /// Its number in the story.
    pub(super) number: usize,
    /// Which of the links.
    pub(super) link: usize,
    pub(super) name: String,
    pub(super) email: String,
    /// The cards that are tried, one after the other until one is taken.
    pub(super) cards: Vec<TestCard>,
    /// What the customer tells the bank, should it ask.
    pub(super) confirmation: Confirmation,
}

/// One of Stripe's test cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TestCard {
    pub(super) number: &'static str,
}

/// What a customer tells the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Confirmation {
    Given,
    Refused,
}

/// How much is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Whole,
    Half,
}

/// How the store delivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivering {
    /// To nobody: the receiver cannot be reached.
    Nothing,
    /// Many things twice, and in another order.
    Carelessly,
}

/// What the merchant sends to the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Evidence,
    Nothing,
}

/// How the bank decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Won,
    Lost,
}

impl Delivering {
    /// What the control door is told.
    pub(super) fn faults(self) -> Value {
        match self {
            Self::Nothing => json!({ "drop": 1.0 }),
            Self::Carelessly => json!({ "double": 0.4, "shuffle": 0.4 }),
        }
    }
}

impl Decision {
    /// The dispute's status after it.
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}
