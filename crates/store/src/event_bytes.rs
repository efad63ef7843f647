//! The bytes in the table `event`, one after the other: to take a customer out of
//! them, or to give them all away.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::Envelope;
use rusqlite::{Connection, Row, params};

use crate::compressed::compress;
use crate::told::{Bytes, sha256};
use crate::{StoreError, told};

/// What every look at the bytes takes of a row.
const BYTES: &str = "SELECT seq, id, digest, coalesce(redacted, digest), body FROM event";

/// Walks over the bytes of every rendering.
pub(crate) fn bytes<E: From<rusqlite::Error>>(
    connection: &Connection,
    visit: impl FnMut(Bytes) -> Result<(), E>,
) -> Result<(), E> {
    told::bytes(connection, BYTES, visit)
}

/// The bytes of one rendering.
pub(crate) fn bytes_of(connection: &Connection, seq: i64) -> rusqlite::Result<Bytes> {
    told::bytes_of(connection, BYTES, seq)
}

/// Puts what an erasure left in the place of the bytes. What it was about may be the customer.
pub(crate) fn give_way(connection: &Connection, seq: i64, body: &[u8]) -> rusqlite::Result<()> {
    let subject = Envelope::parse(body).and_then(|it| it.subject);
    connection
        .prepare_cached("UPDATE event SET redacted = ?2, subject = ?3, body = ?4 WHERE seq = ?1")?
        .execute(params![seq, sha256(body), subject, compress(body)])
        .map(drop)
}

/// A rendering of an event, as it lies in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawEvent {
    /// The event's id.
    pub id: String,
    /// How it was learned: `webhook`, `api` or `import`.
    pub source: String,
    /// When.
    pub received_at: UnixSeconds,
    /// Whether the bytes are an event.
    pub parsed: bool,
    /// SHA-256 of the bytes as they came.
    pub digest: [u8; 32],
    /// Whether a customer was erased from them since.
    pub erased: bool,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Walks over every rendering, in the order of arrival.
pub(crate) fn walk<E: From<StoreError>>(
    connection: &Connection,
    visit: impl FnMut(RawEvent) -> Result<(), E>,
) -> Result<(), E> {
    let query = "SELECT seq, id, digest, coalesce(redacted, digest), body, source, received_at, \
                 parsed, redacted IS NOT NULL FROM event";
    told::walk(connection, query, raw, visit)
}

fn raw(row: &Row<'_>, bytes: Bytes) -> Result<RawEvent, StoreError> {
    Ok(RawEvent {
        source: row.get(5)?,
        received_at: UnixSeconds(row.get(6)?),
        parsed: row.get(7)?,
        erased: row.get(8)?,
        digest: bytes.digest,
        id: bytes.name.clone(),
        body: bytes.into_body()?,
    })
}
