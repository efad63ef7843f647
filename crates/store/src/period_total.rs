//! The table `period_total`: sums by quarter of an hour and currency. Every time zone's day begins
//! with one of them, so any day can be summed from a few rows.

use std::collections::BTreeMap;

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, OptionalExtension};

/// A quarter of an hour, in seconds.
const QUARTER: i64 = 900;

/// The beginning of the quarter of an hour that a time lies in.
pub(crate) fn quarter(at: UnixSeconds) -> i64 {
    at.0.div_euclid(QUARTER).saturating_mul(QUARTER)
}

/// Whether a time is the beginning of a quarter.
pub(crate) fn is_beginning(at: UnixSeconds) -> bool {
    at.0.rem_euclid(QUARTER) == 0
}

/// What was captured of one currency on each of some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyGross {
    /// The currency; empty where Stripe named none.
    pub currency: String,
    /// One sum a day, in minor units.
    pub days: Vec<i64>,
}

/// What was captured on days that begin at these times, by currency, the one of most payments first. Each
/// day lasts until the next begins, the last until `end`. A quarter counts to the day that it begins in.
pub(crate) fn gross_by_day(
    connection: &Connection,
    begin: &[UnixSeconds],
    end: UnixSeconds,
) -> rusqlite::Result<Vec<DailyGross>> {
    let mut found: BTreeMap<String, (i64, Vec<i64>)> = BTreeMap::new();
    let Some(first) = begin.first() else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(
        "SELECT quarter, currency, gross, paid FROM period_total \
         WHERE quarter >= ?1 AND quarter < ?2 AND paid > 0",
    )?;
    let mut rows = statement.query([first.0, end.0])?;
    while let Some(row) = rows.next()? {
        let (quarter, gross, count): (i64, i64, i64) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let (paid, days) = found
            .entry(row.get(1)?)
            .or_insert_with(|| (0, vec![0; begin.len()]));
        let after = begin.partition_point(|it| it.0 <= quarter);
        if let Some(day) = after.checked_sub(1).and_then(|at| days.get_mut(at)) {
            *day = day.saturating_add(gross);
        }
        *paid = paid.saturating_add(count);
    }
    let mut sums: Vec<_> = found.into_iter().collect();
    sums.sort_by_key(|(_, (paid, _))| std::cmp::Reverse(*paid));
    Ok(sums
        .into_iter()
        .map(|(currency, (_, days))| DailyGross { currency, days })
        .collect())
}

/// Marks a quarter whose payments changed.
pub(crate) fn mark(connection: &Connection, quarter: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO stale_quarter (quarter) VALUES (?1)")?
        .execute([quarter])
        .map(drop)
}

/// Adds up one marked quarter anew from its payments.
pub(crate) fn add_up_one(connection: &Connection) -> rusqlite::Result<()> {
    let marked: Option<i64> = connection
        .prepare_cached("SELECT quarter FROM stale_quarter LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let Some(quarter) = marked else {
        return Ok(());
    };
    connection
        .prepare_cached("DELETE FROM period_total WHERE quarter = ?1")?
        .execute([quarter])?;
    connection
        .prepare_cached(
            "INSERT INTO period_total (quarter, currency, gross, fees, fees_unknown, refunded, \
             paid, failed, processing) \
             SELECT ?1, coalesce(currency, ''), sum(iif(paid_at IS NULL, 0, amount_captured)), \
             sum(iif(paid_at IS NOT NULL AND settlement_currency = currency, fee, 0)), \
             sum(paid_at IS NOT NULL AND (fee IS NULL OR settlement_currency IS NOT currency)), \
             sum(amount_refunded), count(paid_at), sum(status = 'failed'), sum(status = 'processing') \
             FROM payment WHERE created >= ?1 AND created < ?1 + ?2 GROUP BY 2",
        )?
        .execute([quarter, QUARTER])?;
    connection
        .prepare_cached("DELETE FROM stale_quarter WHERE quarter = ?1")?
        .execute([quarter])
        .map(drop)
}
