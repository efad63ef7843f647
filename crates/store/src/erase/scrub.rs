//! Leaving nothing of what was deleted in the file: SQLite keeps the bytes of what it deletes until it
//! needs the room, and its log keeps older states of pages.

use rusqlite::Connection;

use crate::StoreError;

/// From now on, what is deleted is overwritten. To be called before the first deletion.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "secure_delete", true)
}

/// Writes the whole file anew from what is in use, and cuts the log.
pub(super) fn scrub(connection: &Connection) -> Result<(), StoreError> {
    let in_use = |_| StoreError::StillRead;
    connection.execute_batch("VACUUM").map_err(in_use)?;
    let left: (i64, i64) = connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .map_err(in_use)?;
    match left {
        (0, 0) => Ok(()),
        _ => Err(StoreError::StillRead),
    }
}
