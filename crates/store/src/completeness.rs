//! What is known of the ledger's completeness: through which event it has all that the API lists, and
//! what came on one way only.

use std::sync::Mutex;
use std::sync::PoisonError;

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::RecordedEvent;
use rusqlite::Connection;

use crate::apply::Prepared;
use crate::ledger::{now_ms, seconds};
use crate::writer::Input;
use crate::{
    Absence, ClosedGap, EventRow, Gap, Ledger, ListCursor, Place, StoreError, Tally, Types,
    Undelivered, absence, cursor, gap, listed,
};

/// A page of the API's list of events, ready to be recorded as a whole or not at all.
pub struct ListedPage {
    pub(crate) events: Vec<Prepared>,
    pub(crate) listed_at: UnixSeconds,
    pub(crate) cursor: ListCursor,
    pub(crate) gap: Option<Gap>,
}

impl ListedPage {
    /// Makes ready what was read: the events, when the list named them by Stripe's clock, and how far
    /// the list is read with them. That takes a while, so it is no work for a thread that others wait
    /// for.
    ///
    /// # Errors
    /// When an event cannot be written as it is.
    pub fn prepare(
        events: Vec<RecordedEvent>,
        listed_at: UnixSeconds,
        cursor: ListCursor,
    ) -> Result<Self, StoreError> {
        let received_at = seconds(now_ms());
        let prepared = events
            .into_iter()
            .map(|event| Prepared::new(event, received_at));
        Ok(Self {
            events: prepared.collect::<rusqlite::Result<_>>()?,
            listed_at,
            cursor,
            gap: None,
        })
    }

    /// Notes with it that the list told nothing of a stretch of time any more.
    #[must_use]
    pub fn beyond(mut self, gap: Option<Gap>) -> Self {
        self.gap = gap;
        self
    }

    pub(crate) fn bytes(&self) -> usize {
        let of = |it: &Prepared| it.event.body().len() + it.compressed.len();
        self.events.iter().map(of).sum()
    }
}

/// Through which event the ledger is complete, as its own rows show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The newest event such that every event of the API's list up to it is in the ledger.
    pub complete_through: Option<Place>,
    /// From which time on that holds.
    pub since: Option<UnixSeconds>,
    /// When the list was last read to its end, by Stripe's clock.
    pub read_at: Option<UnixSeconds>,
    /// Stretches of which the list told nothing any more, and nothing else did.
    pub gaps: Vec<Gap>,
    /// Stretches of which the objects are in the ledger instead of the events.
    pub from_objects: Vec<ClosedGap>,
    /// How many listed events the ledger does not have.
    pub missing: u64,
    /// When the oldest of them was created.
    pub oldest_missing: Option<UnixSeconds>,
}

/// Up to which row of the list all events were seen to be in the ledger: rows are only ever added, so
/// they need not be looked at again.
#[derive(Debug, Default)]
pub(crate) struct SeenThrough(Mutex<Option<Seen>>);

#[derive(Clone, Copy, Debug)]
struct Seen {
    since: UnixSeconds,
    row: i64,
}

impl SeenThrough {
    fn lacking(
        &self,
        connection: &Connection,
        since: UnixSeconds,
    ) -> rusqlite::Result<listed::Lacking> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Where it is asked from an earlier time on, rows count that did not before.
        let before = seen.filter(|it| it.since <= since).map_or(0, |it| it.row);
        let lacking = listed::lacking(connection, before, since)?;
        *seen = Some(Seen {
            since,
            row: lacking.none_through,
        });
        Ok(lacking)
    }
}

