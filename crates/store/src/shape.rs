//! Whether a ledger has the columns that this version works with. Before the first release the one
//! migration was changed in place; a ledger from then has the number of today's and other tables.

use std::collections::BTreeSet;
use std::path::Path;

use countertop_sqlite::{open, open_scratch};
use rusqlite::Connection;

use crate::StoreError;
use crate::schema::SCHEMA;

/// Opens a ledger of this version's shape for work that nobody else may do beside.
pub(crate) fn open_whole(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, &SCHEMA)?;
    check(&connection, path)?;
    Ok(connection)
}

/// Refuses a ledger that lacks a column, and says which. What is not ours is for `db check` to tell.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    // A file that is damaged here is met, and mended, by whoever reads it.
    let Ok(found) = columns(connection) else {
        return Ok(());
    };
    let expected = columns(&open_scratch(&SCHEMA)?)?;
    match expected.difference(&found).next() {
        None => Ok(()),
        Some(lacks) => Err(StoreError::OldShape {
            path: path.display().to_string(),
            lacks: lacks.clone(),
        }),
    }
}

/// Every column as `table.column`.
fn columns(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    connection
        .prepare(
            "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'payment_search%'",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}
