//! The table `snapshot`: the newest known state of each object.

use std::collections::{BTreeSet, HashMap};

use countertop_domain::payment::Facts;
use countertop_domain::{
    Known, Lack, Named, Object, ObjectKind, Observation, Seen, Snapshots, UnixSeconds, concerned,
    gather,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::StoreError;
use crate::column::from_json;

const COLUMNS: &str = "at, rank, origin, pinned, digest, object, paid_at";

/// Keeps a snapshot when it is newer than the one that is known; says whether that changes what can
/// be made of it. `json` is the object as the row holds it.
pub(crate) fn upsert(
    connection: &Connection,
    seen: &Seen<&Object>,
    json: &str,
) -> rusqlite::Result<bool> {
    let (object, observation) = (seen.object, &seen.observation);
    let ties = object.ties();
    let rows = connection
        .prepare_cached(
            "INSERT INTO snapshot (kind, id, intent, charge, invoice, subscription, first_at, \
             paid_at, at, rank, origin, pinned, digest, object) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, ?9, ?10, ?11, ?12, ?13) \
             ON CONFLICT DO UPDATE SET intent = excluded.intent, charge = excluded.charge, \
             invoice = excluded.invoice, subscription = excluded.subscription, \
             first_at = min(first_at, excluded.first_at), \
             paid_at = min(coalesce(paid_at, excluded.paid_at), coalesce(excluded.paid_at, paid_at)), \
             at = excluded.at, rank = excluded.rank, origin = excluded.origin, \
             pinned = excluded.pinned, digest = excluded.digest, object = excluded.object \
             WHERE (excluded.at, excluded.rank, excluded.origin, excluded.pinned, excluded.digest) \
             > (at, rank, origin, pinned, digest)",
        )?
        .execute(params![
            object.kind().as_str(),
            object.id(),
            ties.intent.map(|it| it.as_str()),
            ties.charge.map(|it| it.as_str()),
            ties.invoice.map(|it| it.as_str()),
            ties.subscription.map(|it| it.as_str()),
            observation.at.0,
            paid_at(seen),
            observation.rank.cast_signed(),
            observation.from,
            observation.pinned,
            observation.digest,
            json,
        ])?;
    if rows > 0 {
        return Ok(true);
    }
    keep_earliest(connection, seen)
}

/// Even an older state than the newest can be the first sighting, which is a link's time, or the
/// first word of payment, which is a payment's.
fn keep_earliest(connection: &Connection, seen: &Seen<&Object>) -> rusqlite::Result<bool> {
    let rows = connection
        .prepare_cached(
            "UPDATE snapshot SET first_at = min(first_at, ?3), \
             paid_at = min(coalesce(paid_at, ?4), coalesce(?4, paid_at)) \
             WHERE kind = ?1 AND id = ?2 AND (first_at > ?3 OR ?4 < coalesce(paid_at, ?4 + 1))",
        )?
        .execute(params![
            seen.object.kind().as_str(),
            seen.object.id(),
            seen.observation.at.0,
            paid_at(seen),
        ])?;
    let is_dated_so = seen.object.kind() == ObjectKind::Link || seen.object.tells_paid();
    Ok(rows > 0 && is_dated_so)
}

/// When money was taken, as this state tells; null when it does not.
fn paid_at(seen: &Seen<&Object>) -> Option<i64> {
    seen.object.paid_at(&seen.observation).map(|it| it.0)
}

fn observation(row: &Row<'_>) -> rusqlite::Result<Observation> {
    Ok(Observation {
        at: UnixSeconds(row.get(0)?),
        rank: row.get::<_, i64>(1)?.cast_unsigned(),
        from: row.get(2)?,
        pinned: row.get(3)?,
        digest: row.get(4)?,
    })
}

fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    let object = from_json(row, 5)?.ok_or(rusqlite::Error::InvalidQuery)?;
    Ok(Known {
        seen: Seen {
            object,
            observation: observation(row)?,
        },
        first_paid_at: row.get::<_, Option<i64>>(6)?.map(UnixSeconds),
    })
}

