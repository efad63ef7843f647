//! One piece of work: what a request may read and write, in one transaction.

use countertop_domain::UnixSeconds;
use rusqlite::Transaction;
use serde_json::Value;

use super::Kind;
use super::destinations::Destination;
use super::overlay::{Made, Overlay};
use crate::chance::Chance;
use crate::clock::Clock;
use crate::past::{Past, Shelf};

/// What caused a change, as its events tell it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cause {
    /// The request's `Idempotency-Key`.
    pub(crate) idempotency_key: Option<String>,
    /// Whether a request caused it; else Stripe itself did.
    pub(crate) by: Actor,
}

/// Who changed something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Actor {
    /// A call of the API, or a customer on the pay page.
    Request,
    /// Stripe, on its own.
    #[default]
    Stripe,
}

impl Cause {
    /// A request without an idempotency key.
    pub(crate) fn request() -> Self {
        Self {
            idempotency_key: None,
            by: Actor::Request,
        }
    }
}

/// A transaction and all that goes with it.
pub(crate) struct Work<'a> {
    pub(super) sql: &'a Transaction<'a>,
    chance: &'a mut Chance,
    base_url: &'a str,
    now_ms: i64,
    /// A time in the past at which this work is done, when history is made.
    then: Option<UnixSeconds>,
    /// The latest time of an event.
    pub(super) told: UnixSeconds,
    pub(super) idempotency_key: Option<String>,
    pub(super) request_id: Option<String>,
    /// Who is told of events, once that was read.
    pub(super) destinations: Option<Vec<Destination>>,
    /// Whether deliveries are to go out once this is committed.
    pub(super) queued: bool,
    /// Where this work's objects go instead of into the database.
    pub(super) overlay: Option<Overlay>,
    past: &'a Shelf,
}

/// What every piece of work has from the owner of the state.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) clock: &'a Clock,
    pub(super) base_url: &'a str,
    pub(super) past: &'a Shelf,
    /// The latest time of an event.
    pub(super) told: UnixSeconds,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        sql: &'a Transaction<'a>,
        around: Surroundings<'a>,
        chance: &'a mut Chance,
        cause: Cause,
    ) -> Self {
        let request_id = (cause.by == Actor::Request).then(|| format!("req_{}", chance.word(14)));
        Self {
            sql,
            chance,
            base_url: around.base_url,
            now_ms: around.clock.now_ms(),
            then: None,
            told: around.told,
            idempotency_key: cause.idempotency_key,
            request_id,
            destinations: None,
            queued: false,
            overlay: None,
            past: around.past,
        }
    }

    /// Does work with a chance of its own of which nothing is written, and gives what it made.
    pub(crate) fn in_memory<E>(
        &self,
        chance: &mut Chance,
        overlay: Overlay,
        work: impl FnOnce(&mut Work<'_>) -> Result<(), E>,
    ) -> Result<Vec<Made>, E> {
        let mut inner = Work {
            sql: self.sql,
            chance,
            base_url: self.base_url,
            now_ms: self.now_ms,
            then: None,
            told: self.told,
            idempotency_key: None,
            request_id: None,
            destinations: Some(Vec::new()),
            queued: false,
            overlay: Some(overlay),
            past: self.past,
        };
        work(&mut inner)?;
        Ok(inner.overlay.map(Overlay::into_made).unwrap_or_default())
    }

    /// Goes on in memory with a moment of the past: as a request at its time.
    pub(crate) fn begin_moment(&mut self, moment: i64, at: UnixSeconds) {
        self.request_id = Some(format!("req_{}", self.chance.word(14)));
        self.then = Some(at);
        if let Some(overlay) = &mut self.overlay {
            overlay.begin(moment);
        }
    }

    /// Does work with another chance.
    pub(crate) fn with_chance<T>(
        &mut self,
        chance: &mut Chance,
        work: impl FnOnce(&mut Work<'_>) -> T,
    ) -> T {
        std::mem::swap(self.chance, chance);
        let answer = work(self);
        std::mem::swap(self.chance, chance);
        answer
    }

    /// The store's past, once it has one.
    pub(crate) fn past(&self) -> Option<&'a Past> {
        self.past.get()
    }

    /// Has sales replayed again: something that they show changed.
    pub(super) fn forget_replayed(&self) {
        if let Some(past) = self.past() {
            past.forget();
        }
    }

    /// Whether deliveries are to go out once this is committed.
    pub(super) fn has_queued(&self) -> bool {
        self.queued
    }

    /// When this is done.
    pub(crate) fn now(&self) -> UnixSeconds {
        self.then
            .unwrap_or(UnixSeconds(self.now_ms.div_euclid(1000)))
    }

    /// When this is done in truth, in milliseconds: deliveries of history go out now.
    pub(crate) fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// The latest time of an event. What is done late is not told before it: readers of events go
    /// on from the last one they know.
    pub(crate) fn told(&self) -> UnixSeconds {
        self.told
    }

    /// Sets the latest time of an event.
    pub(crate) fn set_told(&mut self, time: UnixSeconds) {
        self.told = time;
    }

    /// Goes on as if it were another time.
    pub(crate) fn set_time(&mut self, then: UnixSeconds) {
        self.then = Some(then);
    }

    /// Goes on in the present.
    pub(crate) fn end_time(&mut self) {
        self.then = None;
    }

    /// Goes on as Stripe itself: what follows is no longer told as the request's doing.
    pub(crate) fn as_stripe<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let request = self.request_id.take();
        let key = self.idempotency_key.take();
        let answer = work(self);
        self.request_id = request;
        self.idempotency_key = key;
        answer
    }

    /// The request's id.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The request's idempotency key.
    pub(crate) fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    /// Where the practice store listens, such as `http://127.0.0.1:4000`.
    pub(crate) fn base_url(&self) -> &str {
        self.base_url
    }

    /// Ids and dice.
    pub(crate) fn chance(&mut self) -> &mut Chance {
        self.chance
    }

    /// A new id of something that comes of a charge.
    pub(crate) fn new_id_for(&mut self, kind: Kind, charge: &Value) -> String {
        self.chance.id(kind.prefix_for(charge), kind.shape())
    }

    /// A new id of a kind.
    pub(crate) fn new_id(&mut self, kind: Kind) -> String {
        self.chance.id(kind.prefix(), kind.shape())
    }
}
