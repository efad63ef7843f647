//! Every row that is made from what was told, as text: two ledgers that were told the same have the
//! same one.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

/// The tables that a rebuild makes anew.
const DERIVED: &[&str] = &[
    "snapshot",
    "payment",
    "link",
    "checkout",
    "link_period",
    "link_figures",
    "payout",
    "dispute",
    "balance_transaction",
    "fulfilment",
    "period_total",
];

/// What tells when a row was written, not what it says.
const OF_ARRIVAL: &[&str] = &["seq", "version"];

/// The dump of the ledger in a folder, of the tables that it has.
pub fn dump(folder: &Path) -> String {
    let file = folder.join("ledger.sqlite");
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut text = String::new();
    for table in DERIVED {
        let columns = columns(&connection, table);
        if columns.is_empty() {
            continue;
        }
        let columns_sql = columns.join(", ");
        let sql = format!("SELECT {columns_sql} FROM {table} ORDER BY {columns_sql}");
        let mut statement = connection.prepare(&sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = (0..columns.len()).map(|at| row.get::<_, Value>(at).unwrap());
            let values: Vec<_> = columns.iter().zip(values).collect();
            text.push_str(&format!("{table} {values:?}\n"));
        }
    }
    text
}

fn columns(connection: &Connection, table: &str) -> Vec<String> {
    let mut statement = connection
        .prepare("SELECT name FROM pragma_table_info(?1)")
        .unwrap();
    let names = statement.query_map([table], |row| row.get(0)).unwrap();
    names
        .map(Result::unwrap)
        .filter(|name: &String| !OF_ARRIVAL.contains(&name.as_str()))
        .collect()
}
