//! The table `listed`: which events the API's list named, append-only. Held against the events that
//! came, it shows what is missing on either side.

use countertop_domain::UnixSeconds;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{EventRow, Place, event};

/// Which events an endpoint is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Types {
    /// All but thin ones.
    All,
    /// Of these types only.
    Only(Vec<String>),
}

/// Both sides counted, over a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Listed events that came by webhook.
    pub by_webhook: u64,
    /// Listed events of the endpoint's types that never came by webhook.
    pub by_catch_up: u64,
    /// Listed events of types that the endpoint is not sent.
    pub not_sent: u64,
    /// Events that came by webhook, and are not in the list where that was read.
    pub unlisted: u64,
    /// Thin events, which are in no list.
    pub thin: u64,
}

/// A listed event that came by webhook late, or never.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Its id.
    pub event: String,
    /// Its type, where it has one.
    pub event_type: Option<String>,
    /// When it was created.
    pub created: UnixSeconds,
    /// When the ledger was first told of it.
    pub learned_at: UnixSeconds,
    /// When it came by webhook, if it did.
    pub delivered_at: Option<UnixSeconds>,
}

/// Events that are no snapshots of an object. Their types begin with the version of their API.
const THIN: &str = "(e.type GLOB 'v[0-9]*.*')";
/// Whether any rendering of the event came by webhook.
const DELIVERED: &str =
    "EXISTS (SELECT 1 FROM event d WHERE d.id = e.id AND d.delivered_at IS NOT NULL)";
const LISTED: &str = "EXISTS (SELECT 1 FROM listed l WHERE l.event = e.id)";
/// Whether the list was read past the event. What came since is not in it yet, which says nothing.
const READ: &str = "e.created < coalesce((SELECT max(created) FROM listed), 0)";

impl Types {
    /// A condition on the event's type, and its values.
    fn condition(&self) -> (String, Vec<Value>) {
        match self {
            Self::All => (format!("NOT coalesce({THIN}, 0)"), Vec::new()),
            Self::Only(types) => {
                let marks = vec!["?"; types.len()].join(", ");
                let values = types.iter().cloned().map(Value::from);
                (format!("e.type IN ({marks})"), values.collect())
            }
        }
    }
}

/// Notes that the list named an event.
pub(crate) fn insert(
    connection: &Connection,
    event: &str,
    created: UnixSeconds,
    listed_at: UnixSeconds,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO listed (event, created, listed_at) VALUES (?1, ?2, ?3) \
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![event, created.0, listed_at.0])
        .map(drop)
}

/// What the ledger lacks of the listed events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lacking {
    pub(crate) count: u64,
    /// When the oldest of them was created.
    pub(crate) oldest: Option<UnixSeconds>,
    /// Up to this row none is lacking.
    pub(crate) none_through: i64,
}

/// Looks at the rows after one, from a time on, for events that the ledger does not have. What lies in
/// a gap is given up.
pub(crate) fn lacking(
    connection: &Connection,
    after: i64,
    since: UnixSeconds,
) -> rusqlite::Result<Lacking> {
    connection
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE lacking), min(created) FILTER (WHERE lacking), \
             coalesce(min(seq) FILTER (WHERE lacking) - 1, max(seq), ?1) \
             FROM (SELECT seq, created, \
             NOT EXISTS (SELECT 1 FROM event e WHERE e.id = l.event) \
             AND NOT EXISTS (SELECT 1 FROM gap WHERE created >= since AND created < until) AS lacking \
             FROM listed l WHERE seq > ?1 AND created >= ?2)",
        )?
        .query_row([after, since.0], |row| {
            Ok(Lacking {
                count: row.get::<_, i64>(0)?.unsigned_abs(),
                oldest: row.get::<_, Option<i64>>(1)?.map(UnixSeconds),
                none_through: row.get(2)?,
            })
        })
}

/// A bounded number of the listed events that the ledger does not have, by their ids.
pub(crate) fn lacking_named(
    connection: &Connection,
    since: UnixSeconds,
    most: u32,
) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT event FROM listed l \
             WHERE created >= ?1 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = l.event) \
             AND NOT EXISTS (SELECT 1 FROM gap WHERE created >= since AND created < until) \
             ORDER BY seq LIMIT ?2",
        )?
        .query_map(params![since.0, most], |row| row.get(0))?
        .collect()
}

