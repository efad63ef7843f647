//! A task that keeps a ledger complete: it catches up when there is reason to, and tells how it is
//! going.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use countertop_store::{Absence, Changes, Proof, Why};
use countertop_stripe_client::ApiError;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until};

use super::pace::{Attention, Pace, Reach, after_failures};
use super::{BrokenOff, CatchUp, Caught, Late, Progress, Types, Wanted};

/// A reason to catch up, or what decides how often it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The computer woke.
    Woke,
    /// The network is back, or is another.
    NetworkBack,
    /// Somebody set this computer's clock.
    ClockSet,
    /// Webhooks reach this computer again.
    OutageEnded,
    /// Somebody asked for it.
    Asked(Wanted),
    /// Whether anybody looks at the window changed.
    Attention(Attention),
    /// Whether webhooks can reach this computer changed.
    Reach(Reach),
}

/// How it is going.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Through which event the ledger is complete.
    pub proof: Proof,
    /// The newest deliveries that came late or never, newest first.
    pub late: Vec<Late>,
    /// What is being done about it.
    pub doing: Doing,
    /// What was done so far.
    pub rounds: Rounds,
}

/// The rounds since the keeper began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rounds {
    /// How many began.
    pub begun: u64,
    /// The number of the last one that came to its end.
    pub ended: u64,
    /// How many events were new in all that came to their end.
    pub new: u64,
}

/// What the keeper does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Doing {
    /// It waits for a reason.
    #[default]
    Resting,
    /// It reads the list.
    Reading(Progress),
    /// The last round was broken off.
    Failing {
        /// Why, in one sentence.
        why: String,
        /// What kind of reason that is.
        kind: Failure,
        /// When it is tried again.
        next_try: UnixSeconds,
    },
}

/// Why a round was broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Stripe cannot be reached from here.
    Offline,
    /// Stripe asks for patience.
    RateLimited,
    /// Stripe failed, or answered what it never does.
    Stripe,
    /// The key is not accepted, or may not read events.
    Key,
    /// The ledger could not be written or read.
    Ledger,
}

impl Failure {
    fn of(error: &BrokenOff) -> Self {
        match error {
            BrokenOff::Ledger(_) | BrokenOff::Fault => Self::Ledger,
            BrokenOff::Unreadable(_) => Self::Stripe,
            BrokenOff::Api(error) => match error {
                ApiError::Network { .. } => Self::Offline,
                ApiError::RateLimited(_) => Self::RateLimited,
                ApiError::WrongKey(_) | ApiError::MissingPermission { .. } => Self::Key,
                ApiError::NotFound(_)
                | ApiError::Conflict(_)
                | ApiError::Refused(_)
                | ApiError::ServerFault(_)
                | ApiError::Unreadable { .. }
                | ApiError::Unsendable(_) => Self::Stripe,
            },
        }
    }
}

/// The task at work. Dropping it without [`Keeper::stop`] lets it go on until its ledger is closed.
pub struct Keeper {
    triggers: mpsc::UnboundedSender<Trigger>,
    status: watch::Receiver<Status>,
    task: JoinHandle<()>,
}

impl Keeper {
    /// Begins with a round at once.
    ///
    /// `types` are those that the endpoint is sent: of no others a delivery can be missing.
    pub fn start(catch_up: CatchUp, pace: Pace, types: Types, clock: Arc<dyn Clock>) -> Self {
        let (triggers, inbox) = mpsc::unbounded_channel();
        let (told, status) = watch::channel(Status::default());
        let work = Work {
            news: catch_up.ledger.subscribe(),
            catch_up,
            pace,
            types,
            clock,
            attention: Attention::Elsewhere,
            reach: Reach::Webhooks,
            failures: 0,
            not_before: None,
            offline_since: None,
            told,
        };
        Self {
            triggers,
            status,
            task: tokio::spawn(work.run(inbox)),
        }
    }

    /// Gives a reason to catch up.
    pub fn trigger(&self, trigger: Trigger) {
        // A task that has ended has a closed ledger: there is nothing to catch up for.
        let _ = self.triggers.send(trigger);
    }

    /// The way to give reasons, for who notices them.
    pub fn triggers(&self) -> mpsc::UnboundedSender<Trigger> {
        self.triggers.clone()
    }

    /// How it is going, now and from now on.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.status.clone()
    }

    /// Ends it, wherever it is: a page that is not recorded yet is read again next time.
    pub async fn stop(self) {
        self.task.abort();
        // A task that was ended on purpose has nothing to say.
        let _ = self.task.await;
    }
}

struct Work {
    catch_up: CatchUp,
    pace: Pace,
    types: Types,
    clock: Arc<dyn Clock>,
    news: broadcast::Receiver<Changes>,
    attention: Attention,
    reach: Reach,
    failures: u32,
    /// Stripe asked for patience until then, whatever the reason for a round.
    not_before: Option<Instant>,
    /// When Stripe could not be reached for the first time since it last could.
    offline_since: Option<UnixSeconds>,
    told: watch::Sender<Status>,
}

