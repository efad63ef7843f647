//! Whether the ledger is sound: the file, the bytes in it, and the rows made from them.

use countertop_sqlite::open_memory;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::apply::{self, Touched};
use crate::schema::SCHEMA;
use crate::{StoreError, event, fetched};

/// Something that is not as it should be, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding(pub String);

/// The tables made from what was told, and the columns that a rebuild must give back.
const DERIVED: &[(&str, &str)] = &[
    ("snapshot", "SELECT * FROM snapshot ORDER BY kind, id"),
    (
        "payment",
        "SELECT id, created, status, currency, amount_captured, amount_refunded, paid, \
         fulfilment, fee, fee_currency, link, payment FROM payment ORDER BY id",
    ),
    ("link", "SELECT * FROM link ORDER BY id"),
];

/// Most differences that are listed for one table.
const MOST_LISTED: usize = 10;

pub(crate) fn check(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = file(connection)?;
    findings.extend(schema(connection)?);
    let rebuilt = open_memory(&SCHEMA)?;
    findings.extend(rebuild(connection, &rebuilt)?);
    for (table, sql) in DERIVED {
        findings.extend(compare(connection, &rebuilt, table, sql)?);
    }
    Ok(findings)
}

fn file(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    let verdicts = connection
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let unsound = verdicts.into_iter().filter(|verdict| verdict != "ok");
    Ok(unsound
        .map(|verdict| Finding(format!("The file is damaged: {verdict}.")))
        .collect())
}

fn schema(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    const SQL: &str = "SELECT name, coalesce(sql, '') FROM sqlite_schema \
                       WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
    let of = |connection: &Connection| {
        connection
            .prepare(SQL)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(String, String)>>>()
    };
    let (found, expected) = (of(connection)?, of(&open_memory(&SCHEMA)?)?);
    let missing = expected.iter().filter(|it| !found.contains(it));
    let foreign = found.iter().filter(|it| !expected.contains(it));
    let findings = missing
        .map(|(name, _)| {
            Finding(format!(
                "The schema lacks {name}, or has it in another shape."
            ))
        })
        .chain(
            foreign.map(|(name, _)| Finding(format!("The schema has {name}, which is not ours."))),
        )
        .collect();
    Ok(findings)
}

/// Makes all rows again in another database from what was told; reports damaged bytes.
fn rebuild(from: &Connection, into: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let mut touched = Touched::default();
    event::replay(from, |replayed| {
        match replayed.event {
            None => findings.push(Finding(format!(
                "The bytes of the event {} are not what was stored.",
                replayed.id
            ))),
            Some(event) if replayed.counts => {
                apply::take_up(into, &event.snapshots(replayed.received_at), &mut touched)?;
            }
            Some(_) => {}
        }
        Ok(())
    })?;
    fetched::replay(from, |answer| match answer {
        Ok(answer) => apply::take_up(into, &answer.snapshots(), &mut touched),
        Err(request) => {
            findings.push(Finding(format!(
                "The bytes of the answer {request} are not what was stored."
            )));
            Ok(())
        }
    })?;
    apply::finish(into, touched)?;
    Ok(findings)
}

/// The rows of one side that the other lacks.
fn compare(
    live: &Connection,
    rebuilt: &Connection,
    table: &str,
    sql: &str,
) -> Result<Vec<Finding>, StoreError> {
    let (live, rebuilt) = (rows(live, sql)?, rows(rebuilt, sql)?);
    let mut differing: Vec<&str> = Vec::new();
    let mut pairs = (live.iter().peekable(), rebuilt.iter().peekable());
    loop {
        let (left, right) = (pairs.0.peek(), pairs.1.peek());
        let order = match (left, right) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(left), Some(right)) => left.0.cmp(&right.0),
        };
        let (left, right) = match order {
            std::cmp::Ordering::Less => (pairs.0.next(), None),
            std::cmp::Ordering::Greater => (None, pairs.1.next()),
            std::cmp::Ordering::Equal => (pairs.0.next(), pairs.1.next()),
        };
        if left != right {
            differing.extend(left.or(right).map(|(key, _)| key.as_str()));
        }
    }
    let finding = |key: &&str| Finding(format!("The {table} {key} differs from a rebuild."));
    let mut findings: Vec<_> = differing.iter().take(MOST_LISTED).map(finding).collect();
    if differing.len() > MOST_LISTED {
        let more = differing.len() - MOST_LISTED;
        findings.push(Finding(format!(
            "{more} more rows of {table} differ from a rebuild."
        )));
    }
    Ok(findings)
}

/// Every row as its key and its values.
fn rows(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<(String, Vec<Value>)>> {
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let keys = if sql.contains("ORDER BY kind, id") {
        2
    } else {
        1
    };
    statement
        .query_map([], |row| {
            let values = (0..columns)
                .map(|at| row.get(at))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let key = (0..keys)
                .map(|at| row.get::<_, String>(at))
                .collect::<Result<Vec<_>, _>>()?;
            Ok((key.join(" "), values))
        })?
        .collect()
}
