//! The table `delivery`: what came to the door, refused or not, a bounded number of the newest.
//!
//! It is a log for people, not a record: it never makes an answer wait. What is noted is written with
//! what follows the payments, and lost when the machine stops before.

use std::sync::{Mutex, PoisonError};

use countertop_domain::UnixSeconds;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use crate::page::Conditions;
use crate::{Cursor, Page, Span, StoreError};

/// How many deliveries are kept.
const KEPT: i64 = 10_000;
/// How many wait to be written at most: the oldest give way.
const WAITING: usize = 2048;
/// What a delivery's id begins with; its number follows.
const PREFIX: &str = "dlv_";

const COLUMNS: &str = "seq, at, status, code, event, bytes, digest, count, symptom";

/// One attempt to deliver, or several refused in the same way within a second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// When.
    pub at: UnixSeconds,
    /// The HTTP status that was answered.
    pub status: u16,
    /// Why it was refused, as a code of the signature check.
    pub code: Option<String>,
    /// The event's id, where one was read.
    pub event: Option<String>,
    /// How long the body was, as far as it was read or announced.
    pub bytes: u64,
    /// The SHA-256 of the body, where it was read whole.
    pub digest: Option<[u8; 32]>,
    /// What the body tells, where its signature fits no secret.
    pub symptom: Option<String>,
    /// How many it stands for.
    pub count: u64,
}

/// A delivery in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Its id in this ledger.
    pub id: String,
    /// What happened.
    pub delivery: Delivery,
}

/// What was noted and is not written yet.
#[derive(Debug, Default)]
pub(crate) struct Noted(Mutex<Vec<Delivery>>);

impl Noted {
    pub(crate) fn add(&self, delivery: Delivery) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= WAITING {
            waiting.drain(..WAITING / 2);
        }
        waiting.push(delivery);
    }

    pub(crate) fn is_empty(&self) -> bool {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.is_empty()
    }

    pub(crate) fn take(&self) -> Vec<Delivery> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Writes what was noted, and forgets the oldest beyond the bound.
pub(crate) fn write(connection: &Connection, deliveries: &[Delivery]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO delivery (at, status, code, event, bytes, digest, count, symptom) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for it in deliveries {
        let number = |it| i64::try_from(it).unwrap_or(i64::MAX);
        let (bytes, count) = (number(it.bytes), number(it.count));
        insert.execute(params![
            it.at.0, it.status, it.code, it.event, bytes, it.digest, count, it.symptom
        ])?;
    }
    connection
        .prepare_cached("DELETE FROM delivery WHERE seq <= ?1")?
        .execute([connection.last_insert_rowid() - KEPT])
        .map(drop)
}

/// How many the log holds: accepted, and refused.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<(u64, u64)> {
    connection
        .prepare_cached(
            "SELECT coalesce(sum(count) FILTER (WHERE status = 200), 0), \
             coalesce(sum(count) FILTER (WHERE status != 200), 0) FROM delivery",
        )?
        .query_row([], |row| {
            let of = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
            Ok((of(0)?, of(1)?))
        })
}

/// Which deliveries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    All,
    Refused,
}

pub(crate) fn list(
    connection: &Connection,
    span: &Span,
    which: Which,
) -> Result<Page<DeliveryRow>, StoreError> {
    let mut conditions = Conditions::default();
    if which == Which::Refused {
        conditions.add("status <> ?", [200]);
    }
    if let Some(from) = span.from {
        conditions.add("at >= ?", [from.0]);
    }
    if let Some(to) = span.to {
        conditions.add("at < ?", [to.0]);
    }
    if let Some(after) = &span.after {
        let number = after.id.strip_prefix(PREFIX).unwrap_or_default();
        // A text that was never a cursor of this list comes after everything.
        let seq = number.parse().unwrap_or(0);
        conditions.add("(at, seq) < (?, ?)", [after.at.0, seq].map(Value::from));
    }
    conditions.page(
        connection,
        [COLUMNS, "delivery", "at DESC, seq DESC"],
        span.limit,
        row,
        |row: &DeliveryRow| Cursor {
            at: row.delivery.at,
            id: row.id.clone(),
        },
    )
}

fn row(row: &Row<'_>) -> rusqlite::Result<DeliveryRow> {
    let seq: i64 = row.get(0)?;
    Ok(DeliveryRow {
        // Of even length, so that ids sort as texts do.
        id: format!("{PREFIX}{seq:012}"),
        delivery: Delivery {
            at: UnixSeconds(row.get(1)?),
            status: row.get(2)?,
            code: row.get(3)?,
            event: row.get(4)?,
            bytes: row.get::<_, i64>(5)?.unsigned_abs(),
            digest: row.get(6)?,
            count: row.get::<_, i64>(7)?.unsigned_abs(),
            symptom: row.get(8)?,
        },
    })
}
