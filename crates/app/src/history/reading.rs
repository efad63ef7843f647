//! Reading the lists: page after page, as long as it is wanted and possible.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_store::StoreError;
use countertop_stripe_client::{ApiError, Client, Created, Cursor, ListedObject, Page, Paging};
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::standing::{self, Place};
use super::{HistoryConfig, HistoryError, HistoryProgress, HistoryState, Wish, progress};
use crate::answers::{date, fetched_one_by_one};
use crate::catchup::{Doing, Status};

/// Where Stripe cannot be asked: the first pause, which doubles, and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

pub(super) struct Reading {
    config: HistoryConfig,
    client: Client,
    places: Vec<Place>,
    wishes: watch::Receiver<Wish>,
    tell: watch::Sender<HistoryProgress>,
    pause: Duration,
    rest: Option<Rest>,
}

/// Nothing is asked for a while.
struct Rest {
    reason: String,
    pause: Duration,
    until: Instant,
}

/// The merchant wants no more, or is gone.
struct Stopped;

#[derive(Deserialize)]
struct Dated {
    created: Option<i64>,
}

impl Reading {
    pub(super) fn new(
        config: HistoryConfig,
        places: Vec<Place>,
        wishes: watch::Receiver<Wish>,
        tell: watch::Sender<HistoryProgress>,
    ) -> Self {
        Self {
            client: config.client.in_background(config.requests_per_second),
            config,
            places,
            wishes,
            tell,
            pause: FIRST_PAUSE,
            rest: None,
        }
    }

    pub(super) async fn run(mut self) {
        let _held = self.config.hold.begin();
        for index in 0..self.places.len() {
            if let Err(Stopped) = self.read_list(index).await {
                return;
            }
        }
        match self.close_gaps().await {
            Ok(()) => self.say(HistoryState::Done),
            Err(error) => self.end(&error.into()),
        }
    }

    /// What the list of events told nothing of any more is told by the objects.
    async fn close_gaps(&self) -> Result<(), StoreError> {
        match standing::covered(&self.places) {
            Some((covered, at)) => self.config.ledger.close_gaps(covered, at).await,
            None => Ok(()),
        }
    }

    fn end(&self, error: &HistoryError) {
        tracing::warn!(%error, "The import of the history ended.");
        let reason = error.to_string();
        self.say(HistoryState::Ended { reason });
    }

    async fn read_list(&mut self, index: usize) -> Result<(), Stopped> {
        loop {
            let place = &self.places[index];
            if place.kept.done || place.refusal.is_some() {
                return Ok(());
            }
            self.wait_until_wanted().await?;
            self.say(HistoryState::Reading(self.places[index].list));
            match self.read_page(index).await {
                Ok(()) => self.pause = FIRST_PAUSE,
                Err(HistoryError::Api(error @ ApiError::MissingPermission { .. })) => {
                    self.places[index].refusal = Some(error.to_string());
                }
                Err(error) if passes(&error) => self.rest_after(&error),
                Err(error) => {
                    self.end(&error);
                    return Err(Stopped);
                }
            }
        }
    }

    /// Reads the next page of a list into the ledger, then notes that it did.
    async fn read_page(&mut self, index: usize) -> Result<(), HistoryError> {
        let place = &self.places[index];
        let cursor = place.kept.after.clone();
        let paging = Paging {
            cursor: cursor.map_or(Cursor::Newest, Cursor::After),
            ..Paging::default()
        };
        let created = Created {
            from: place.kept.since.map(UnixSeconds),
            to: None,
        };
        let page = place.list.page(&self.client, created, &paging).await?;
        self.record(&page).await?;
        let place = &mut self.places[index];
        let last = page.objects.last().and_then(|it| it.id.clone());
        if page.has_more && (last.is_none() || last == place.kept.after) {
            return Err(HistoryError::Lost(place.list));
        }
        place.kept.done = !page.has_more;
        place.kept.after = last.or(place.kept.after.take());
        place.kept.objects += page.objects.len() as u64;
        let read_at = Some(date(&page).0);
        place.kept.began_at = place.kept.began_at.or(read_at);
        place.kept.read_at = read_at;
        let oldest = page.objects.iter().filter_map(created_at);
        place.kept.oldest = oldest.chain(place.kept.oldest).min();
        place.keep(&self.config.ledger).await?;
        Ok(())
    }

