//! The bytes of what was told, be it an event or an answer of the API.

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use crate::StoreError;
use crate::compressed::intact;

/// The bytes of one row.
pub(crate) struct Bytes {
    /// The row's number.
    pub(crate) seq: i64,
    /// What the row is called: an event's id, or a request's.
    pub(crate) name: String,
    /// SHA-256 of the bytes as they came.
    pub(crate) digest: [u8; 32],
    /// The bytes; none when they are damaged.
    body: Option<Vec<u8>>,
}

impl Bytes {
    /// Of a row of seq, name, digest, digest of the bytes that are there, and those.
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (of_these, stored): (Vec<u8>, Vec<u8>) = (row.get(3)?, row.get(4)?);
        Ok(Self {
            seq: row.get(0)?,
            name: row.get(1)?,
            digest: row.get(2)?,
            body: intact(&stored, &of_these),
        })
    }

    /// The bytes.
    ///
    /// # Errors
    /// When they are not what was stored.
    pub(crate) fn body(&self) -> Result<&[u8], StoreError> {
        self.body.as_deref().ok_or_else(|| damaged(&self.name))
    }

    /// The bytes, to be kept.
    ///
    /// # Errors
    /// When they are not what was stored.
    pub(crate) fn into_body(self) -> Result<Vec<u8>, StoreError> {
        self.body.ok_or_else(|| damaged(&self.name))
    }
}

/// Walks over the bytes of every row; the query gives those that [`Bytes::of`] names.
pub(crate) fn bytes<E: From<rusqlite::Error>>(
    connection: &Connection,
    query: &str,
    mut visit: impl FnMut(Bytes) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = connection.prepare(&format!("{query} ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(Bytes::of(row)?)?;
    }
    Ok(())
}

/// The bytes of one row.
pub(crate) fn bytes_of(connection: &Connection, query: &str, seq: i64) -> rusqlite::Result<Bytes> {
    connection
        .prepare_cached(&format!("{query} WHERE seq = ?1"))?
        .query_row([seq], Bytes::of)
}

/// Walks over every row, in the order of arrival, as what `read` makes of it. The query gives what
/// [`Bytes::of`] names, and then what `read` takes.
pub(crate) fn walk<T, E: From<StoreError>>(
    connection: &Connection,
    query: &str,
    read: impl Fn(&Row<'_>, Bytes) -> Result<T, StoreError>,
    mut visit: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error| E::from(StoreError::from(error));
    let mut statement = connection
        .prepare(&format!("{query} ORDER BY seq"))
        .map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let bytes = Bytes::of(row).map_err(failed)?;
        visit(read(row, bytes)?)?;
    }
    Ok(())
}

fn damaged(name: &str) -> StoreError {
    StoreError::Damaged {
        what: format!("what {name} told"),
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
