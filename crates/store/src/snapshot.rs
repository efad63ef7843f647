//! The table `snapshot`: the newest known state of each object.

use countertop_domain::payment::Facts;
use countertop_domain::{Object, ObjectKind, Observation, Seen, UnixSeconds};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "at, rank, origin, pinned, digest, object";

/// Keeps a snapshot when it is newer than the one that is known; says whether it is.
pub(crate) fn upsert(connection: &Connection, seen: &Seen<Object>) -> rusqlite::Result<bool> {
    let (object, observation) = (&seen.object, &seen.observation);
    let (kind, id) = (object.kind().as_str(), object.id());
    if let Some(known) = observation_of(connection, kind, id)?
        && known >= *observation
    {
        connection
            .prepare_cached(
                "UPDATE snapshot SET first_at = ?3 WHERE kind = ?1 AND id = ?2 AND first_at > ?3",
            )?
            .execute(params![kind, id, observation.at.0])?;
        return Ok(false);
    }
    let json = serde_json::to_string(object)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection
        .prepare_cached(
            "INSERT INTO snapshot (kind, id, intent, charge, first_at, at, rank, origin, pinned, \
             digest, object) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10) \
             ON CONFLICT DO UPDATE SET intent = excluded.intent, charge = excluded.charge, \
             first_at = min(first_at, excluded.first_at), at = excluded.at, \
             rank = excluded.rank, origin = excluded.origin, pinned = excluded.pinned, \
             digest = excluded.digest, object = excluded.object",
        )?
        .execute(params![
            kind,
            id,
            object.intent().map(|it| it.as_str()),
            object.charge().map(|it| it.as_str()),
            observation.at.0,
            observation.rank.cast_signed(),
            observation.from,
            observation.pinned,
            observation.digest,
            json,
        ])?;
    Ok(true)
}

/// Whether the newest known state of an object was read from the very same bytes.
pub(crate) fn is_known(connection: &Connection, seen: &Seen<Object>) -> rusqlite::Result<bool> {
    let known = observation_of(connection, seen.object.kind().as_str(), seen.object.id())?;
    Ok(known.is_some_and(|known| known.digest == seen.observation.digest))
}

fn observation_of(
    connection: &Connection,
    kind: &str,
    id: &str,
) -> rusqlite::Result<Option<Observation>> {
    connection
        .prepare_cached(
            "SELECT at, rank, origin, pinned, digest FROM snapshot WHERE kind = ?1 AND id = ?2",
        )?
        .query_row([kind, id], observation)
        .optional()
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

/// The payments that an object belongs to: the intent that it names, and the one that its charge
/// names. A charge without an intent is a payment of its own.
pub(crate) fn payments_of(
    connection: &Connection,
    object: &Object,
) -> rusqlite::Result<Vec<String>> {
    let mut payments: Vec<String> = object
        .intent()
        .map(ToString::to_string)
        .into_iter()
        .collect();
    let Some(charge) = object.charge() else {
        return Ok(payments);
    };
    // What belongs to a charge that is not known yet is found when the charge comes.
    if let Some(Seen {
        object: Object::Charge(known),
        ..
    }) = get(connection, ObjectKind::Charge, charge.as_str())?
    {
        payments.push(
            known
                .intent
                .map_or_else(|| charge.to_string(), |it| it.to_string()),
        );
    }
    if matches!(object, Object::Charge(_)) {
        payments.push(charge.to_string());
    }
    payments.sort();
    payments.dedup();
    Ok(payments)
}

/// Everything that belongs to a payment, by the payment's id.
pub(crate) fn facts(connection: &Connection, payment: &str) -> rusqlite::Result<Facts> {
    let mut related = by(connection, "intent", payment)?;
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
