//! The table `event`: the bytes of every event that we were told, in every rendering.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::{Aside, Source, is_handled};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::apply::Prepared;
use crate::compressed::intact;
use crate::page::{BY_CREATED, Conditions};
use crate::{Cursor, LeftOut, Page, Span, StoreError, tally};

/// Most events kept aside because of their time; the oldest go first.
const MOST_ASIDE_BY_CLOCK: i64 = 1000;

/// An event in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Its id.
    pub id: String,
    /// Its type, where it has one.
    pub event_type: Option<String>,
    /// When it happened.
    pub created: UnixSeconds,
    /// When we learned it.
    pub received_at: UnixSeconds,
    /// How: `webhook`, `api` or `import`.
    pub source: String,
    /// The version in which it was rendered.
    pub api_version: Option<String>,
    /// Live or test.
    pub livemode: Option<bool>,
    /// Whether its type says something about a payment.
    pub handled: bool,
    /// Whether the bytes are an event.
    pub parsed: bool,
    /// Why it is kept aside: `clock`, `mode` or `account`.
    pub aside: Option<String>,
    /// Whether it is left out because taking it up failed again and again.
    pub parked: bool,
    /// Whether a customer was erased from it.
    pub erased: bool,
}

/// Which events.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Only this type.
    pub event_type: Option<String>,
    /// Which part of the list.
    pub span: Span,
}

/// An event as it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// The row.
    pub row: EventRow,
    /// The exact bytes.
    pub body: Vec<u8>,
}

/// Whether an event counts, and if not, why.
#[derive(Clone, Copy)]
pub(crate) struct Standing {
    /// Why it is kept aside, if it is.
    pub(crate) aside: Option<Aside>,
    /// Whether it is left out because taking it up failed.
    pub(crate) parked: bool,
}

impl Standing {
    fn counts(self) -> bool {
        self.aside.is_none() && !self.parked
    }
}

/// What became of an event that was handed over.
pub(crate) struct Inserted {
    /// Whether this rendering counts from now on: it is new, or was kept aside until now.
    pub(crate) news: bool,
    /// Whether nothing of this id was known before.
    pub(crate) first_seen: bool,
    /// Whether it is the first rendering of this id that counts.
    pub(crate) first_counted: bool,
}

/// What is told of an event: of the rendering that counts, but for when and how it first came here,
/// which is told of all renderings together.
const COLUMNS: &str = "id, type, created, \
     (SELECT min(r.received_at) FROM event r WHERE r.id = event.id), \
     CASE WHEN EXISTS (SELECT 1 FROM event r WHERE r.id = event.id AND r.delivered_at IS NOT NULL) \
     THEN 'webhook' WHEN EXISTS (SELECT 1 FROM listed l WHERE l.event = event.id) THEN 'api' \
     ELSE (SELECT r.source FROM event r WHERE r.id = event.id \
     ORDER BY r.source <> 'api', r.seq LIMIT 1) END, \
     api_version, livemode, parsed, aside, parked, redacted IS NOT NULL";

fn row(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let event_type: Option<String> = row.get(1)?;
    Ok(EventRow {
        id: row.get(0)?,
        handled: event_type.as_deref().is_some_and(is_handled),
        event_type,
        created: UnixSeconds(row.get(2)?),
        received_at: UnixSeconds(row.get(3)?),
        source: row.get(4)?,
        api_version: row.get(5)?,
        livemode: row.get(6)?,
        parsed: row.get(7)?,
        aside: row.get(8)?,
        parked: row.get(9)?,
        erased: row.get(10)?,
    })
}

/// Stores an event, or notes that it is known.
pub(crate) fn insert(
    connection: &Connection,
    prepared: &Prepared,
    standing: Standing,
) -> rusqlite::Result<Inserted> {
    let event = &prepared.event;
    let id = event.id();
    let known = renderings(connection, &id)?;
    let counting = known.iter().filter(|it| it.counts).count();
    let news = match known.iter().find(|it| it.digest == *event.digest()) {
        Some(known) => confirm(connection, known, prepared, standing)?,
        None => {
            if standing.aside == Some(Aside::Clock) {
                make_room_aside(connection)?;
            }
            append(connection, prepared, &id, standing)?;
            standing.counts()
        }
    };
    if !known.is_empty() {
        choose_canonical(connection, &id)?;
    }
    Ok(Inserted {
        news,
        first_seen: known.is_empty(),
        first_counted: news && counting == 0,
    })
}

