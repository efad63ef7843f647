//! Opening a database with the settings that durability and safety ask for.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::{OpenError, Schema, folder, migrate};

/// The first SQLite without the defect by which two connections could damage a WAL.
const OLDEST_SQLITE: i32 = 3_051_003;
/// How long a connection waits for the lock of another one.
pub const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// Opens a database for reading and writing, making it when it is missing, in its newest version.
/// The folder must exist ([`crate::private_folder`]).
///
/// # Errors
/// When the file is not accessible, not ours, or newer than this program.
pub fn open(path: &Path, schema: &Schema) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite(rusqlite::version()));
    }
    folder::private_file(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(OpenError::sqlite(path))?;
    set_up(&connection).map_err(OpenError::sqlite(path))?;
    migrate::check(&connection, path, schema)?;
    durable(&connection).map_err(OpenError::sqlite(path))?;
    migrate::migrate(&mut connection, path, schema)?;
    Ok(connection)
}

/// Opens a second connection that only reads.
///
/// # Errors
/// When the file is not accessible or not of this program's version.
pub fn open_reader(path: &Path, schema: &Schema) -> Result<Connection, OpenError> {
    let connection = query_only(path).map_err(OpenError::sqlite(path))?;
    // Only who writes may end the log: a reader that closes last would do so unasked.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .map_err(OpenError::sqlite(path))?;
    migrate::check(&connection, path, schema)?;
    Ok(connection)
}

/// Opens a file of whatever version that this program knows, without changing a byte of it: to copy
/// what is in it.
///
/// # Errors
/// When the file is missing, not ours, or newer than this program.
pub fn open_copy(path: &Path, schema: &Schema) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(OpenError::sqlite(path))?;
    set_up(&connection).map_err(OpenError::sqlite(path))?;
    if migrate::check(&connection, path, schema)? == 0 {
        // An empty file is a database without anything in it: never what someone wants back.
        return Err(OpenError::Foreign {
            path: path.to_owned(),
        });
    }
    Ok(connection)
}

/// Opens a damaged file as far as it can be read. The bounds of cells are checked, nothing is
/// trusted, and nobody looks whether it is ours.
///
/// # Errors
/// When nothing of it can be read.
pub fn open_damaged(path: &Path) -> Result<Connection, OpenError> {
    query_only(path).map_err(OpenError::sqlite(path))
}

/// A connection that may write to what lies beside the file, and not to the file.
fn query_only(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens an empty database of its own that goes with the connection, in the newest version: to
/// rebuild something for comparison. What does not fit into its cache lies in a temporary file.
///
/// # Errors
/// When SQLite refuses.
pub fn open_scratch(schema: &Schema) -> Result<Connection, OpenError> {
    let path = Path::new("");
    let mut connection = Connection::open(path).map_err(OpenError::sqlite(path))?;
    set_up(&connection).map_err(OpenError::sqlite(path))?;
    connection
        .pragma_update(None, "synchronous", "OFF")
        .map_err(OpenError::sqlite(path))?;
    migrate::migrate(&mut connection, path, schema)?;
    Ok(connection)
}

/// What every connection gets, before anything is read from the file.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(LOCK_PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A plan that depends on the values bound to it would be made anew for every use.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Eight MiB were as fast as sixty-four.
    connection.pragma_update(None, "cache_size", -8192)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// An answered webhook must survive a power cut: WAL alone is not durable, FULL is.
fn durable(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    if cfg!(target_os = "macos") {
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    connection.pragma_update(None, "journal_size_limit", 64 << 20)
}
