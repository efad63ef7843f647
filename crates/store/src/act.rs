//! The table `act`: what the merchant did here, append-only.

use countertop_domain::payment::Facts;
use countertop_domain::{Act, ActKind, PaymentLinkId};
use rusqlite::{Connection, Row, params};

use crate::StoreError;
use crate::column::{from_json, json};

/// Appends an act on a payment or a link; `at` is in milliseconds since 1970.
pub(crate) fn insert(
    connection: &Connection,
    subject: &str,
    at: i64,
    kind: &ActKind,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO act (subject, at, act) VALUES (?1, ?2, ?3)")?
        .execute(params![subject, at, json(kind)?])
        .map(drop)
}

/// What was done to a payment: also what was done to one of its charges while that was taken for a
/// payment of its own.
pub(crate) fn of(
    connection: &Connection,
    payment: &str,
    facts: &Facts,
) -> rusqlite::Result<Vec<Act>> {
    let mut acts = on(connection, payment)?;
    for charge in facts.charges.iter().map(|it| it.object.id.as_str()) {
        if charge != payment {
            acts.extend(on(connection, charge)?);
        }
    }
    Ok(acts)
}

/// What was done to a link, in order.
pub(crate) fn on_link(connection: &Connection, link: &PaymentLinkId) -> rusqlite::Result<Vec<Act>> {
    on(connection, link.as_str())
}

fn on(connection: &Connection, subject: &str) -> rusqlite::Result<Vec<Act>> {
    connection
        .prepare_cached("SELECT seq, at, act FROM act WHERE subject = ?1 ORDER BY seq")?
        .query_map([subject], act)?
        .collect()
}

fn act(row: &Row<'_>) -> rusqlite::Result<Act> {
    let seq: i64 = row.get(0)?;
    Ok(Act {
        // Of even length, so that ids sort as the acts were done.
        id: format!("act_{seq:012}"),
        at: row.get(1)?,
        kind: from_json(row, 2)?.ok_or(rusqlite::Error::InvalidQuery)?,
    })
}

/// Copies all acts into another ledger that has none.
pub(crate) fn copy(from: &Connection, into: &Connection) -> rusqlite::Result<()> {
    let mut read = from.prepare("SELECT seq, subject, at, act FROM act ORDER BY seq")?;
    let mut write =
        into.prepare("INSERT OR IGNORE INTO act (seq, subject, at, act) VALUES (?1, ?2, ?3, ?4)")?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        write.execute(params![
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, String>(3)?
        ])?;
    }
    Ok(())
}

/// The notes that say something, by number, each with what it was written about.
pub(crate) fn all_notes(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    connection
        .prepare(
            "SELECT seq, subject FROM act WHERE act ->> 'kind' = 'note' AND act ->> 'text' != ''",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Leaves of a note only that there was one.
pub(crate) fn empty_note(connection: &Connection, seq: i64) -> rusqlite::Result<()> {
    let text = String::new();
    connection
        .prepare_cached("UPDATE act SET act = ?2 WHERE seq = ?1")?
        .execute(params![seq, json(&ActKind::Note { text })?])
        .map(drop)
}

/// Walks over every act with what it was done to, in order.
pub(crate) fn walk<E: From<StoreError>>(
    connection: &Connection,
    mut visit: impl FnMut(&str, Act) -> Result<(), E>,
) -> Result<(), E> {
    let read = |error| E::from(StoreError::from(error));
    let mut statement = connection
        .prepare("SELECT seq, at, act, subject FROM act ORDER BY seq")
        .map_err(read)?;
    let mut rows = statement.query([]).map_err(read)?;
    while let Some(row) = rows.next().map_err(read)? {
        let subject: String = row.get(3).map_err(read)?;
        visit(&subject, act(row).map_err(read)?)?;
    }
    Ok(())
}