pub(crate) fn proof(connection: &Connection, seen: &SeenThrough) -> rusqlite::Result<Proof> {
    let Some(cursor) = cursor::get(connection)? else {
        return Ok(Proof {
            gaps: gap::open(connection)?,
            from_objects: gap::closed(connection)?,
            ..Proof::default()
        });
    };
    let lacking = seen.lacking(connection, cursor.since)?;
    let through = match lacking.oldest {
        Some(oldest) => listed::before(connection, oldest)?,
        None => cursor.through,
    };
    Ok(Proof {
        complete_through: through.filter(|it| it.created >= cursor.since),
        since: Some(cursor.since),
        read_at: cursor.ended_at,
        gaps: gap::open(connection)?,
        from_objects: gap::closed(connection)?,
        missing: lacking.count,
        oldest_missing: lacking.oldest,
    })
}

impl Ledger {
    /// Records a page of the API's list with what it shows, in one transaction; says how many of its
    /// events were not known before.
    ///
    /// # Errors
    /// When it could not be committed: then nothing of it was.
    pub async fn record_page(&self, page: ListedPage) -> Result<u64, StoreError> {
        let written = self
            .writer
            .write(Input::Page(Box::new(page)), now_ms())
            .await?;
        Ok(written.new_events)
    }

    /// How far the API's list was read; none before the first reading.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn list_cursor(&self) -> Result<Option<ListCursor>, StoreError> {
        self.readers.read(|connection| Ok(cursor::get(connection)?))
    }

    /// Through which event the ledger is complete. The first time that it is asked, every listed event
    /// is looked up.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn proof(&self) -> Result<Proof, StoreError> {
        self.readers
            .read_at_length(|connection| Ok(proof(connection, &self.seen_through)?))
    }

    /// Stretches of which the list told nothing any more, oldest first: those that are open, and those
    /// of which the objects are in the ledger.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn gaps(&self) -> Result<(Vec<Gap>, Vec<ClosedGap>), StoreError> {
        self.readers
            .read(|connection| Ok((gap::open(connection)?, gap::closed(connection)?)))
    }

    /// Closes what is open of a stretch of time: all objects of that time were read, by Stripe's clock
    /// at this time, and are in the ledger.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn close_gaps(&self, covered: Gap, at: UnixSeconds) -> Result<(), StoreError> {
        self.writer
            .record(Input::FromObjects(covered, at), now_ms())
            .await
            .map(drop)
    }

    /// Counts which events came on which way, of those created from a time on and before another.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn tally(&self, types: &Types, span: [UnixSeconds; 2]) -> Result<Tally, StoreError> {
        self.readers
            .read_at_length(|connection| Ok(listed::tally(connection, types, span)?))
    }

    /// Listed events of an endpoint's types that never came by webhook, newest first, at most so many.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn undelivered(
        &self,
        types: &Types,
        span: [UnixSeconds; 2],
        most: u32,
    ) -> Result<Vec<Undelivered>, StoreError> {
        self.readers
            .read(|connection| Ok(listed::undelivered(connection, types, span, None, most)?))
    }

    /// The same, with those that came more than so many seconds after their creation.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn late(
        &self,
        types: &Types,
        span: [UnixSeconds; 2],
        later_than_seconds: i64,
        most: u32,
    ) -> Result<Vec<Undelivered>, StoreError> {
        let late = Some(later_than_seconds);
        self.readers
            .read(|connection| Ok(listed::undelivered(connection, types, span, late, most)?))
    }

    /// Events that came by webhook and are not in the list, newest first, at most so many.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn unlisted(&self, span: [UnixSeconds; 2], most: u32) -> Result<Vec<EventRow>, StoreError> {
        self.readers
            .read(|connection| Ok(listed::unlisted(connection, span, most)?))
    }

    /// Notes that nothing could be delivered for a while.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn note_absence(&self, absence: Absence) -> Result<(), StoreError> {
        self.writer
            .record(Input::Absence(absence), now_ms())
            .await
            .map(drop)
    }

    /// When nothing could be delivered, of what touches a stretch of time.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn absences(&self, span: [UnixSeconds; 2]) -> Result<Vec<Absence>, StoreError> {
        self.readers
            .read(|connection| Ok(absence::between(connection, span)?))
    }
}
