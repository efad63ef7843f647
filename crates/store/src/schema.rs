//! The ledger's schema: each table's migration stands in the table's own file.

use countertop_sqlite::Schema;

/// The kind of database that a ledger is. `0x4354_4c31` is `CTL1`.
pub(crate) const SCHEMA: Schema = Schema {
    application_id: 0x4354_4c31,
    migrations: &[include_str!("schema/1.sql")],
};
