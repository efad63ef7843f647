//! What follows the payments by a moment: the search index and the period totals.
//!
//! An answer to Stripe does not wait for them. Every change of a payment's row carries a version
//! greater than all before; what was followed up to is kept in the same transaction as what was made
//! of it. So a crash between the two only leaves more to follow, and nothing is counted twice.

use std::collections::BTreeSet;

use rusqlite::{Connection, TransactionBehavior, params};

use crate::delivery::Noted;
use crate::ledger::now_ms;
use crate::{Changes, delivery, payment, payment_search, period_total, setting};

/// The setting that holds the version up to which payments were followed.
const THROUGH: &str = "followed_through";
/// How many payments are followed in one transaction: few, since a new event may wait for it.
const CHUNK: usize = 256;

/// The version up to which payments were followed.
pub(crate) fn through(connection: &Connection) -> rusqlite::Result<i64> {
    let through = setting::get(connection, THROUGH)?;
    Ok(through.and_then(|it| it.parse().ok()).unwrap_or(0))
}

/// Whether search and totals show every payment as it is.
pub(crate) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT NOT EXISTS (SELECT 1 FROM payment WHERE version > ?1) \
             AND NOT EXISTS (SELECT 1 FROM stale_quarter)",
        )?
        .query_row([through(connection)?], |row| row.get(0))
}

/// Follows one step in a transaction of its own, with the deliveries noted meanwhile, and tells which payments can be found from now on;
/// none when there was nothing to do.
pub(crate) fn step(
    connection: &mut Connection,
    noted: &Noted,
) -> rusqlite::Result<Option<Changes>> {
    if noted.is_empty() && is_current(connection)? {
        return Ok(None);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let deliveries = noted.take();
    if !deliveries.is_empty() {
        delivery::write(&transaction, &deliveries)?;
    }
    let followed = follow_payments(&transaction)?;
    if followed.is_empty() {
        period_total::add_up_one(&transaction)?;
    }
    transaction.commit()?;
    Ok(Some(Changes {
        followed,
        received_at_ms: now_ms(),
        ..Changes::default()
    }))
}

/// Indexes the next payments and marks their quarters.
fn follow_payments(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let changed = payment::changed_since(connection, through(connection)?, CHUNK)?;
    let Some(last) = changed.last() else {
        return Ok(BTreeSet::new());
    };
    let mut quarters = BTreeSet::new();
    for it in &changed {
        let quarter = period_total::quarter(it.created);
        let before = move_to(connection, it.seq, quarter)?;
        if before.is_some() {
            payment_search::remove(connection, it.seq)?;
        }
        payment_search::index(connection, it.seq, &it.id, &it.words)?;
        quarters.insert(quarter);
        quarters.extend(before);
    }
    for quarter in quarters {
        period_total::mark(connection, quarter)?;
    }
    setting::set(connection, THROUGH, &last.version.to_string())?;
    Ok(changed.into_iter().map(|it| it.id).collect())
}

/// Notes to which quarter a payment counts, and gives back the one that it counted to before.
fn move_to(connection: &Connection, seq: i64, quarter: i64) -> rusqlite::Result<Option<i64>> {
    let before = counted_in(connection, seq)?;
    if before != Some(quarter) {
        connection
            .prepare_cached("INSERT OR REPLACE INTO followed (seq, quarter) VALUES (?1, ?2)")?
            .execute(params![seq, quarter])?;
    }
    Ok(before)
}

fn counted_in(connection: &Connection, seq: i64) -> rusqlite::Result<Option<i64>> {
    use rusqlite::OptionalExtension;
    connection
        .prepare_cached("SELECT quarter FROM followed WHERE seq = ?1")?
        .query_row([seq], |row| row.get(0))
        .optional()
}

/// Takes out a payment whose row was removed.
pub(crate) fn forget(connection: &Connection, seq: i64) -> rusqlite::Result<()> {
    if let Some(quarter) = counted_in(connection, seq)? {
        payment_search::remove(connection, seq)?;
        period_total::mark(connection, quarter)?;
        connection
            .prepare_cached("DELETE FROM followed WHERE seq = ?1")?
            .execute([seq])?;
    }
    Ok(())
}

/// Begins anew: everything has to be followed again.
pub(crate) fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM followed; DELETE FROM stale_quarter; DELETE FROM period_total;",
    )?;
    setting::set(connection, THROUGH, "0")
}
