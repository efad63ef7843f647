//! The table `cursor`: how far the API's list of events was read.
//!
//! One row. What it says only ever grows: two readers that write one after the other both keep what
//! they have shown.

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// An event's place in the API's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub event: String,
    /// When it was created.
    pub created: UnixSeconds,
}

/// How far the API's list of events was read without a hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCursor {
    /// From this time on.
    pub since: UnixSeconds,
    /// Through this event; none while the list was empty.
    pub through: Option<Place>,
    /// Through this event the list changes no more: an event may enter it late, but not that late.
    pub settled: Option<Place>,
    /// A reading that has not come to the list's end yet.
    pub reading: Option<Reading>,
    /// When a reading that came to the list's end began, by Stripe's clock.
    pub ended_at: Option<UnixSeconds>,
}

/// A reading that is under way, or was broken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When it began, by Stripe's clock.
    pub began_at: UnixSeconds,
    /// From which time on it reads.
    pub since: UnixSeconds,
    /// How far it came.
    pub at: Place,
}

impl ListCursor {
    /// What is shown by this and by another reading together.
    fn with(self, newer: &Self) -> Self {
        Self {
            since: self.since.min(newer.since),
            through: later(self.through, newer.through.clone()),
            settled: later(self.settled, newer.settled.clone()),
            reading: newer.reading.clone(),
            ended_at: self.ended_at.max(newer.ended_at),
        }
    }
}

/// The later place; of two in the same second the second, which was read after the first.
fn later(one: Option<Place>, other: Option<Place>) -> Option<Place> {
    match (one, other) {
        (Some(one), Some(other)) if one.created > other.created => Some(one),
        (one, other) => other.or(one),
    }
}

pub(crate) fn get(connection: &Connection) -> rusqlite::Result<Option<ListCursor>> {
    connection
        .prepare_cached(
            "SELECT since, through, through_created, settled, settled_created, reading, \
             reading_created, reading_since, reading_began, ended_at FROM cursor WHERE seq = 1",
        )?
        .query_row([], row)
        .optional()
}

fn row(row: &Row<'_>) -> rusqlite::Result<ListCursor> {
    let time = |at| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(UnixSeconds));
    let place = |at: usize| {
        let (event, created) = (row.get::<_, Option<String>>(at)?, time(at + 1)?);
        Ok::<_, rusqlite::Error>(
            event
                .zip(created)
                .map(|(event, created)| Place { event, created }),
        )
    };
    let reading = match (place(5)?, time(7)?, time(8)?) {
        (Some(at), Some(since), Some(began_at)) => Some(Reading {
            began_at,
            since,
            at,
        }),
        _ => None,
    };
    Ok(ListCursor {
        since: UnixSeconds(row.get(0)?),
        through: place(1)?,
        settled: place(3)?,
        reading,
        ended_at: time(9)?,
    })
}

/// Keeps what a reading has shown, with what was shown before.
pub(crate) fn advance(connection: &Connection, shown: &ListCursor) -> rusqlite::Result<()> {
    let before = get(connection)?;
    let now = match before.clone() {
        Some(before) => before.with(shown),
        None => shown.clone(),
    };
    if before.as_ref() == Some(&now) {
        return Ok(());
    }
    let event = |place: &Option<Place>| place.as_ref().map(|it| it.event.clone());
    let created = |place: &Option<Place>| place.as_ref().map(|it| it.created.0);
    let reading = now.reading.as_ref();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO cursor (seq, since, through, through_created, settled, \
             settled_created, reading, reading_created, reading_since, reading_began, ended_at) \
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            now.since.0,
            event(&now.through),
            created(&now.through),
            event(&now.settled),
            created(&now.settled),
            reading.map(|it| &it.at.event),
            reading.map(|it| it.at.created.0),
            reading.map(|it| it.since.0),
            reading.map(|it| it.began_at.0),
            now.ended_at.map(|it| it.0),
        ])
        .map(drop)
}
