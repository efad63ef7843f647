//! What the practice store told since a story began, and which of it the ledger has.

use std::collections::BTreeSet;
use std::sync::Arc;

use countertop_store::{EventRow, Ledger, StoreError};
use countertop_stripe_client::{ApiError, Client, Cursor, EventFilter, ListedObject, Paging};
use serde::Deserialize;

use super::{Hitch, Stage};
use crate::ipc::{MissingWhy, RecordedFigures};

/// An event that the practice store told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) id: String,
    pub(super) event_type: String,
    pub(super) created: i64,
    /// What the event is about: the kind of object and its id.
    pub(super) about: (String, String),
}

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    event_type: String,
    created: i64,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    object: Option<String>,
}

impl Told {
    /// An event without a shape that is known is kept too: it must be recorded like the others.
    fn read(listed: &ListedObject) -> Self {
        match listed.parse::<Event>() {
            Ok(event) => Self {
                id: event.id,
                event_type: event.event_type,
                created: event.created,
                about: (
                    event.data.object.object.unwrap_or_default(),
                    event.data.object.id.unwrap_or_default(),
                ),
            },
            Err(_) => Self {
                id: listed.id.clone().unwrap_or_default(),
                event_type: String::new(),
                created: 0,
                about: Default::default(),
            },
        }
    }
}

/// The newest event of all; none before the first.
pub(super) async fn newest(client: &Client) -> Result<Option<String>, ApiError> {
    let first = Paging {
        limit: 1,
        ..Paging::default()
    };
    let page = client.list_events(&EventFilter::default(), &first).await?;
    Ok(page.objects.first().and_then(|event| event.id.clone()))
}

/// All events that came after one, oldest first; without one, all.
pub(super) async fn since(client: &Client, event: Option<&str>) -> Result<Vec<Told>, ApiError> {
    let Some(event) = event else {
        let mut pages = client.events(EventFilter::default());
        let mut told = Vec::new();
        while let Some(page) = pages.next().await? {
            told.extend(page.objects.iter().map(Told::read));
        }
        told.reverse();
        return Ok(told);
    };
    let (mut told, mut last) = (Vec::new(), event.to_owned());
    loop {
        let next_newer = Paging {
            cursor: Cursor::Before(last.clone()),
            ..Paging::default()
        };
        let page = client
            .list_events(&EventFilter::default(), &next_newer)
            .await?;
        told.extend(page.objects.iter().rev().map(Told::read));
        match page.objects.first().and_then(|newest| newest.id.clone()) {
            Some(newest) if page.has_more => last = newest,
            _ => return Ok(told),
        }
    }
}

/// Which of these events the ledger has, in the same order; for each of the others, why not.
pub(super) async fn recorded(
    ledger: &Arc<Ledger>,
    ids: Vec<String>,
) -> Result<Vec<Result<EventRow, MissingWhy>>, Hitch> {
    let ledger = Arc::clone(ledger);
    let look_up = move || {
        let each = ids.iter().map(|id| match ledger.event(id)? {
            None => Ok(Err(MissingWhy::NotArrived)),
            Some(event) if event.row.aside.is_some() => Ok(Err(MissingWhy::KeptAside)),
            Some(event) if event.row.parked => Ok(Err(MissingWhy::NotTakenUp)),
            Some(event) => Ok(Ok(event.row)),
        });
        each.collect::<Result<Vec<_>, StoreError>>()
    };
    let looked_up = tokio::task::spawn_blocking(look_up).await;
    Ok(looked_up.map_err(|_| Hitch::BrokenOff)??)
}

/// Follows both sides while a story is played. Each look asks only for what is new since the last.
pub(super) struct Follower<'a> {
    stage: &'a Stage,
    /// The newest event that is known.
    last: Option<String>,
    told: u64,
    waiting: Vec<Told>,
    payments: BTreeSet<String>,
    /// How many deliveries had repeated something before.
    repeated_before: u64,
}

impl<'a> Follower<'a> {
    pub(super) fn new(stage: &'a Stage, newest: Option<String>) -> Self {
        Self {
            stage,
            last: newest,
            told: 0,
            waiting: Vec::new(),
            payments: BTreeSet::new(),
            repeated_before: (stage.counters)().redelivered,
        }
    }

    /// How much there is by now.
    pub(super) async fn look(&mut self) -> Result<RecordedFigures, Hitch> {
        let new = since(&self.stage.client, self.last.as_deref()).await?;
        if let Some(newest) = new.last() {
            self.last = Some(newest.id.clone());
        }
        self.told += new.len() as u64;
        self.waiting.extend(new);
        let ids = self.waiting.iter().map(|it| it.id.clone()).collect();
        let found = recorded(&self.stage.ledger, ids).await?;
        let waiting = std::mem::take(&mut self.waiting);
        for (event, found) in waiting.into_iter().zip(found) {
            let (kind, id) = &event.about;
            match found {
                Ok(_) if kind == "payment_intent" => drop(self.payments.insert(id.clone())),
                Ok(_) => {}
                Err(_) => self.waiting.push(event),
            }
        }
        Ok(RecordedFigures {
            told: self.told,
            recorded: self.told - self.waiting.len() as u64,
            payments: self.payments.len() as u64,
            repeated: (self.stage.counters)().redelivered - self.repeated_before,
        })
    }
}
