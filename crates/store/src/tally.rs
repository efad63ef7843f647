//! The table `tally`: how many there are. SQLite keeps it by triggers, in the transaction that changes a row.

use rusqlite::{Connection, OptionalExtension};

/// How many of what is tallied under a name.
pub(crate) fn of(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    let count = connection
        .prepare_cached("SELECT count FROM tally WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(count.unwrap_or(0))
}

/// How many payments have each status, the most frequent first.
pub(crate) fn statuses(connection: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    connection
        .prepare_cached(
            "SELECT substr(name, 8), count FROM tally WHERE name >= 'status:' AND name < 'status;' \
             AND count > 0 ORDER BY 2 DESC, 1",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
