//! What follows the payments by a moment: the search index, the period totals and the links' figures.
//!
//! An answer to Stripe does not wait for them. Every change of a payment's row carries a version
//! greater than all before; what was followed up to is kept in the same transaction as what was made
//! of it. So a crash between the two only leaves more to follow, and nothing is counted twice.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::delivery::Noted;
use crate::ledger::now_ms;
use crate::{Changes, delivery, link, link_period, payment, payment_search, period_total, setting};

/// The setting that holds the version up to which payments were followed.
const THROUGH: &str = "followed_through";
/// How many payments are followed in one transaction: few, since a new event may wait for it.
const CHUNK: usize = 256;

/// The version up to which payments were followed.
pub(crate) fn through(connection: &Connection) -> rusqlite::Result<i64> {
    let through = setting::get(connection, THROUGH)?;
    Ok(through.and_then(|it| it.parse().ok()).unwrap_or(0))
}

/// Whether search, totals and links' figures show everything as it is.
pub(crate) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(has_totals(connection)? && link_period::is_current(connection)?)
}

/// Whether search and totals show every payment as it is.
pub(crate) fn has_totals(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT NOT EXISTS (SELECT 1 FROM payment WHERE version > ?1) \
             AND NOT EXISTS (SELECT 1 FROM stale_quarter)",
        )?
        .query_row([through(connection)?], |row| row.get(0))
}

/// Follows one step in a transaction of its own, with the deliveries noted meanwhile, and tells which
/// payments can be found from now on, and which links have other figures; none when there was nothing to
/// do.
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
    let mut links = BTreeSet::new();
    if followed.is_empty() {
        links = follow_links(&transaction)?;
        period_total::add_up_one(&transaction)?;
    }
    transaction.commit()?;
    Ok(Some(Changes {
        followed,
        links,
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
        let place = Counted {
            quarter: period_total::quarter(it.created),
            link: it.words.link.clone(),
        };
        let before = move_to(connection, it.seq, &place)?;
        if before.is_some() {
            payment_search::remove(connection, it.seq)?;
        }
        payment_search::index(connection, it.seq, &it.id, &it.words)?;
        for place in before.iter().chain([&place]) {
            place.mark_link(connection)?;
            quarters.insert(place.quarter);
        }
    }
    for quarter in quarters {
        period_total::mark(connection, quarter)?;
    }
    setting::set(connection, THROUGH, &last.version.to_string())?;
    Ok(changed.into_iter().map(|it| it.id).collect())
}

/// Adds up the figures of some links anew; gives back those whose figures changed.
fn follow_links(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut changed = BTreeSet::new();
    for id in link_period::add_up_some(connection)? {
        if link::refresh_figures(connection, &id)? {
            changed.insert(id);
        }
    }
    Ok(changed)
}

/// Where a payment is counted.
#[derive(PartialEq, Eq)]
struct Counted {
    /// The quarter of an hour.
    quarter: i64,
    /// The link.
    link: Option<String>,
}

impl Counted {
    fn mark_link(&self, connection: &Connection) -> rusqlite::Result<()> {
        match &self.link {
            Some(link) => link_period::mark(connection, link, self.quarter),
            None => Ok(()),
        }
    }
}

/// Notes where a payment counts, and gives back where it did before.
fn move_to(
    connection: &Connection,
    seq: i64,
    place: &Counted,
) -> rusqlite::Result<Option<Counted>> {
    let before = counted_in(connection, seq)?;
    if before.as_ref() != Some(place) {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO followed (seq, quarter, link) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![seq, place.quarter, place.link])?;
    }
    Ok(before)
}

fn counted_in(connection: &Connection, seq: i64) -> rusqlite::Result<Option<Counted>> {
    connection
        .prepare_cached("SELECT quarter, link FROM followed WHERE seq = ?1")?
        .query_row([seq], |row| {
            Ok(Counted {
                quarter: row.get(0)?,
                link: row.get(1)?,
            })
        })
        .optional()
}

/// Takes out a payment whose row was removed.
pub(crate) fn forget(connection: &Connection, seq: i64) -> rusqlite::Result<()> {
    if let Some(place) = counted_in(connection, seq)? {
        payment_search::remove(connection, seq)?;
        period_total::mark(connection, place.quarter)?;
        place.mark_link(connection)?;
        connection
            .prepare_cached("DELETE FROM followed WHERE seq = ?1")?
            .execute([seq])?;
    }
    Ok(())
}

/// Begins anew: everything has to be followed again.
pub(crate) fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM followed; DELETE FROM stale_quarter; DELETE FROM period_total; \
         DELETE FROM stale_link_quarter; DELETE FROM link_period;",
    )?;
    setting::set(connection, THROUGH, "0")
}
