//! The table `snapshot`: the newest known state of each object.

use countertop_domain::payment::Facts;
use countertop_domain::{Object, ObjectKind, Observation, Seen, UnixSeconds};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "at, rank, origin, pinned, digest, object";

/// Keeps a snapshot when it is newer than the one that is known; says whether it is. `json` is the
/// object as the row holds it.
pub(crate) fn upsert(
    connection: &Connection,
    seen: &Seen<&Object>,
    json: &str,
) -> rusqlite::Result<bool> {
    let (object, observation) = (seen.object, &seen.observation);
    let (kind, id) = (object.kind(), object.id());
    let (is_intent, is_charge) = (kind == ObjectKind::Intent, kind == ObjectKind::Charge);
    let rows = connection
        .prepare_cached(
            "INSERT INTO snapshot (kind, id, intent, charge, first_at, at, rank, origin, pinned, \
             digest, object) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10) \
             ON CONFLICT DO UPDATE SET intent = excluded.intent, charge = excluded.charge, \
             first_at = min(first_at, excluded.first_at), at = excluded.at, \
             rank = excluded.rank, origin = excluded.origin, pinned = excluded.pinned, \
             digest = excluded.digest, object = excluded.object \
             WHERE (excluded.at, excluded.rank, excluded.origin, excluded.pinned, excluded.digest) \
             > (at, rank, origin, pinned, digest)",
        )?
        .execute(params![
            kind.as_str(),
            id,
            object.intent().filter(|_| !is_intent).map(|it| it.as_str()),
            object.charge().filter(|_| !is_charge).map(|it| it.as_str()),
            observation.at.0,
            observation.rank.cast_signed(),
            observation.from,
            observation.pinned,
            observation.digest,
            json,
        ])?;
    if rows == 0 && matches!(kind, ObjectKind::Link) {
        first_seen_at(connection, kind, id, observation.at)?;
    }
    Ok(rows > 0)
}

/// A link has no time of its own: even an older state can be its first sighting.
fn first_seen_at(
    connection: &Connection,
    kind: ObjectKind,
    id: &str,
    at: UnixSeconds,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE snapshot SET first_at = ?3 WHERE kind = ?1 AND id = ?2 AND first_at > ?3",
        )?
        .execute(params![kind.as_str(), id, at.0])
        .map(drop)
}

/// The object as its row holds it.
pub(crate) fn json(object: &Object) -> rusqlite::Result<String> {
    serde_json::to_string(object)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// Whether the newest known state of an object was read from the very same bytes.
pub(crate) fn is_known(connection: &Connection, seen: &Seen<&Object>) -> rusqlite::Result<bool> {
    let (kind, id) = (seen.object.kind().as_str(), seen.object.id());
    let digest: Option<[u8; 32]> = connection
        .prepare_cached("SELECT digest FROM snapshot WHERE kind = ?1 AND id = ?2")?
        .query_row([kind, id], |row| row.get(0))
        .optional()?;
    Ok(digest == Some(seen.observation.digest))
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

fn seen(row: &Row<'_>) -> rusqlite::Result<Seen<Object>> {
    let json: String = row.get(5)?;
    let object = serde_json::from_str(&json).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(5, rusqlite::types::Type::Text, error.into())
    })?;
    Ok(Seen {
        object,
        observation: observation(row)?,
    })
}

/// One object by family and id.
pub(crate) fn get(
    connection: &Connection,
    kind: ObjectKind,
    id: &str,
) -> rusqlite::Result<Option<Seen<Object>>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM snapshot WHERE kind = ?1 AND id = ?2"
        ))?
        .query_row([kind.as_str(), id], seen)
        .optional()
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

fn by(
    connection: &Connection,
    column: &'static str,
    id: &str,
) -> rusqlite::Result<Vec<Seen<Object>>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM snapshot WHERE {column} = ?1"
        ))?
        .query_map([id], seen)?
        .collect()
}

/// The payment that an object belongs to: the intent that it names, or the one that its charge
/// names. A charge without an intent is a payment of its own; what belongs to a charge that is not
/// known yet is found when the charge comes.
pub(crate) fn payment_of(
    connection: &Connection,
    object: &Object,
) -> rusqlite::Result<Option<String>> {
    if let Some(intent) = object.intent() {
        return Ok(Some(intent.to_string()));
    }
    let Some(charge) = object.charge() else {
        return Ok(None);
    };
    let known: Option<Option<String>> = connection
        .prepare_cached("SELECT intent FROM snapshot WHERE kind = 'charge' AND id = ?1")?
        .query_row([charge.as_str()], |row| row.get(0))
        .optional()?;
    Ok(known.map(|intent| intent.unwrap_or_else(|| charge.to_string())))
}

/// Everything that belongs to a payment, by the payment's id.
pub(crate) fn facts(connection: &Connection, payment: &str) -> rusqlite::Result<Facts> {
    let mut related = by(connection, "intent", payment)?;
    related.extend(get(connection, ObjectKind::Intent, payment)?);
    if related.is_empty() {
        related.extend(get(connection, ObjectKind::Charge, payment)?);
        let of_an_intent = |seen: &Seen<Object>| seen.object.intent().is_some();
        if related.iter().any(of_an_intent) {
            // The charge belongs to the intent's payment and is none of its own.
            return Ok(Facts::default());
        }
    }
    let mut facts = Facts::default();
    let mut charges = Vec::new();
    for seen in related {
        if let Object::Charge(charge) = &seen.object {
            charges.push((charge.id.to_string(), charge.balance_transaction.clone()));
        }
        sort_in(&mut facts, seen);
    }
    for (charge, settled) in charges {
        for seen in by(connection, "charge", &charge)? {
            sort_in(&mut facts, seen);
        }
        if let Some(id) = settled
            && let Some(seen) = get(connection, ObjectKind::BalanceTransaction, id.as_str())?
        {
            sort_in(&mut facts, seen);
        }
    }
    Ok(facts)
}

/// Puts an object where it belongs, once.
fn sort_in(facts: &mut Facts, seen: Seen<Object>) {
    let observation = seen.observation;
    macro_rules! once {
        ($list:ident, $object:expr) => {
            if facts
                .$list
                .iter()
                .all(|known| known.object.id != $object.id)
            {
                facts.$list.push(Seen {
                    object: $object,
                    observation,
                });
            }
        };
    }
    match seen.object {
        Object::Intent(object) => {
            facts.intent = Some(Seen {
                object,
                observation,
            })
        }
        Object::Charge(object) => once!(charges, object),
        Object::Session(object) => once!(sessions, object),
        Object::Refund(object) => once!(refunds, object),
        Object::Dispute(object) => once!(disputes, object),
        Object::BalanceTransaction(object) => once!(balance_transactions, object),
        Object::Link(_) | Object::LinkItems(_) => {}
    }
}

/// The ids of everything that belongs to a payment: what its timeline is about.
pub(crate) fn subjects(connection: &Connection, payment: &str) -> rusqlite::Result<Vec<String>> {
    let facts = facts(connection, payment)?;
    let mut ids = vec![payment.to_owned()];
    ids.extend(facts.charges.iter().map(|it| it.object.id.to_string()));
    ids.extend(facts.sessions.iter().map(|it| it.object.id.to_string()));
    ids.extend(facts.refunds.iter().map(|it| it.object.id.to_string()));
    ids.extend(facts.disputes.iter().map(|it| it.object.id.to_string()));
    ids.sort();
    ids.dedup();
    Ok(ids)
}