/// A rendering that is stored already.
struct Known {
    seq: i64,
    digest: [u8; 32],
    source: String,
    counts: bool,
    delivered: bool,
}

/// Every stored rendering of an id.
fn renderings(connection: &Connection, id: &str) -> rusqlite::Result<Vec<Known>> {
    connection
        .prepare_cached(
            "SELECT seq, digest, source, aside IS NULL AND NOT parked, delivered_at IS NOT NULL \
             FROM event WHERE id = ?1",
        )?
        .query_map([id], |row| {
            Ok(Known {
                seq: row.get(0)?,
                digest: row.get(1)?,
                source: row.get(2)?,
                counts: row.get(3)?,
                delivered: row.get(4)?,
            })
        })?
        .collect()
}

/// The same bytes again: what was imported is confirmed by a better source, and what was kept aside
/// or parked counts once it comes as it should.
fn confirm(
    connection: &Connection,
    known: &Known,
    prepared: &Prepared,
    standing: Standing,
) -> rusqlite::Result<bool> {
    let source = prepared.event.source();
    if known.source == Source::Imported.as_str() && source != Source::Imported {
        connection
            .prepare_cached("UPDATE event SET source = ?2 WHERE seq = ?1")?
            .execute(params![known.seq, source.as_str()])?;
    }
    if let Some(at) = delivered_at(prepared).filter(|_| !known.delivered) {
        connection
            .prepare_cached("UPDATE event SET delivered_at = ?2 WHERE seq = ?1")?
            .execute(params![known.seq, at])?;
    }
    let lifted = !known.counts && standing.counts();
    if lifted {
        connection
            .prepare_cached("UPDATE event SET aside = NULL, parked = 0 WHERE seq = ?1")?
            .execute([known.seq])?;
    }
    Ok(lifted)
}

/// Adds a rendering; it is canonical unless another one turns out to be.
fn append(
    connection: &Connection,
    prepared: &Prepared,
    id: &str,
    standing: Standing,
) -> rusqlite::Result<()> {
    let (event, received_at) = (&prepared.event, prepared.received_at);
    let envelope = event.envelope();
    let created = envelope.and_then(|it| it.created).unwrap_or(received_at);
    connection
        .prepare_cached(
            "INSERT INTO event (id, digest, redacted, canonical, source, aside, parked, parsed, type, \
             created, received_at, api_version, livemode, account, subject, body, delivered_at) \
             VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            event.digest(),
            prepared.redacted,
            event.source().as_str(),
            standing.aside.map(Aside::as_str),
            standing.parked,
            envelope.is_some(),
            event.event_type(),
            created.0,
            received_at.0,
            envelope.and_then(|it| it.api_version.as_deref()),
            envelope.and_then(|it| it.livemode),
            envelope.and_then(|it| it.account.as_deref()),
            envelope.and_then(|it| it.subject.as_deref()),
            prepared.compressed,
            delivered_at(prepared),
        ])
        .map(drop)
}

/// When it came by webhook. One whose signature was made out of time was refused.
fn delivered_at(prepared: &Prepared) -> Option<i64> {
    let event = &prepared.event;
    let taken = event.source() == Source::Signed && event.aside() != Some(Aside::Clock);
    taken.then_some(prepared.received_at.0)
}

/// Of several renderings of one id, the one that lists show: one that counts, in our pinned API
/// version, with the greatest digest. Never the one that came first.
fn choose_canonical(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE event SET canonical = (seq = (SELECT seq FROM event WHERE id = ?1 \
             ORDER BY (aside IS NULL AND NOT parked) DESC, api_version IS ?2 DESC, digest DESC LIMIT 1)) \
             WHERE id = ?1",
        )?
        .execute(params![id, countertop_stripe_wire::API_VERSION])
        .map(drop)
}

