//! The table `fetched`: answers of the API, as one more observation of the objects in them.

use countertop_domain::{Object, Observation, Seen, UnixSeconds};
use countertop_stripe_wire::objects;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::compressed::{compress, intact};

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

impl Fetched {
    fn digest(&self) -> [u8; 32] {
        Sha256::digest(&self.body).into()
    }

    /// The objects inside.
    pub(crate) fn objects(&self) -> Vec<Object> {
        objects::read_answer(&self.body)
    }

    /// The objects as snapshots.
    pub(crate) fn snapshots<'a>(&self, objects: &'a [Object]) -> Vec<Seen<&'a Object>> {
        let digest = self.digest();
        let seen = |object: &'a Object| Seen {
            observation: Observation {
                at: self.at,
                rank: object.rank(),
                from: self.request_id.clone(),
                pinned: true,
                digest,
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
    fetched: &Fetched,
    received_at: UnixSeconds,
) -> rusqlite::Result<bool> {
    let rows = connection
        .prepare_cached(
            "INSERT INTO fetched (digest, request_id, at, received_at, body) \
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            fetched.digest(),
            fetched.request_id,
            fetched.at.0,
            received_at.0,
            compress(&fetched.body),
        ])?;
    connection
        .prepare_cached(
            "DELETE FROM fetched WHERE digest = ?1 AND seq NOT IN ( \
             SELECT first_value(seq) OVER (ORDER BY at, request_id) FROM fetched WHERE digest = ?1 \
             UNION SELECT first_value(seq) OVER (ORDER BY at DESC, request_id DESC) FROM fetched \
             WHERE digest = ?1)",
        )?
        .execute([fetched.digest()])?;
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
    mut visit: impl FnMut(Result<Fetched, String>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare("SELECT request_id, at, digest, body FROM fetched ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let request_id: String = row.get(0)?;
        let (digest, body): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
        visit(match intact(&body, &digest) {
            Some(body) => Ok(Fetched {
                request_id,
                at: UnixSeconds(row.get(1)?),
                body,
            }),
            None => Err(request_id),
        })?;
    }
    Ok(())
}