/// One object by family and id.
pub(crate) fn get(
    connection: &Connection,
    kind: ObjectKind,
    id: &str,
) -> rusqlite::Result<Option<Known>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM snapshot WHERE kind = ?1 AND id = ?2"
        ))?
        .query_row([kind.as_str(), id], known)
        .optional()
}

/// What told the newest known state of an object: the id of an event or of a request, and the digest of
/// its bytes.
pub(crate) fn origin(
    connection: &Connection,
    kind: ObjectKind,
    id: &str,
) -> rusqlite::Result<Option<(String, [u8; 32])>> {
    connection
        .prepare_cached("SELECT origin, digest FROM snapshot WHERE kind = ?1 AND id = ?2")?
        .query_row([kind.as_str(), id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// The payment that an object belongs to, as far as the object itself tells.
pub(crate) fn payment_of(connection: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    let named: Option<Option<String>> = connection
        .prepare_cached("SELECT coalesce(intent, charge) FROM snapshot WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(named.map(|it| it.unwrap_or_else(|| id.to_owned())))
}

/// When an object was first seen.
pub(crate) fn first_seen(
    connection: &Connection,
    kind: ObjectKind,
    id: &str,
) -> rusqlite::Result<Option<UnixSeconds>> {
    connection
        .prepare_cached("SELECT first_at FROM snapshot WHERE kind = ?1 AND id = ?2")?
        .query_row([kind.as_str(), id], |row| row.get(0).map(UnixSeconds))
        .optional()
}

/// Objects that a transaction saw for the first time: what was just written need not be read back.
#[derive(Default)]
pub(crate) struct Fresh(HashMap<String, Known>);

impl Fresh {
    /// Takes up a snapshot that is the newest; `before` is the state that was known.
    pub(crate) fn take(&mut self, seen: &Seen<&Object>, before: Option<&Known>) {
        let id = seen.object.id();
        if before.is_some() {
            // What is known of it is more than this state: it is read when it is needed.
            self.0.remove(id);
            return;
        }
        let known = Known {
            seen: Seen {
                object: seen.object.clone(),
                observation: seen.observation.clone(),
            },
            first_paid_at: paid_at(seen).map(UnixSeconds),
        };
        self.0.insert(id.to_owned(), known);
    }

    fn get(&self, kind: &str, id: &str) -> Option<Known> {
        let known = self.0.get(id)?;
        // A link and its items share their id.
        (known.seen.object.kind().as_str() == kind).then(|| known.clone())
    }
}

/// The newest state of an object within a transaction that may have seen it for the first time.
pub(crate) fn newest(
    connection: &Connection,
    fresh: &Fresh,
    kind: ObjectKind,
    id: &str,
) -> rusqlite::Result<Option<Known>> {
    Table { connection, fresh }.get(kind, id)
}

/// The snapshots of a ledger, for the domain to gather a payment's facts from.
struct Table<'a> {
    connection: &'a Connection,
    fresh: &'a Fresh,
}

impl Snapshots for Table<'_> {
    type Error = rusqlite::Error;

    fn get(&self, kind: ObjectKind, id: &str) -> rusqlite::Result<Option<Known>> {
        match self.fresh.get(kind.as_str(), id) {
            Some(known) => Ok(Some(known)),
            None => get(self.connection, kind, id),
        }
    }

    fn naming(&self, named: Named<'_>, kind: Option<ObjectKind>) -> rusqlite::Result<Vec<Known>> {
        let (column, id) = match named {
            Named::Intent(id) => ("intent", id),
            Named::Charge(id) => ("charge", id),
            Named::Invoice(id) => ("invoice", id.as_str()),
            Named::Subscription(id) => ("subscription", id.as_str()),
        };
        let take = |row: &Row<'_>| {
            let fresh = self
                .fresh
                .get(row.get_ref(7)?.as_str()?, row.get_ref(8)?.as_str()?);
            fresh.map_or_else(|| known(row), Ok)
        };
        self.connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS}, kind, id FROM snapshot \
                 WHERE {column} = ?1 AND kind = coalesce(?2, kind)"
            ))?
            .query_map(params![id, kind.map(ObjectKind::as_str)], take)?
            .collect()
    }
}