fn make_room_aside(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM event WHERE seq IN (SELECT seq FROM event WHERE aside = 'clock' \
             ORDER BY seq DESC LIMIT -1 OFFSET ?1)",
        )?
        .execute([MOST_ASIDE_BY_CLOCK - 1])
        .map(drop)
}

pub(crate) fn list(
    connection: &Connection,
    filter: &EventFilter,
) -> Result<Page<EventRow>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.add::<i64>("canonical = 1", []);
    conditions.span(&filter.span);
    if let Some(event_type) = &filter.event_type {
        conditions.add("type = ?", [event_type.clone()]);
    }
    conditions.page(
        connection,
        [COLUMNS, "event", BY_CREATED],
        filter.span.limit,
        row,
        |row: &EventRow| Cursor {
            at: row.created,
            id: row.id.clone(),
        },
    )
}

/// The canonical rendering of an event.
pub(crate) fn get(connection: &Connection, id: &str) -> Result<Option<StoredEvent>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, coalesce(redacted, digest), body FROM event WHERE id = ?1 AND canonical = 1"
    );
    let found = connection
        .prepare_cached(&sql)?
        .query_row([id], |it| {
            Ok((
                row(it)?,
                it.get::<_, Vec<u8>>(11)?,
                it.get::<_, Vec<u8>>(12)?,
            ))
        })
        .optional()?;
    let Some((row, digest, body)) = found else {
        return Ok(None);
    };
    let body = intact(&body, &digest).ok_or_else(|| StoreError::Damaged {
        what: format!("the event {id}"),
    })?;
    Ok(Some(StoredEvent { row, body }))
}

/// The events about any of these objects that count, newest first, a bounded number.
pub(crate) fn about(
    connection: &Connection,
    subjects: &[String],
) -> rusqlite::Result<Vec<EventRow>> {
    let marks = vec!["?"; subjects.len()].join(", ");
    let sql = format!(
        "SELECT {COLUMNS} FROM event WHERE subject IN ({marks}) AND canonical = 1 \
         AND aside IS NULL AND NOT parked ORDER BY created DESC, seq DESC LIMIT 500"
    );
    connection
        .prepare(&sql)?
        .query_map(rusqlite::params_from_iter(subjects), row)?
        .collect()
}

/// The events that meet a condition with two values, newest first, a bounded number.
pub(crate) fn rows_where(
    connection: &Connection,
    condition: &str,
    values: &[i64; 2],
    most: u32,
) -> rusqlite::Result<Vec<EventRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM event WHERE {condition} ORDER BY {BY_CREATED} LIMIT {most}");
    connection
        .prepare_cached(&sql)?
        .query_map(*values, row)?
        .collect()
}

/// Chooses the canonical rendering of every id that has several.
pub(crate) fn choose_all_canonical(connection: &Connection) -> rusqlite::Result<()> {
    let ids = connection
        .prepare("SELECT id FROM event GROUP BY id HAVING count(*) > 1")?
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    ids.iter()
        .try_for_each(|id| choose_canonical(connection, id))
}

/// How many renderings are stored.
pub(crate) fn count_all(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .query_row("SELECT count(*) FROM event", [], |row| row.get::<_, i64>(0))
        .map(i64::unsigned_abs)
}

pub(crate) fn count(connection: &Connection) -> rusqlite::Result<i64> {
    tally::of(connection, "events")
}

/// How many are left out of the payments.
pub(crate) fn left_out(connection: &Connection) -> rusqlite::Result<LeftOut> {
    connection
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE NOT parked), count(*) FILTER (WHERE parked) FROM event \
             WHERE aside IS NOT NULL OR parked = 1",
        )?
        .query_row([], |row| {
            Ok(LeftOut {
                aside: row.get::<_, i64>(0)?.unsigned_abs(),
                parked: row.get::<_, i64>(1)?.unsigned_abs(),
            })
        })
}

/// When the newest event that counts happened.
pub(crate) fn newest(connection: &Connection) -> rusqlite::Result<Option<UnixSeconds>> {
    connection
        .prepare_cached(
            "SELECT created FROM event WHERE canonical = 1 AND aside IS NULL \
             ORDER BY created DESC LIMIT 1",
        )?
        .query_row([], |row| row.get(0).map(UnixSeconds))
        .optional()
}
