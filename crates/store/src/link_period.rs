//! The table `link_period`: what came in through each link, by quarter of an hour, by 32 days and
//! altogether, each by currency. The 32 days are added up from the quarters and the whole from those, so
//! that a payment of a busy link costs no more than one of any other.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::period_total::quarter;

/// The levels: what a row is the sum of.
const QUARTER: i64 = 0;
const BLOCK: i64 = 1;
const ALL: i64 = 2;
/// How long they are, in seconds: a quarter of an hour, and 32 days.
const QUARTER_LONG: i64 = 900;
const BLOCK_LONG: i64 = 32 * 24 * 60 * 60;
/// How many quarters are added up in one transaction: few, since a new event may wait for it.
const CHUNK: i64 = 256;

const FIGURES: &str =
    "paid, pending, failed, revenue, refunded, last_payment, completed, finished, ended";

/// Marks the quarter of a link in which something changed.
pub(crate) fn mark(connection: &Connection, link: &str, at: i64) -> rusqlite::Result<()> {
    let quarter = quarter(countertop_domain::UnixSeconds(at));
    connection
        .prepare_cached("INSERT OR IGNORE INTO stale_link_quarter (link, quarter) VALUES (?1, ?2)")?
        .execute(params![link, quarter])
        .map(drop)
}

/// Whether nothing is left to be added up.
pub(crate) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM stale_link_quarter)")?
        .query_row([], |row| row.get(0))
}

/// Adds up some marked quarters anew, and what is made of them; gives back their links.
pub(crate) fn add_up_some(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let marked = connection
        .prepare_cached(
            "DELETE FROM stale_link_quarter WHERE (link, quarter) IN \
             (SELECT link, quarter FROM stale_link_quarter LIMIT ?1) RETURNING link, quarter",
        )?
        .query_map([CHUNK], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<BTreeSet<(String, i64)>>>()?;
    let mut blocks = BTreeSet::new();
    let mut links = BTreeSet::new();
    for (link, quarter) in &marked {
        add_up_quarter(connection, link, *quarter)?;
        blocks.insert((
            link,
            quarter.div_euclid(BLOCK_LONG).saturating_mul(BLOCK_LONG),
        ));
        links.insert(link.clone());
    }
    for (link, block) in blocks {
        add_up_level(
            connection,
            link,
            BLOCK,
            (block, block.saturating_add(BLOCK_LONG)),
        )?;
    }
    for link in &links {
        add_up_level(connection, link, ALL, (i64::MIN, i64::MAX))?;
    }
    Ok(links)
}

/// The payments and the checkouts that began in a quarter.
fn add_up_quarter(connection: &Connection, link: &str, start: i64) -> rusqlite::Result<()> {
    clear(connection, link, QUARTER, start)?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO link_period (link, level, start, currency, {FIGURES}) \
             SELECT ?1, {QUARTER}, ?2, code, sum(paid), sum(pending), sum(failed), sum(revenue), \
             sum(refunded), max(last_payment), sum(completed), sum(finished), sum(ended) FROM ( \
             SELECT coalesce(currency, '') AS code, count(paid_at) AS paid, \
             sum(status = 'processing' OR status = 'uncaptured') AS pending, \
             sum(status = 'failed') AS failed, \
             sum(iif(paid_at IS NULL, 0, amount_captured)) AS revenue, \
             sum(amount_refunded) AS refunded, \
             max(iif(paid_at IS NULL, NULL, created)) AS last_payment, \
             0 AS completed, 0 AS finished, 0 AS ended \
             FROM payment WHERE link = ?1 AND created >= ?2 AND created < ?3 GROUP BY 1 \
             UNION ALL \
             SELECT coalesce(currency, ''), 0, 0, 0, 0, 0, NULL, sum(status IS 'complete'), \
             sum(status IS 'complete' AND (payment_status IS 'paid' \
             OR payment_status IS 'no_payment_required')), \
             sum(status IS 'complete' OR status IS 'expired') \
             FROM checkout WHERE link = ?1 AND created >= ?2 AND created < ?3 GROUP BY 1 \
             ) GROUP BY code"
        ))?
        .execute(params![link, start, start.saturating_add(QUARTER_LONG)])
        .map(drop)
}

/// The sum of the rows one level below that begin within a stretch of time.
fn add_up_level(
    connection: &Connection,
    link: &str,
    level: i64,
    (from, to): (i64, i64),
) -> rusqlite::Result<()> {
    let start = if level == ALL { 0 } else { from };
    clear(connection, link, level, start)?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO link_period (link, level, start, currency, {FIGURES}) \
             SELECT ?1, ?2, ?3, currency, sum(paid), sum(pending), sum(failed), sum(revenue), \
             sum(refunded), max(last_payment), sum(completed), sum(finished), sum(ended) \
             FROM link_period WHERE link = ?1 AND level = ?2 - 1 AND start >= ?4 AND start < ?5 \
             GROUP BY currency"
        ))?
        .execute(params![link, level, start, from, to])
        .map(drop)
}

fn clear(connection: &Connection, link: &str, level: i64, start: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM link_period WHERE link = ?1 AND level = ?2 AND start = ?3")?
        .execute(params![link, level, start])
        .map(drop)
}

/// The figures of a link in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) currency: String,
    pub(crate) paid: i64,
    pub(crate) pending: i64,
    pub(crate) failed: i64,
    pub(crate) revenue: i64,
    pub(crate) refunded: i64,
    pub(crate) last_payment: Option<i64>,
    pub(crate) completed: i64,
    pub(crate) finished: i64,
    pub(crate) ended: i64,
}

/// Everything that came in through a link, by currency.
pub(crate) fn all(connection: &Connection, link: &str) -> rusqlite::Result<Vec<Sums>> {
    connection
        .prepare_cached(&format!(
            "SELECT currency, {FIGURES} FROM link_period WHERE link = ?1 AND level = {ALL} \
             ORDER BY currency"
        ))?
        .query_map([link], |row| {
            Ok(Sums {
                currency: row.get(0)?,
                paid: row.get(1)?,
                pending: row.get(2)?,
                failed: row.get(3)?,
                revenue: row.get(4)?,
                refunded: row.get(5)?,
                last_payment: row.get(6)?,
                completed: row.get(7)?,
                finished: row.get(8)?,
                ended: row.get(9)?,
            })
        })?
        .collect()
}

/// What was paid in one quarter of an hour, in one currency.
pub(crate) struct Paid {
    pub(crate) quarter: i64,
    pub(crate) currency: String,
    pub(crate) count: i64,
    pub(crate) revenue: i64,
}

/// The quarters since a time in which something was paid.
pub(crate) fn paid_since(
    connection: &Connection,
    link: &str,
    from: i64,
) -> rusqlite::Result<Vec<Paid>> {
    connection
        .prepare_cached(&format!(
            "SELECT start, currency, paid, revenue FROM link_period \
             WHERE link = ?1 AND level = {QUARTER} AND start >= ?2 AND paid > 0 ORDER BY start"
        ))?
        .query_map(params![link, from], |row| {
            Ok(Paid {
                quarter: row.get(0)?,
                currency: row.get(1)?,
                count: row.get(2)?,
                revenue: row.get(3)?,
            })
        })?
        .collect()
}
