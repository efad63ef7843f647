//! Deliveries: which event is still to be sent to which endpoint, and when it is tried again.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{OptionalExtension, params};
use secrecy::SecretString;

use super::destinations::payload_of;
use super::{Kind, Payload, StateError, Work};

/// Pauses after failed attempts, in seconds: soon at first, then as patient as Stripe.
const PAUSES: [i64; 12] = [
    1, 2, 5, 15, 60, 300, 900, 3600, 7200, 10_800, 21_600, 43_200,
];
/// After this long an event is no longer tried: Stripe's three days.
const GIVE_UP_MS: i64 = 3 * 24 * 3600 * 1000;

/// A delivery that is due.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) seq: i64,
    pub(crate) event: String,
    pub(crate) endpoint: String,
    pub(crate) payload: Payload,
    /// How often it was tried before.
    pub(crate) attempts: i64,
    pub(crate) url: String,
    /// Each signs: two while a secret is rolled.
    pub(crate) secrets: Vec<SecretString>,
    /// What is sent: the same bytes at every attempt.
    pub(crate) body: String,
}

/// Where an endpoint is, and how it is to be told.
struct Address {
    url: String,
    secrets: Vec<SecretString>,
    /// The API version that it was created with.
    version: Option<String>,
}

/// A delivery as it is kept.
struct Row {
    seq: i64,
    event: String,
    payload: Payload,
    attempts: i64,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The endpoint answered 2xx.
    Taken(u16),
    /// It answered something else.
    Refused(u16),
    /// It did not answer in time, or nobody listens there.
    Unanswered,
    /// It is not on this computer, and the practice store calls nobody else.
    Elsewhere,
    /// It was lost on the way, as was asked for, and is not tried again.
    Lost,
}

/// How many deliveries there are in each state.
#[derive(Debug, Default, serde::Serialize)]
pub(crate) struct DeliveryCounts {
    made: i64,
    pending: i64,
    failed: i64,
}

