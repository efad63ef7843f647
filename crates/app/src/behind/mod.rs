//! Objects behind events: what a payment lacks is asked of the API, once, and again later while it is
//! still unknown.
//!
//! Events tell most of it by themselves, if a moment later, so they get that moment. What nothing tells
//! of, such as a fee, is asked for at once. What was asked in vain is noted in the ledger, with how
//! often: so the pauses grow over restarts, too, and come to an end.

mod ask;
mod hold;
mod pauses;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::Mode;
use countertop_receiver::Clock;
use countertop_store::{Changes, Lacking, Ledger, StoreError};
use countertop_stripe_client::{ApiError, Client};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

pub use hold::{Held, Hold};
use pauses::{due_in, looks_for_sessions};
use waiting::Waiting;

/// How many of the newest payments are looked through at start, and when commits were missed.
const LOOKED_THROUGH: u32 = 5_000;
/// How many requests a second are made at most.
const REQUESTS_PER_SECOND: u32 = 4;
/// How old a payment is, in seconds, that is seen to while the history is imported.
const RECENT: i64 = 24 * 60 * 60;
/// How often it is looked whether the import is over, after which the others are looked up again.
const HELD_FOR: Duration = Duration::from_secs(5);
/// Where Stripe cannot be asked: the first pause, which doubles, and the longest.
const FIRST_REST: Duration = Duration::from_secs(2);
const LONGEST_REST: Duration = Duration::from_secs(600);

/// Asks for what payments lack, first the newest ones, then those that change, until the ledger is
/// closed. Its requests give way to the merchant's own.
///
/// While the history is imported (`hold`), older payments wait: the next list may have what they lack.
pub async fn keep_complete(ledger: Arc<Ledger>, client: Client, clock: impl Clock, hold: Hold) {
    let per_second = match client.mode() {
        // The practice store has nobody else to serve.
        _ if client.api_base().is_loopback() => None,
        Mode::Test | Mode::Live => Some(REQUESTS_PER_SECOND),
    };
    let mut commits = ledger.subscribe();
    let mut errand = Errand {
        ledger,
        client: client.in_background(per_second),
        clock,
        hold,
        waiting: Waiting::default(),
        rest: FIRST_REST,
        has_left_out: false,
    };
    errand.look_through().await;
    loop {
        tokio::select! {
            commit = commits.recv() => match commit {
                Ok(changes) => errand.take(&changes),
                Err(RecvError::Lagged(missed)) => {
                    tracing::debug!(missed, "Commits were missed.");
                    errand.look_through().await;
                }
                Err(RecvError::Closed) => return,
            },
            () = sleep_until(errand.waiting.next(Instant::now())) => errand.run().await,
            () = tokio::time::sleep(HELD_FOR), if errand.has_left_out => {
                if !errand.hold.is_on() {
                    errand.has_left_out = false;
                    errand.look_through().await;
                }
            }
        }
    }
}

struct Errand<C> {
    ledger: Arc<Ledger>,
    client: Client,
    clock: C,
    hold: Hold,
    waiting: Waiting,
    rest: Duration,
    /// Whether payments were left out while the history was imported.
    has_left_out: bool,
}

/// What came of asking.
enum Asked {
    /// Something was learned, or is known not to be to be had now.
    Done,
    /// Stripe or the ledger is not to be had.
    NotNow(Option<Duration>),
}

impl<C: Clock> Errand<C> {
    fn take(&mut self, changes: &Changes) {
        let now = Instant::now();
        for payment in changes.payments.iter().chain(&changes.told_of) {
            self.waiting.changed(payment, now);
        }
    }

    async fn look_through(&mut self) {
        let query =
            |ledger: &Ledger| ledger.incomplete_payments(LOOKED_THROUGH, looks_for_sessions());
        match self.read(query).await {
            Ok(payments) => {
                let now = Instant::now();
                for payment in payments {
                    self.waiting.changed(&payment, now);
                }
            }
            Err(error) => tracing::warn!(%error, "Incomplete payments could not be looked up."),
        }
    }

