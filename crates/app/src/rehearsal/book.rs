//! What is known of the story that is played, for the window to look at.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use countertop_domain::UnixSeconds;
use serde_json::Value;

use crate::ipc::{
    ActKind, ActRow, CustomerFigures, OutageSpan, PlayStory, RecordedFigures, StoryEnding,
    StoryPhase, StoryRun, TimelinePoint,
};

/// How many of the newest acts the window is told.
const SHOWN: usize = 30;

/// The book of one playing of a story. Whoever has a part in it writes into it.
#[derive(Clone)]
pub(super) struct Book {
    began: Instant,
    run: Arc<Mutex<StoryRun>>,
}

/// Something that happened, before the book gives it a number and a time.
#[derive(Debug)]
pub(super) struct Act {
    kind: ActKind,
    who: Option<String>,
    payment: Option<String>,
    amount: Option<i64>,
    currency: Option<String>,
    method_brand: Option<String>,
    method_last4: Option<String>,
    reason: Option<String>,
}

impl Act {
    /// Something about no payment.
    pub(super) fn of(kind: ActKind) -> Self {
        Self {
            kind,
            who: None,
            payment: None,
            amount: None,
            currency: None,
            method_brand: None,
            method_last4: None,
            reason: None,
        }
    }

    /// Something about a payment: its intent as the API tells it, with charge and method expanded.
    pub(super) fn of_payment(kind: ActKind, who: &str, intent: &Value) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let error = &intent["last_payment_error"];
        // After a decline the intent has no method any more, but the error names it.
        let card = [
            &intent["payment_method"]["card"],
            &intent["latest_charge"]["payment_method_details"]["card"],
            &error["payment_method"]["card"],
        ];
        let card = card.into_iter().find(|card| card.is_object());
        Self {
            who: Some(who.to_owned()),
            payment: text(&intent["id"]),
            amount: intent["amount"].as_i64(),
            currency: text(&intent["currency"]),
            method_brand: card.and_then(|card| text(&card["brand"])),
            method_last4: card.and_then(|card| text(&card["last4"])),
            reason: text(&error["decline_code"]).or_else(|| text(&error["code"])),
            ..Self::of(kind)
        }
    }

    /// The same with another amount.
    pub(super) fn with_amount(self, amount: i64) -> Self {
        Self {
            amount: Some(amount),
            ..self
        }
    }
}

impl Book {
    pub(super) fn new(number: u32, played: PlayStory, length: Duration, now: UnixSeconds) -> Self {
        let run = StoryRun {
            number,
            played,
            phase: StoryPhase::Playing,
            began_at: now.0,
            elapsed_ms: 0,
            length_ms: ms(length),
            customers: CustomerFigures::default(),
            ledger: RecordedFigures::default(),
            acts: Vec::new(),
            timeline: Vec::new(),
            outages: Vec::new(),
            subject: None,
            ending: None,
        };
        Self {
            began: Instant::now(),
            run: Arc::new(Mutex::new(run)),
        }
    }

    /// What the window is told.
    pub(super) fn read(&self) -> StoryRun {
        let mut run = self.open().clone();
        if run.phase != StoryPhase::Ended {
            run.elapsed_ms = self.elapsed();
        }
        run.acts.reverse();
        run.acts.truncate(SHOWN);
        run
    }

    /// A customer opened a pay page.
    pub(super) fn came(&self) {
        self.open().customers.came += 1;
    }

    /// Something happened.
    pub(super) fn note(&self, act: Act) {
        let at_ms = self.elapsed();
        let mut run = self.open();
        match act.kind {
            ActKind::Paid => run.customers.paid += 1,
            ActKind::Declined | ActKind::NotConfirmed => run.customers.declines += 1,
            ActKind::OutageBegan => run.outages.push(OutageSpan {
                from_ms: at_ms,
                to_ms: None,
            }),
            ActKind::OutageEnded => end_outage(&mut run, at_ms),
            ActKind::Disputed | ActKind::Warned => run.subject.clone_from(&act.payment),
            ActKind::AskedToConfirm
            | ActKind::Refunded
            | ActKind::EvidenceSent
            | ActKind::NothingSent
            | ActKind::DisputeWon
            | ActKind::DisputeLost => {}
        }
        let id = format!("act_{}", run.acts.len() + 1);
        run.acts.push(act.row(id, at_ms));
    }

    /// How much the ledger has by now.
    pub(super) fn count(&self, figures: RecordedFigures) {
        let at_ms = self.elapsed();
        let mut run = self.open();
        run.ledger = figures;
        run.timeline.push(TimelinePoint {
            at_ms,
            told: figures.told,
            recorded: figures.recorded,
        });
    }

    /// All is done; what is left is to compare.
    pub(super) fn compare(&self) {
        let at_ms = self.elapsed();
        let mut run = self.open();
        run.phase = StoryPhase::Comparing;
        end_outage(&mut run, at_ms);
    }

    /// It is over.
    pub(super) fn end(&self, ending: StoryEnding) {
        let elapsed_ms = self.elapsed();
        let mut run = self.open();
        end_outage(&mut run, elapsed_ms);
        run.phase = StoryPhase::Ended;
        run.elapsed_ms = elapsed_ms;
        run.ending = Some(ending);
    }

    fn elapsed(&self) -> u64 {
        ms(self.began.elapsed())
    }

    fn open(&self) -> MutexGuard<'_, StoryRun> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Act {
    fn row(self, id: String, at_ms: u64) -> ActRow {
        ActRow {
            id,
            at_ms,
            kind: self.kind,
            who: self.who,
            payment: self.payment,
            amount: self.amount,
            currency: self.currency,
            method_brand: self.method_brand,
            method_last4: self.method_last4,
            reason: self.reason,
        }
    }
}

fn end_outage(run: &mut StoryRun, at_ms: u64) {
    if let Some(outage) = run.outages.last_mut() {
        outage.to_ms.get_or_insert(at_ms);
    }
}

fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
