//! Reading the lists: page after page, as long as it is wanted and possible.

use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_store::StoreError;
use countertop_stripe_client::{ApiError, Client, Created, Cursor, ListedObject, Page, Paging};
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::standing::Place;
use super::{HistoryConfig, HistoryError, HistoryProgress, HistoryState, Wish};
use crate::answers::fetched_one_by_one;

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
        }
    }

    pub(super) async fn run(mut self) {
        let _held = self.config.hold.begin();
        for index in 0..self.places.len() {
            if let Err(Stopped) = self.read_list(index).await {
                return;
            }
        }
        self.say(HistoryState::Done);
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
                Err(error) if passes(&error) => self.wait_after(&error).await?,
                Err(error) => {
                    tracing::warn!(%error, "The import of the history ended.");
                    let reason = error.to_string();
                    self.say(HistoryState::Ended { reason });
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

    async fn wait_until_wanted(&mut self) -> Result<(), Stopped> {
        loop {
            let wish = *self.wishes.borrow_and_update();
            match wish {
                Wish::GoOn => return Ok(()),
                Wish::Stop => return Err(Stopped),
                Wish::Pause => self.say(HistoryState::Paused),
            }
            self.wishes.changed().await.map_err(|_| Stopped)?;
        }
    }

    /// Waits as long as Stripe asks, at least; unless the merchant wants something else meanwhile.
    async fn wait_after(&mut self, error: &HistoryError) -> Result<(), Stopped> {
        let asked = match error {
            HistoryError::Api(error) => error.retry_after(),
            HistoryError::Ledger(_) | HistoryError::Lost(_) => None,
        };
        let pause = asked.map_or(self.pause, |asked| asked.max(self.pause));
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        let reason = error.to_string();
        self.say(HistoryState::Waiting { reason, pause });
        match timeout(pause, self.wishes.wait_for(|wish| *wish == Wish::Stop)).await {
            Ok(_) => Err(Stopped),
            Err(_) => Ok(()),
        }
    }

    fn say(&self, state: HistoryState) {
        self.tell.send_replace(HistoryProgress {
            state,
            lists: self.places.iter().map(Place::progress).collect(),
        });
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
