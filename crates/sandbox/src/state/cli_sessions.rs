//! Sessions of the Stripe CLI: who listens, what each is still to be sent, and what it answered.
//!
//! A session is told of everything; the CLI itself leaves out what it was not asked for. Nothing is
//! sent twice: the CLI does not forward again what failed.

use rusqlite::{OptionalExtension, params};

use super::destinations::payload_of;
use super::{Payload, StateError, Work, settings};
use crate::chance::secret_letters;

/// What sessions are signed with.
const SECRET: &str = "cli_secret";
/// How long a session waits for its first connection, in milliseconds.
const UNCONNECTED_MS: i64 = 10 * 60 * 1000;

/// An event on its way to a session.
#[derive(Debug)]
pub(crate) struct Outgoing {
    pub(crate) seq: i64,
    pub(crate) payload: Payload,
    pub(crate) body: String,
}

/// Which delivery the CLI speaks of: the delivery itself, or the last one of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Which {
    Delivery(i64),
    Event(String),
}

/// What the CLI says of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CliAnswer {
    /// The CLI has it, and forwards it where it was told so.
    Acknowledged,
    /// The place that it forwards to answered.
    Forwarded(u16),
}

impl Work<'_> {
    /// What deliveries to every session are signed with: the same from the first session on.
    pub(crate) fn cli_secret(&mut self) -> Result<String, StateError> {
        if let Some(secret) = settings::get(self.sql, SECRET)? {
            return Ok(secret);
        }
        let secret = format!("whsec_{}", secret_letters(64));
        settings::set(self.sql, SECRET, &secret)?;
        Ok(secret)
    }

    /// Opens a session for some payloads. It is told of nothing before it connects.
    pub(crate) fn open_cli_session(&mut self, payloads: &[Payload]) -> Result<String, StateError> {
        let now = self.now_ms();
        self.sql
            .prepare_cached("DELETE FROM cli_session WHERE connection = 0 AND opened_ms < ?1")?
            .execute([now - UNCONNECTED_MS])?;
        // Whoever knows the id may listen, so it comes from no seed.
        let id = format!("cliws_{}", secret_letters(32));
        let words: Vec<_> = payloads.iter().map(|payload| payload.word()).collect();
        self.sql
            .prepare_cached(
                "INSERT INTO cli_session (id, payloads, opened_ms) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id, words.join(","), now])?;
        Ok(id)
    }

    /// A session's new connection, which takes the place of an earlier one; none when there is no
    /// such session.
    pub(crate) fn connect_cli_session(&mut self, id: &str) -> Result<Option<i64>, StateError> {
        self.destinations = None;
        Ok(self
            .sql
            .prepare_cached(
                "UPDATE cli_session SET connection = connection + 1 WHERE id = ?1
                 RETURNING connection",
            )?
            .query_row([id], |row| row.get(0))
            .optional()?)
    }

    /// The sessions that have connected, with the payloads that each wants.
    pub(super) fn cli_sessions(&self) -> Result<Vec<(String, Vec<Payload>)>, StateError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id, payloads FROM cli_session WHERE connection > 0 ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| {
            let payloads: String = row.get(1)?;
            let payloads = payloads.split(',').filter_map(Payload::of_word).collect();
            Ok((row.get(0)?, payloads))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many sessions are connected.
    pub(crate) fn count_cli_sessions(&self) -> Result<usize, StateError> {
        Ok(self.cli_sessions()?.len())
    }

    /// Queues an event once more for every session.
    pub(crate) fn send_again_to_cli(&mut self, event: &str) -> Result<(), StateError> {
        for (id, payloads) in self.cli_sessions()? {
            for payload in payloads {
                self.queue_delivery(event, &id, payload)?;
            }
        }
        Ok(())
    }

    /// What a connection is to send next, up to so many; each is given out once. None when another
    /// connection has taken its place.
    pub(crate) fn take_for_cli(
        &mut self,
        id: &str,
        connection: i64,
        most: usize,
    ) -> Result<Option<Vec<Outgoing>>, StateError> {
        let present = self
            .sql
            .prepare_cached("SELECT 1 FROM cli_session WHERE id = ?1 AND connection = ?2")?
            .exists(params![id, connection])?;
        if !present {
            return Ok(None);
        }
        let waiting = {
            let mut statement = self.sql.prepare_cached(
                "SELECT seq, event, payload FROM delivery
                 WHERE endpoint = ?1 AND state = 'pending' AND attempts = 0
                 ORDER BY due_ms, seq LIMIT ?2",
            )?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            statement
                .query_map(params![id, most], |row| {
                    Ok((row.get(0)?, row.get::<_, String>(1)?, payload_of(row, 2)?))
                })?
                .collect::<Result<Vec<_>, _>>()?
        };
        let mut outgoing = Vec::new();
        for (seq, event, payload) in waiting {
            self.sql
                .prepare_cached("UPDATE delivery SET attempts = 1 WHERE seq = ?1")?
                .execute([seq])?;
            outgoing.push(Outgoing {
                seq,
                payload,
                body: self.event_bytes(&event, payload, None)?,
            });
        }
        Ok(Some(outgoing))
    }

    /// Keeps what the CLI says of a delivery to its session.
    pub(crate) fn cli_answered(
        &mut self,
        id: &str,
        which: &Which,
        answer: CliAnswer,
    ) -> Result<(), StateError> {
        let seq = match which {
            Which::Delivery(seq) => Some(*seq),
            Which::Event(event) => self.last_delivery(id, event)?,
        };
        let (state, code) = match answer {
            CliAnswer::Acknowledged => ("made", None),
            CliAnswer::Forwarded(code) if (200..300).contains(&code) => ("made", Some(code)),
            CliAnswer::Forwarded(code) => ("failed", Some(code)),
        };
        self.sql
            .prepare_cached(
                // An acknowledgement that comes late says less than the answer that came before.
                "UPDATE delivery SET state = ?3, code = ?4 WHERE seq = ?1 AND endpoint = ?2
                 AND (state = 'pending' OR ?4 IS NOT NULL)",
            )?
            .execute(params![seq, id, state, code])?;
        Ok(())
    }

    fn last_delivery(&self, endpoint: &str, event: &str) -> Result<Option<i64>, StateError> {
        Ok(self
            .sql
            .prepare_cached("SELECT max(seq) FROM delivery WHERE event = ?1 AND endpoint = ?2")?
            .query_row([event, endpoint], |row| row.get(0))?)
    }

    /// Ends a session whose connection is gone, unless another has taken its place.
    pub(crate) fn end_cli_session(&mut self, id: &str, connection: i64) -> Result<(), StateError> {
        let ended = self
            .sql
            .prepare_cached("DELETE FROM cli_session WHERE id = ?1 AND connection = ?2")?
            .execute(params![id, connection])?;
        if ended > 0 {
            self.destinations = None;
            self.sql
                .prepare_cached("DELETE FROM delivery WHERE endpoint = ?1 AND state = 'pending'")?
                .execute([id])?;
        }
        Ok(())
    }

    /// Forgets the sessions of the last start.
    pub(crate) fn forget_cli_sessions(&mut self) -> Result<(), StateError> {
        self.destinations = None;
        self.sql.execute_batch(
            "DELETE FROM delivery WHERE state = 'pending'
             AND endpoint IN (SELECT id FROM cli_session);
             DELETE FROM cli_session;",
        )?;
        Ok(())
    }
}