    /// Sees to one payment whose time has come.
    async fn run(&mut self) {
        let Some((payment, since)) = self.waiting.due(Instant::now()) else {
            return;
        };
        match self.see_to(&payment, since).await {
            Ok(next) => {
                self.rest = FIRST_REST;
                self.waiting.seen_to(payment, since, next);
            }
            Err(asked_for) => {
                let rest = asked_for.unwrap_or(self.rest).max(self.rest);
                self.rest = (self.rest * 2).min(LONGEST_REST);
                self.waiting.rest_until(Instant::now() + rest);
            }
        }
    }

    /// Asks for what the payment lacks and is due, one after the other: an answer may bring the rest.
    /// Gives back when to look next, if ever; as an error, that nothing can be asked now.
    async fn see_to(
        &mut self,
        payment: &str,
        since: Instant,
    ) -> Result<Option<Instant>, Option<Duration>> {
        if self.hold.is_on() && !self.is_recent(payment).await? {
            // They would fill the list, and what comes in meanwhile would find no place in it.
            self.has_left_out = true;
            return Ok(None);
        }
        let mut asked = Vec::new();
        loop {
            let lacking = self.lacking(payment).await?;
            let due = lacking.iter().find(|it| {
                !asked.contains(&it.lack) && self.wait_for(it, since).is_some_and(|it| it.is_zero())
            });
            let Some(due) = due else {
                let waits = lacking.iter().filter_map(|it| self.wait_for(it, since));
                let next = waits.filter(|it| !it.is_zero()).min();
                return Ok(next.map(|wait| Instant::now() + wait));
            };
            asked.push(due.lack.clone());
            match self.ask_for(payment, due).await {
                Asked::Done => {}
                Asked::NotNow(wait) => return Err(wait),
            }
        }
    }

    /// Whether a payment began a moment ago, and not in the history.
    async fn is_recent(&self, payment: &str) -> Result<bool, Option<Duration>> {
        let id = payment.to_owned();
        let payment = self.read(move |ledger| ledger.payment(&id)).await;
        let created = payment.map_err(|_| None)?.map(|it| it.created.0);
        let now = self.clock.now().0;
        Ok(created.is_some_and(|it| now.saturating_sub(it) < RECENT))
    }

    /// How long until something is to be asked for; none when it was often enough.
    fn wait_for(&self, lacking: &Lacking, since: Instant) -> Option<Duration> {
        due_in(lacking, since.elapsed(), self.clock.now())
    }

    async fn ask_for(&self, payment: &str, lacking: &Lacking) -> Asked {
        let lack = lacking.lack.clone();
        let answers = match ask::ask(&self.client, &lack).await {
            Ok(answers) => answers,
            Err(error) if error.is_retryable() || matches!(error, ApiError::WrongKey(_)) => {
                tracing::debug!(%error, payment, "What a payment lacks cannot be asked for now.");
                return Asked::NotNow(error.retry_after());
            }
            Err(ApiError::NotFound(_)) => Vec::new(),
            Err(error) => {
                tracing::warn!(%error, payment, %lack, "What a payment lacks cannot be had.");
                Vec::new()
            }
        };
        for answer in answers {
            if let Err(error) = self.ledger.record_fetched(answer).await {
                tracing::warn!(%error, payment, "An answer of the API could not be recorded.");
                return Asked::NotNow(None);
            }
        }
        let Ok(left) = self.lacking(payment).await else {
            return Asked::NotNow(None);
        };
        if left.iter().any(|it| it.lack == lack)
            && let Err(error) = self.ledger.note_look(&lack).await
        {
            tracing::warn!(%error, payment, "The ledger could not note what was asked for.");
            return Asked::NotNow(None);
        }
        Asked::Done
    }

    async fn lacking(&self, payment: &str) -> Result<Vec<Lacking>, Option<Duration>> {
        let id = payment.to_owned();
        let lacking = self.read(move |ledger| ledger.lacks(&id)).await;
        lacking.map_err(|error| {
            tracing::warn!(%error, payment, "What a payment lacks could not be looked up.");
            None
        })
    }

    /// Runs a query where it may wait for the disk.
    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Ledger) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let ledger = Arc::clone(&self.ledger);
        let answered = tokio::task::spawn_blocking(move || query(&ledger)).await;
        answered.unwrap_or(Err(StoreError::Closed))
    }
}
