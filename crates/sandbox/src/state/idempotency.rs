//! Idempotency keys: the answer that a key got, for a day.

use rusqlite::{OptionalExtension, params};

use super::{StateError, Work};

/// How long a key's answer is kept, in seconds: Stripe keeps it at least 24 hours.
const KEPT: i64 = 24 * 3600;

/// The answer that a key got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answered {
    /// The path of the first request.
    pub(crate) path: String,
    /// A digest of its parameters.
    pub(crate) digest: Vec<u8>,
    /// The status of its answer.
    pub(crate) status: u16,
    /// The body of its answer.
    pub(crate) body: String,
    /// Its request id.
    pub(crate) request_id: String,
}

impl Work<'_> {
    /// The answer that a key got in the last day.
    pub(crate) fn answered(&self, key: &str) -> Result<Option<Answered>, StateError> {
        Ok(self
            .sql
            .prepare_cached(
                "SELECT path, digest, status, body, request_id FROM idempotency_key
                 WHERE key = ?1 AND created > ?2",
            )?
            .query_row(params![key, self.now().0 - KEPT], |row| {
                Ok(Answered {
                    path: row.get(0)?,
                    digest: row.get(1)?,
                    status: row.get(2)?,
                    body: row.get(3)?,
                    request_id: row.get(4)?,
                })
            })
            .optional()?)
    }

    /// Keeps the answer that a key got, and forgets those older than a day.
    pub(crate) fn keep_answer(&mut self, key: &str, answer: &Answered) -> Result<(), StateError> {
        let now = self.now().0;
        self.sql
            .prepare_cached("DELETE FROM idempotency_key WHERE created <= ?1")?
            .execute([now - KEPT])?;
        self.sql
            .prepare_cached(
                "INSERT OR REPLACE INTO idempotency_key
                 (key, path, digest, status, body, request_id, created)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                key,
                answer.path,
                answer.digest,
                answer.status,
                answer.body,
                answer.request_id,
                now
            ])?;
        Ok(())
    }
}