impl Work<'_> {
    /// Queues an event for somebody.
    pub(crate) fn queue_delivery(
        &mut self,
        event: &str,
        endpoint: &str,
        payload: Payload,
    ) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "INSERT INTO delivery (event, endpoint, payload, state, queued_ms, due_ms)
                 VALUES (?1, ?2, ?3, 'pending', ?4, ?4)",
            )?
            .execute(params![event, endpoint, payload.word(), self.now_ms()])?;
        self.queued = true;
        Ok(())
    }

    /// What is due at an endpoint, in the order of the events, without what is under way.
    pub(crate) fn due(
        &self,
        endpoint: &str,
        under_way: &HashSet<i64>,
        most: usize,
    ) -> Result<Vec<Due>, StateError> {
        let Some(address) = self.address_of(endpoint)? else {
            return Ok(Vec::new());
        };
        let rows = {
            let mut statement = self.sql.prepare_cached(
                "SELECT seq, event, payload, attempts FROM delivery
                 WHERE state = 'pending' AND endpoint = ?1 AND due_ms <= ?2
                 ORDER BY due_ms, seq LIMIT ?3",
            )?;
            let limit = i64::try_from(most + under_way.len()).unwrap_or(i64::MAX);
            statement
                .query_map(params![endpoint, self.now_ms(), limit], |row| {
                    Ok(Row {
                        seq: row.get(0)?,
                        event: row.get(1)?,
                        payload: payload_of(row, 2)?,
                        attempts: row.get(3)?,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?
        };
        rows.into_iter()
            .filter(|row| !under_way.contains(&row.seq))
            .take(most)
            .map(|row| {
                let version = address.version.as_deref();
                Ok(Due {
                    seq: row.seq,
                    body: self.event_bytes(&row.event, row.payload, version)?,
                    event: row.event,
                    endpoint: endpoint.to_owned(),
                    payload: row.payload,
                    attempts: row.attempts,
                    url: address.url.clone(),
                    secrets: address.secrets.clone(),
                })
            })
            .collect()
    }

    /// The endpoints at which something is due, and in how many milliseconds the next is due at one
    /// of the others. One look into the index for each endpoint, however much waits.
    pub(crate) fn waiting(&self) -> Result<(Vec<String>, Option<i64>), StateError> {
        let now = self.now_ms();
        let mut first = self.sql.prepare_cached(
            "SELECT min(due_ms) FROM delivery WHERE state = 'pending' AND endpoint = ?1",
        )?;
        let (mut due, mut next) = (Vec::new(), None::<i64>);
        for id in self.addresses()? {
            match first.query_row([&id], |row| row.get::<_, Option<i64>>(0))? {
                Some(at) if at <= now => due.push(id),
                Some(at) => next = Some(next.map_or(at - now, |other| other.min(at - now))),
                None => {}
            }
        }
        Ok((due, next))
    }

    /// Keeps how an attempt ended, and when the next one is.
    pub(crate) fn attempted(&mut self, seq: i64, outcome: Outcome) -> Result<(), StateError> {
        let known = self
            .sql
            .prepare_cached("SELECT endpoint, attempts, queued_ms FROM delivery WHERE seq = ?1")?
            .query_row([seq], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get(2)?))
            })
            .optional()?;
        // The endpoint was deleted meanwhile.
        let Some((endpoint, attempts, queued)) = known else {
            return Ok(());
        };
        let pause = usize::try_from(attempts).ok().and_then(|at| PAUSES.get(at));
        let due = self.now_ms() + 1000 * pause.or(PAUSES.last()).copied().unwrap_or(0);
        let (state, code) = match outcome {
            Outcome::Taken(code) => ("made", Some(code)),
            Outcome::Elsewhere | Outcome::Lost => ("failed", None),
            Outcome::Refused(code) => (after_failure(due, queued), Some(code)),
            Outcome::Unanswered => (after_failure(due, queued), None),
        };
        self.sql
            .prepare_cached(
                // What was given up meanwhile, as its endpoint was disabled, is not tried again.
                "UPDATE delivery SET state = ?2, code = ?3, due_ms = ?4, attempts = attempts + 1
                 WHERE seq = ?1 AND (state = 'pending' OR ?2 = 'made')",
            )?
            .execute(params![seq, state, code, due])?;
        self.fared(&endpoint, outcome)
    }

    /// How many deliveries were made, are pending, have failed.
    pub(crate) fn delivery_counts(&self) -> Result<DeliveryCounts, StateError> {
        let mut counts = DeliveryCounts::default();
        let mut statement = self
            .sql
            .prepare_cached("SELECT state, count(*) FROM delivery GROUP BY state")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let count = row.get(1)?;
            match row.get::<_, String>(0)?.as_str() {
                "made" => counts.made = count,
                "pending" => counts.pending = count,
                _ => counts.failed = count,
            }
        }
        Ok(counts)
    }

    /// The events of which not everybody has been told.
    pub(crate) fn undelivered(&self) -> Result<BTreeSet<String>, StateError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT DISTINCT event FROM delivery WHERE state <> 'made'")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many endpoints an event is or was to be delivered to.
    pub(super) fn deliveries_of(&self, event: &str) -> Result<i64, StateError> {
        Ok(self
            .sql
            .prepare_cached("SELECT count(*) FROM delivery WHERE event = ?1")?
            .query_row([event], |row| row.get(0))?)
    }

    /// How many endpoints an event is still to be delivered to.
    pub(super) fn pending_deliveries(&self, event: &str) -> Result<i64, StateError> {
        Ok(self
            .sql
            .prepare_cached("SELECT count(*) FROM delivery WHERE event = ?1 AND state = 'pending'")?
            .query_row([event], |row| row.get(0))?)
    }

    /// Forgets an endpoint's secret and what was to be delivered to it.
    pub(crate) fn forget_deliveries(&mut self, endpoint: &str) -> Result<(), StateError> {
        for text in [
            "DELETE FROM endpoint_secret WHERE endpoint = ?1",
            "DELETE FROM delivery WHERE endpoint = ?1 AND state = 'pending'",
        ] {
            self.sql.prepare_cached(text)?.execute([endpoint])?;
        }
        Ok(())
    }

    /// Gives up what was to be delivered to an endpoint: it was disabled.
    pub(crate) fn give_up_deliveries(&mut self, endpoint: &str) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "UPDATE delivery SET state = 'failed' WHERE endpoint = ?1 AND state = 'pending'",
            )?
            .execute([endpoint])?;
        Ok(())
    }

    /// Tries all that is pending at an endpoint again now: it has moved.
    pub(crate) fn deliver_at_once(&mut self, endpoint: &str) -> Result<(), StateError> {
        self.sql
            .prepare_cached(
                "UPDATE delivery SET due_ms = ?2, attempts = 0
                 WHERE endpoint = ?1 AND state = 'pending'",
            )?
            .execute(params![endpoint, self.now_ms()])?;
        self.queued = true;
        Ok(())
    }

    fn address_of(&self, endpoint: &str) -> Result<Option<Address>, StateError> {
        let kind = Kind::of_id(endpoint).unwrap_or(Kind::WebhookEndpoint);
        let Some(object) = self.find(kind, endpoint)? else {
            return Ok(None);
        };
        let (url, version) = if kind == Kind::EventDestination {
            let url = &object["webhook_endpoint"]["url"];
            (url, &object["snapshot_api_version"])
        } else {
            (&object["url"], &object["api_version"])
        };
        Ok(Some(Address {
            url: url.as_str().unwrap_or_default().to_owned(),
            secrets: self.secrets_of(endpoint)?,
            version: version.as_str().map(str::to_owned),
        }))
    }

    /// The ids of all that have an address, whether or not they are enabled.
    fn addresses(&self) -> Result<Vec<String>, StateError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT id FROM object WHERE kind IN (?1, ?2)")?;
        let kinds = [Kind::WebhookEndpoint, Kind::EventDestination].map(Kind::object);
        let ids = statement.query_map(kinds, |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

fn after_failure(due: i64, queued: i64) -> &'static str {
    if due - queued > GIVE_UP_MS {
        "failed"
    } else {
        "pending"
    }
}