    /// All at once, so that they share a commit.
    async fn record(&self, page: &Page) -> Result<(), StoreError> {
        let mut commits = JoinSet::new();
        for object in fetched_one_by_one(page) {
            let ledger = Arc::clone(&self.config.ledger);
            commits.spawn(async move { ledger.record_fetched(object).await });
        }
        while let Some(committed) = commits.join_next().await {
            committed.unwrap_or(Err(StoreError::Closed))?;
        }
        Ok(())
    }

    /// Waits while no page is wanted or possible, and while the list of events is read: that comes first.
    async fn wait_until_wanted(&mut self) -> Result<(), Stopped> {
        loop {
            let wish = *self.wishes.borrow_and_update();
            match wish {
                Wish::Stop => {
                    self.say(HistoryState::Paused);
                    return Err(Stopped);
                }
                Wish::Pause => {
                    self.say(HistoryState::Paused);
                    self.or_another_wish(pending()).await?;
                }
                Wish::GoOn => match &self.rest {
                    Some(rest) if rest.until > Instant::now() => {
                        let until = rest.until;
                        self.say(rest.state());
                        self.or_another_wish(sleep_until(until)).await?;
                    }
                    _ if self.is_caught_up_beside() => {
                        self.say(HistoryState::GivingWay);
                        let read = self.caught_up_beside();
                        self.or_another_wish(read).await?;
                    }
                    _ => return Ok(()),
                },
            }
        }
    }

    async fn or_another_wish(&mut self, change: impl Future<Output = ()>) -> Result<(), Stopped> {
        tokio::select! {
            wished = self.wishes.changed() => wished.map_err(|_| Stopped),
            () = change => Ok(()),
        }
    }

    fn is_caught_up_beside(&self) -> bool {
        let beside = self.config.beside.as_ref();
        // Who has ended reads nothing any more, whatever was told last.
        beside.is_some_and(|it| it.has_changed().is_ok() && reads(&it.borrow()))
    }

    /// Waits until the list of events is not being read.
    fn caught_up_beside(&self) -> impl Future<Output = ()> + use<> {
        let beside = self.config.beside.clone();
        async move {
            if let Some(mut status) = beside {
                let _ = status.wait_for(|it| !reads(it)).await;
            }
        }
    }

    /// Rests as long as Stripe asks, at least.
    fn rest_after(&mut self, error: &HistoryError) {
        let asked = match error {
            HistoryError::Api(error) => error.retry_after(),
            HistoryError::Ledger(_) | HistoryError::Lost(_) => None,
        };
        let pause = asked.map_or(self.pause, |asked| asked.max(self.pause));
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        self.rest = Some(Rest {
            reason: error.to_string(),
            pause,
            until: Instant::now() + pause,
        });
    }

    fn say(&self, state: HistoryState) {
        self.tell
            .send_replace(progress(state, self.config.since, &self.places));
    }
}

impl Rest {
    fn state(&self) -> HistoryState {
        HistoryState::Waiting {
            reason: self.reason.clone(),
            pause: self.pause,
        }
    }
}

fn reads(status: &Status) -> bool {
    match status.doing {
        Doing::Reading(_) => true,
        Doing::Resting | Doing::Failing { .. } => false,
    }
}

/// Whether the same may go better later.
fn passes(error: &HistoryError) -> bool {
    match error {
        HistoryError::Api(error) => error.is_retryable(),
        HistoryError::Ledger(error) => matches!(
            error,
            StoreError::Busy | StoreError::LogFull | StoreError::Write(_)
        ),
        HistoryError::Lost(_) => false,
    }
}

fn created_at(object: &ListedObject) -> Option<i64> {
    object.parse::<Dated>().ok()?.created
}
