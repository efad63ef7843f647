//! The table `gap`: stretches of time of which the API's list tells nothing any more.
//!
//! Stripe lists events for 30 days. Who did not look for longer can prove nothing of what lies between.

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, params};

/// A stretch of time in which events may be missing for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its first second.
    pub from: UnixSeconds,
    /// The second after it.
    pub to: UnixSeconds,
}

/// All gaps, oldest first; no two of them touch.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<Gap>> {
    connection
        .prepare_cached("SELECT since, until FROM gap ORDER BY since")?
        .query_map([], |row| {
            Ok(Gap {
                from: UnixSeconds(row.get(0)?),
                to: UnixSeconds(row.get(1)?),
            })
        })?
        .collect()
}

/// Adds a gap; with those that it touches it becomes one.
pub(crate) fn add(connection: &Connection, gap: Gap) -> rusqlite::Result<()> {
    if gap.from >= gap.to {
        return Ok(());
    }
    let touching = "WHERE since <= ?2 AND until >= ?1";
    let (from, to): (i64, i64) = connection
        .prepare_cached(&format!(
            "SELECT min(?1, coalesce(min(since), ?1)), max(?2, coalesce(max(until), ?2)) FROM gap {touching}"
        ))?
        .query_row(params![gap.from.0, gap.to.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    connection
        .prepare_cached(&format!("DELETE FROM gap {touching}"))?
        .execute(params![gap.from.0, gap.to.0])?;
    connection
        .prepare_cached("INSERT INTO gap (since, until) VALUES (?1, ?2)")?
        .execute([from, to])
        .map(drop)
}