/// The payments that an object belongs to.
pub(crate) fn payments_of(
    connection: &Connection,
    fresh: &Fresh,
    object: &Object,
) -> rusqlite::Result<BTreeSet<String>> {
    concerned(&Table { connection, fresh }, object)
}

/// Everything that belongs to a payment, by the payment's id.
pub(crate) fn facts(connection: &Connection, payment: &str) -> rusqlite::Result<Facts> {
    facts_with(connection, &Fresh::default(), payment)
}

/// The same within a transaction that saw some of it for the first time.
pub(crate) fn facts_with(
    connection: &Connection,
    fresh: &Fresh,
    payment: &str,
) -> rusqlite::Result<Facts> {
    gather(&Table { connection, fresh }, payment)
}

/// What a payment lacks.
pub(crate) fn lacks(connection: &Connection, payment: &str) -> rusqlite::Result<Vec<Lack>> {
    let fresh = &Fresh::default();
    countertop_domain::lacks(&Table { connection, fresh }, payment)
}

/// The ids of everything that belongs to a payment: what its timeline is about.
pub(crate) fn subjects(connection: &Connection, payment: &str) -> rusqlite::Result<Vec<String>> {
    let facts = facts(connection, payment)?;
    let mut ids = BTreeSet::from([payment.to_owned()]);
    ids.extend(facts.charges.iter().map(|it| it.object.id.to_string()));
    ids.extend(facts.sessions.iter().map(|it| it.object.id.to_string()));
    ids.extend(facts.refunds.iter().map(|it| it.object.id.to_string()));
    ids.extend(facts.disputes.iter().map(|it| it.object.id.to_string()));
    ids.extend(facts.invoices.iter().map(|it| it.object.id.to_string()));
    ids.extend(
        facts
            .invoice_payments
            .iter()
            .map(|it| it.object.id.to_string()),
    );
    ids.extend(
        facts
            .early_fraud_warnings
            .iter()
            .map(|it| it.object.id.to_string()),
    );
    ids.extend(facts.reviews.iter().map(|it| it.object.id.to_string()));
    Ok(ids.into_iter().collect())
}

/// The fraud warnings and reviews of which something can still be done, the newest first.
pub(crate) fn suspicions(connection: &Connection, most: u32) -> rusqlite::Result<Vec<Object>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM snapshot \
             WHERE rank = 0 AND (kind = 'early_fraud_warning' OR kind = 'review') \
             ORDER BY at DESC, id LIMIT ?1"
        ))?
        .query_map([most], |row| Ok(known(row)?.seen.object))?
        .collect()
}

/// The same of one payment, named by its intent or its charge.
pub(crate) fn suspicions_of(
    connection: &Connection,
    payment: &str,
) -> rusqlite::Result<Vec<Object>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM snapshot WHERE (intent = ?1 OR charge = ?1) AND rank = 0 \
             AND (kind = 'early_fraud_warning' OR kind = 'review') ORDER BY at DESC, id"
        ))?
        .query_map([payment], |row| Ok(known(row)?.seen.object))?
        .collect()
}

/// Walks over the newest known state of every object.
pub(crate) fn walk<E: From<StoreError>>(
    connection: &Connection,
    mut visit: impl FnMut(Object) -> Result<(), E>,
) -> Result<(), E> {
    let read = |error| E::from(StoreError::from(error));
    let mut statement = connection
        .prepare(&format!("SELECT {COLUMNS} FROM snapshot ORDER BY kind, id"))
        .map_err(read)?;
    let mut rows = statement.query([]).map_err(read)?;
    while let Some(row) = rows.next().map_err(read)? {
        visit(known(row).map_err(read)?.seen.object)?;
    }
    Ok(())
}