impl Work {
    async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Trigger>) {
        self.tell_proof().await;
        let mut wanted = Wanted::Onwards;
        loop {
            let pause = self.round(wanted).await;
            match self.wait(&mut inbox, Instant::now() + pause).await {
                Some(next) => wanted = next,
                None => return,
            }
        }
    }

    /// One round; gives back how long to rest after it.
    async fn round(&mut self, wanted: Wanted) -> Duration {
        let told = self.told.clone();
        let began = self.clock.now();
        told.send_modify(|status| {
            status.doing = Doing::Reading(Progress::default());
            status.rounds.begun += 1;
        });
        let tell = |progress| told.send_modify(|status| status.doing = Doing::Reading(progress));
        match self.catch_up.round(wanted, &tell).await {
            Ok(caught) => self.succeeded(caught).await,
            Err(error) => self.failed(&error, began).await,
        }
    }

    async fn succeeded(&mut self, caught: Caught) -> Duration {
        if self.failures > 0 || caught.new > 0 {
            tracing::info!(
                fetched = caught.fetched,
                new = caught.new,
                complete_through = caught
                    .proof
                    .complete_through
                    .as_ref()
                    .map(|it| it.created.0),
                "Caught up with the API's list of events."
            );
        }
        self.failures = 0;
        self.not_before = None;
        if let Some(from) = self.offline_since.take() {
            let absence = Absence {
                from,
                to: self.clock.now(),
                why: Why::Offline,
            };
            if let Err(error) = self.catch_up.ledger.note_absence(absence).await {
                tracing::warn!(%error, "How long Stripe could not be reached could not be noted.");
            }
        }
        let late = self.late().await;
        self.told.send_modify(|status| {
            status.proof = caught.proof;
            status.late = late;
            status.doing = Doing::Resting;
            status.rounds.ended = status.rounds.begun;
            status.rounds.new += caught.new;
        });
        self.pace.between_rounds(self.reach, self.attention)
    }

    /// Which deliveries came late or never. Where none are expected, none are missed.
    async fn late(&self) -> Vec<Late> {
        let before = self.told.borrow().late.clone();
        if self.reach == Reach::RoundsOnly {
            return Vec::new();
        }
        let found = self.catch_up.late(self.types.clone(), self.clock.now());
        let late = match found.await {
            Ok(late) => late,
            Err(error) => {
                tracing::warn!(%error, "Late deliveries could not be looked up.");
                return before;
            }
        };
        let is_new = |one: &&Late| before.iter().all(|it| it.event.event != one.event.event);
        if let Some(newest) = late.iter().find(is_new) {
            tracing::warn!(
                event = newest.event.event,
                cause = ?newest.cause,
                more = late.iter().filter(is_new).count() - 1,
                "A delivery came late or never; its event is in the ledger all the same."
            );
        }
        late
    }

    async fn failed(&mut self, error: &BrokenOff, began: UnixSeconds) -> Duration {
        let kind = Failure::of(error);
        if self.failures == 0 {
            tracing::warn!(%error, "Catching up was broken off; it is tried again.");
        }
        if kind == Failure::Offline {
            self.offline_since.get_or_insert(began);
        }
        self.failures = self.failures.saturating_add(1);
        let pause = after_failures(self.failures, error.retry_after());
        self.not_before = error.retry_after().map(|asked| Instant::now() + asked);
        let seconds = i64::try_from(pause.as_secs()).unwrap_or(i64::MAX);
        let next_try = UnixSeconds(self.clock.now().0.saturating_add(seconds));
        let why = error.to_string();
        self.tell_proof().await;
        self.told.send_modify(|status| {
            status.doing = Doing::Failing {
                why,
                kind,
                next_try,
            };
        });
        pause
    }

    /// Some of what a broken round read may be proven all the same.
    async fn tell_proof(&self) {
        match self.catch_up.proof().await {
            Ok(proof) => self.told.send_modify(|status| status.proof = proof),
            Err(error) => tracing::warn!(%error, "How complete the ledger is could not be read."),
        }
    }

    /// Rests until there is a reason for a round; none when nobody can give one any more.
    async fn wait(
        &mut self,
        inbox: &mut mpsc::UnboundedReceiver<Trigger>,
        mut until: Instant,
    ) -> Option<Wanted> {
        let rested_from = Instant::now();
        let mut wanted = Wanted::Onwards;
        loop {
            tokio::select! {
                trigger = inbox.recv() => match trigger? {
                    Trigger::Asked(asked) => {
                        wanted = wanted.and(asked);
                        until = self.soon();
                        continue;
                    }
                    Trigger::Woke
                    | Trigger::NetworkBack
                    | Trigger::ClockSet
                    | Trigger::OutageEnded => {
                        until = self.soon();
                        continue;
                    }
                    Trigger::Attention(attention) => self.attention = attention,
                    Trigger::Reach(reach) => self.reach = reach,
                },
                news = self.news.recv() => match news {
                    Ok(changes) if is_news(&changes) && self.failures == 0 => {
                        until = until.min(Instant::now() + self.pace.after_news);
                        continue;
                    }
                    Ok(_) | Err(RecvError::Lagged(_)) => continue,
                    Err(RecvError::Closed) => return None,
                },
                () = sleep_until(until) => return Some(wanted),
            }
            // Who looks again, or is no longer reached, is not to wait as long as was right before.
            if self.failures == 0 {
                let pause = self.pace.between_rounds(self.reach, self.attention);
                until = until.min(rested_from + pause);
            }
        }
    }

    /// At once, unless Stripe asked for patience.
    fn soon(&self) -> Instant {
        let now = Instant::now();
        self.not_before.map_or(now, |it| it.max(now))
    }
}

/// Whether a commit told something that may be in the list by now.
fn is_news(changes: &Changes) -> bool {
    let ids = [
        &changes.payments,
        &changes.links,
        &changes.payouts,
        &changes.disputes,
    ];
    ids.into_iter().any(|ids| !ids.is_empty())
}
