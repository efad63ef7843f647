//! The table `setting`: what the ledger knows of itself.

use countertop_domain::Mode;
use rusqlite::{Connection, OptionalExtension, params};

const MODE: &str = "mode";
/// Setting: the account at Stripe whose ledger it is, as its id; none of the practice store's.
pub const ACCOUNT: &str = "account";

pub(crate) fn get(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

pub(crate) fn set(connection: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)")?
        .execute(params![name, value])
        .map(drop)
}

/// Test or live; none until something told.
pub(crate) fn mode(connection: &Connection) -> rusqlite::Result<Option<Mode>> {
    Ok(get(connection, MODE)?.map(|value| Mode::from_livemode(value == "live")))
}

pub(crate) fn set_mode(connection: &Connection, mode: Mode) -> rusqlite::Result<()> {
    set(
        connection,
        MODE,
        match mode {
            Mode::Test => "test",
            Mode::Live => "live",
        },
    )
}
