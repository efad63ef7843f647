//! The table `gap`: stretches of time of which the API's list tells nothing any more.
//!
//! Stripe lists events for 30 days. Who did not look for longer can prove nothing of what lies between.
//! Once the objects of such a stretch were read from their own lists it is closed: its events are not
//! in the ledger and never will be, but what they told of is.

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

/// A gap that is closed: the objects of its time are in the ledger, its events are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedGap {
    /// The stretch of time.
    pub gap: Gap,
    /// When its objects were read, by Stripe's clock.
    pub closed_at: UnixSeconds,
}

impl Gap {
    fn is_empty(&self) -> bool {
        self.from >= self.to
    }

    /// What both have in common.
    fn within(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        }
    }

    /// What is left of it without another: what lies before, and what lies after.
    fn without(self, other: Self) -> [Self; 2] {
        [
            Self {
                to: self.to.min(other.from),
                ..self
            },
            Self {
                from: self.from.max(other.to),
                ..self
            },
        ]
    }
}

/// All open gaps, oldest first; no two of them touch.
pub(crate) fn open(connection: &Connection) -> rusqlite::Result<Vec<Gap>> {
    connection
        .prepare_cached("SELECT since, until FROM gap WHERE closed_at IS NULL ORDER BY since")?
        .query_map([], |row| {
            Ok(Gap {
                from: UnixSeconds(row.get(0)?),
                to: UnixSeconds(row.get(1)?),
            })
        })?
        .collect()
}

/// All closed gaps, oldest first.
pub(crate) fn closed(connection: &Connection) -> rusqlite::Result<Vec<ClosedGap>> {
    connection
        .prepare_cached(
            "SELECT since, until, closed_at FROM gap WHERE closed_at IS NOT NULL ORDER BY since",
        )?
        .query_map([], |row| {
            Ok(ClosedGap {
                gap: Gap {
                    from: UnixSeconds(row.get(0)?),
                    to: UnixSeconds(row.get(1)?),
                },
                closed_at: UnixSeconds(row.get(2)?),
            })
        })?
        .collect()
}

/// Adds a gap, without what is closed of it already.
pub(crate) fn add(connection: &Connection, gap: Gap) -> rusqlite::Result<()> {
    let mut parts = vec![gap];
    for closed in closed(connection)? {
        let rest = parts.into_iter().flat_map(|it| it.without(closed.gap));
        parts = rest.collect();
    }
    for part in parts.into_iter().filter(|it| !it.is_empty()) {
        join(connection, part)?;
    }
    Ok(())
}

/// Adds an open gap; with those that it touches it becomes one.
fn join(connection: &Connection, gap: Gap) -> rusqlite::Result<()> {
    let touching = "WHERE since <= ?2 AND until >= ?1 AND closed_at IS NULL";
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

/// Closes what lies within a stretch of time whose objects were read.
pub(crate) fn close(
    connection: &Connection,
    covered: Gap,
    closed_at: UnixSeconds,
) -> rusqlite::Result<()> {
    for gap in open(connection)? {
        let filled = gap.within(covered);
        if filled.is_empty() {
            continue;
        }
        connection
            .prepare_cached("DELETE FROM gap WHERE since = ?1 AND closed_at IS NULL")?
            .execute([gap.from.0])?;
        for rest in gap.without(filled).into_iter().filter(|it| !it.is_empty()) {
            join(connection, rest)?;
        }
        connection
            .prepare_cached(
                "INSERT INTO gap (since, until, closed_at, closed_by) VALUES (?1, ?2, ?3, 'objects')",
            )?
            .execute(params![filled.from.0, filled.to.0, closed_at.0])?;
    }
    Ok(())
}
