//! Schema versions: append-only migrations, each in one transaction, after a backup.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::OpenError;

/// A kind of database: what it is called in the file's header, and how it came to its shape.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// SQLite's `application_id`, so that no other program's file is taken for ours.
    pub application_id: i32,
    /// One step for each version, in order. A step that was released is never edited.
    pub migrations: &'static [&'static str],
}

impl Schema {
    /// The version that the migrations lead to; SQLite's `user_version`.
    pub fn version(&self) -> u32 {
        u32::try_from(self.migrations.len()).unwrap_or(u32::MAX)
    }
}

/// Refuses a file of another program or of a newer version, without writing a byte.
pub(crate) fn check(
    connection: &Connection,
    path: &Path,
    schema: &Schema,
) -> Result<u32, OpenError> {
    let number = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i32>(0))
            .map_err(OpenError::sqlite(path))
    };
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(OpenError::sqlite(path))?;
    let found = u32::try_from(number("user_version")?).unwrap_or(u32::MAX);
    let application = number("application_id")?;
    if tables > 0 && application != schema.application_id {
        return Err(OpenError::Foreign {
            path: path.to_owned(),
        });
    }
    let known = schema.version();
    if found > known {
        return Err(OpenError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(found)
}

/// Brings the file to the newest version. A file with contents is first copied beside itself.
pub(crate) fn migrate(
    connection: &mut Connection,
    path: &Path,
    schema: &Schema,
) -> Result<(), OpenError> {
    let found = check(connection, path, schema)?;
    if found == schema.version() {
        return Ok(());
    }
    if found > 0 {
        back_up(connection, path, found)?;
    }
    // Another process may have migrated since: the version is read again under the write lock.
    let migrated = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .and_then(|transaction| {
            let now: u32 =
                transaction.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))?;
            for step in schema.migrations.iter().skip(now as usize) {
                transaction.execute_batch(step)?;
            }
            transaction.pragma_update(None, "application_id", schema.application_id)?;
            transaction.pragma_update(None, "user_version", schema.version())?;
            transaction.commit()
        });
    migrated.map_err(OpenError::sqlite(path))
}

fn back_up(connection: &Connection, path: &Path, version: u32) -> Result<(), OpenError> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".before-version-{}", version + 1));
    let copy = Path::new(&name);
    if copy.exists() {
        return Ok(());
    }
    crate::folder::private_file(copy)?;
    connection
        .execute("VACUUM INTO ?1", [copy.to_string_lossy()])
        .map(drop)
        .map_err(OpenError::sqlite(copy))
}