/// The newest listed event before a time.
pub(crate) fn before(
    connection: &Connection,
    time: UnixSeconds,
) -> rusqlite::Result<Option<Place>> {
    connection
        .prepare_cached(
            "SELECT event, created FROM listed WHERE created < ?1 ORDER BY created DESC LIMIT 1",
        )?
        .query_row([time.0], |row| {
            Ok(Place {
                event: row.get(0)?,
                created: UnixSeconds(row.get(1)?),
            })
        })
        .optional()
}

/// Counts both sides over events created from a time on and before another.
pub(crate) fn tally(
    connection: &Connection,
    types: &Types,
    [from, to]: [UnixSeconds; 2],
) -> rusqlite::Result<Tally> {
    let (of_types, mut values) = types.condition();
    // Materialized, so that both ways are looked up once for each event and not for each count.
    let sql = format!(
        "WITH seen AS MATERIALIZED (SELECT {LISTED} AS listed, {DELIVERED} AS delivered, \
         coalesce({of_types}, 0) AS sent, coalesce({THIN}, 0) AS thin, {READ} AS read \
         FROM event e WHERE e.canonical = 1 AND e.parsed = 1 \
         AND (e.aside IS NULL OR e.aside = 'clock') AND e.created >= ? AND e.created < ?) \
         SELECT count(*) FILTER (WHERE listed AND delivered), \
         count(*) FILTER (WHERE listed AND NOT delivered AND sent), \
         count(*) FILTER (WHERE listed AND NOT delivered AND NOT sent), \
         count(*) FILTER (WHERE delivered AND NOT listed AND NOT thin AND read), \
         count(*) FILTER (WHERE thin) FROM seen"
    );
    values.extend([from.0.into(), to.0.into()]);
    connection
        .prepare_cached(&sql)?
        .query_row(rusqlite::params_from_iter(values), |row| {
            let of = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
            Ok(Tally {
                by_webhook: of(0)?,
                by_catch_up: of(1)?,
                not_sent: of(2)?,
                unlisted: of(3)?,
                thin: of(4)?,
            })
        })
}

/// Listed events of an endpoint's types that never came by webhook, or came later than so many seconds
/// after their creation; newest first, a bounded number.
pub(crate) fn undelivered(
    connection: &Connection,
    types: &Types,
    [from, to]: [UnixSeconds; 2],
    later_than: Option<i64>,
    most: u32,
) -> rusqlite::Result<Vec<Undelivered>> {
    let (of_types, types) = types.condition();
    // Nearly all were delivered: what was is left out before anything else is looked up of it.
    let came = match later_than {
        Some(_) => "(delivered IS NULL OR delivered > e.created + ?)".to_owned(),
        None => format!("NOT {DELIVERED}"),
    };
    let sql = format!(
        "SELECT e.id, e.type, e.created, \
         (SELECT min(r.received_at) FROM event r WHERE r.id = e.id), \
         (SELECT min(d.delivered_at) FROM event d WHERE d.id = e.id) AS delivered \
         FROM event e WHERE e.canonical = 1 AND e.created >= ? AND e.created < ? AND {came} \
         AND {of_types} AND {LISTED} ORDER BY e.created DESC, e.id DESC LIMIT ?"
    );
    let mut values = vec![Value::from(from.0), to.0.into()];
    values.extend(later_than.map(Value::from));
    values.extend(types);
    values.push(most.into());
    connection
        .prepare_cached(&sql)?
        .query_map(rusqlite::params_from_iter(values), |row| {
            Ok(Undelivered {
                event: row.get(0)?,
                event_type: row.get(1)?,
                created: UnixSeconds(row.get(2)?),
                learned_at: UnixSeconds(row.get(3)?),
                delivered_at: row.get::<_, Option<i64>>(4)?.map(UnixSeconds),
            })
        })?
        .collect()
}

/// Events that came by webhook and are not in the list, newest first, a bounded number.
pub(crate) fn unlisted(
    connection: &Connection,
    [from, to]: [UnixSeconds; 2],
    most: u32,
) -> rusqlite::Result<Vec<EventRow>> {
    let condition = format!(
        "seq IN (SELECT e.seq FROM event e WHERE e.canonical = 1 AND e.parsed = 1 \
         AND (e.aside IS NULL OR e.aside = 'clock') AND NOT coalesce({THIN}, 0) \
         AND {DELIVERED} AND NOT {LISTED} AND {READ} AND e.created >= ?1 AND e.created < ?2)"
    );
    event::rows_where(connection, &condition, &[from.0, to.0], most)
}
