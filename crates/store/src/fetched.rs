//! The table `fetched`: answers of the API, as one more observation of the objects in them.

use std::collections::BTreeSet;

use countertop_domain::{Object, Observation, Seen, UnixSeconds};
use countertop_stripe_wire::objects;
use rusqlite::{Connection, Row, params};

use crate::compressed::{compress, intact};
use crate::told::{Bytes, sha256};
use crate::{StoreError, told};

/// An answer of the API.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Stripe's id of the request; `Request-Id`.
    pub request_id: String,
    /// When Stripe answered, by its own clock; `Date`.
    pub at: UnixSeconds,
    /// The exact bytes: an object or a list.
    pub body: Vec<u8>,
}

/// An answer as it is stored: the bytes that came or what an erasure left of them, under the digest of
/// those that came.
pub(crate) struct Stored {
    answer: Fetched,
    digest: [u8; 32],
    redacted: Option<[u8; 32]>,
}

impl Stored {
    /// As it came.
    pub(crate) fn whole(answer: Fetched) -> Self {
        Self {
            digest: sha256(&answer.body),
            redacted: None,
            answer,
        }
    }

    /// With what an erasure left in the place of the bytes.
    pub(crate) fn redacted(answer: &Fetched, left: Vec<u8>) -> Self {
        Self {
            digest: sha256(&answer.body),
            redacted: Some(sha256(&left)),
            answer: Fetched {
                body: left,
                ..answer.clone()
            },
        }
    }

    /// The objects inside.
    pub(crate) fn objects(&self) -> Vec<Object> {
        objects::read_answer(&self.answer.body)
    }

    /// The objects as snapshots.
    pub(crate) fn snapshots<'a>(&self, objects: &'a [Object]) -> Vec<Seen<&'a Object>> {
        let seen = |object: &'a Object| Seen {
            observation: Observation {
                at: self.answer.at,
                rank: object.rank(),
                from: self.answer.request_id.clone(),
                pinned: true,
                digest: self.digest,
            },
            object,
        };
        objects.iter().map(seen).collect()
    }
}

/// Stores an answer; says whether it is one more. Of those that say the very same, the first and
/// the last are kept: what the others saw is told by the two.
pub(crate) fn insert(
    connection: &Connection,
    stored: &Stored,
    received_at: UnixSeconds,
) -> rusqlite::Result<bool> {
    let answer = &stored.answer;
    let rows = connection
        .prepare_cached(
            "INSERT INTO fetched (digest, redacted, request_id, at, received_at, body) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            stored.digest,
            stored.redacted,
            answer.request_id,
            answer.at.0,
            received_at.0,
            compress(&answer.body),
        ])?;
    connection
        .prepare_cached(
            "DELETE FROM fetched WHERE digest = ?1 AND seq NOT IN ( \
             SELECT first_value(seq) OVER (ORDER BY at, request_id) FROM fetched WHERE digest = ?1 \
             UNION SELECT first_value(seq) OVER (ORDER BY at DESC, request_id DESC) FROM fetched \
             WHERE digest = ?1)",
        )?
        .execute([stored.digest])?;
    Ok(rows > 0)
}

/// How many answers are stored.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .query_row("SELECT count(*) FROM fetched", [], |row| {
            row.get::<_, i64>(0)
        })
        .map(i64::unsigned_abs)
}

/// Walks over every stored answer; damaged bytes come as an error with the request's id.
pub(crate) fn replay(
    connection: &Connection,
    mut visit: impl FnMut(Result<Stored, String>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare("SELECT request_id, at, digest, redacted, body FROM fetched ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let request_id: String = row.get(0)?;
        let digest: [u8; 32] = row.get(2)?;
        let redacted: Option<[u8; 32]> = row.get(3)?;
        let body: Vec<u8> = row.get(4)?;
        visit(match intact(&body, &redacted.unwrap_or(digest)) {
            Some(body) => Ok(Stored {
                digest,
                redacted,
                answer: Fetched {
                    request_id,
                    at: UnixSeconds(row.get(1)?),
                    body,
                },
            }),
            None => Err(request_id),
        })?;
    }
    Ok(())
}

/// What every look at the bytes takes of a row.
const BYTES: &str = "SELECT seq, request_id, digest, coalesce(redacted, digest), body FROM fetched";

/// Walks over the bytes of every answer.
pub(crate) fn bytes<E: From<rusqlite::Error>>(
    connection: &Connection,
    visit: impl FnMut(Bytes) -> Result<(), E>,
) -> Result<(), E> {
    told::bytes(connection, BYTES, visit)
}

/// The bytes of one answer.
pub(crate) fn bytes_of(connection: &Connection, seq: i64) -> rusqlite::Result<Bytes> {
    told::bytes_of(connection, BYTES, seq)
}

/// Puts what an erasure left in the place of the bytes.
pub(crate) fn give_way(connection: &Connection, seq: i64, body: &[u8]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE fetched SET redacted = ?2, body = ?3 WHERE seq = ?1")?
        .execute(params![seq, sha256(body), compress(body)])
        .map(drop)
}

/// An answer of the API, as it lies in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAnswer {
    /// Stripe's id of the request.
    pub request_id: String,
    /// When Stripe answered, by its own clock.
    pub at: UnixSeconds,
    /// When it came, by ours.
    pub received_at: UnixSeconds,
    /// SHA-256 of the bytes as they came.
    pub digest: [u8; 32],
    /// Whether a customer was erased from them since.
    pub erased: bool,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Walks over every answer, in the order of arrival.
pub(crate) fn walk<E: From<StoreError>>(
    connection: &Connection,
    visit: impl FnMut(RawAnswer) -> Result<(), E>,
) -> Result<(), E> {
    let query = "SELECT seq, request_id, digest, coalesce(redacted, digest), body, at, \
                 received_at, redacted IS NOT NULL FROM fetched";
    told::walk(connection, query, raw, visit)
}

fn raw(row: &Row<'_>, bytes: Bytes) -> Result<RawAnswer, StoreError> {
    Ok(RawAnswer {
        at: UnixSeconds(row.get(5)?),
        received_at: UnixSeconds(row.get(6)?),
        erased: row.get(7)?,
        digest: bytes.digest,
        request_id: bytes.name.clone(),
        body: bytes.into_body()?,
    })
}

/// Those of the ids under which an answer is kept. The index alone is read for it.
pub(crate) fn known_requests(
    connection: &Connection,
    ids: &BTreeSet<String>,
) -> rusqlite::Result<BTreeSet<String>> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let marks = vec!["?"; ids.len()].join(", ");
    connection
        .prepare(&format!(
            "SELECT DISTINCT request_id FROM fetched INDEXED BY fetched_by_digest \
             WHERE request_id IN ({marks})"
        ))?
        .query_map(rusqlite::params_from_iter(ids), |row| row.get(0))?
        .collect()
}
