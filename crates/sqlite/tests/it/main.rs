//! Opening, refusing, migrating and locking real files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

use countertop_sqlite::{Lock, LockError, OpenError, Schema, open, open_reader, private_folder};

const ONE: Schema = Schema {
    application_id: 77,
    migrations: &["CREATE TABLE a (x INTEGER) STRICT;"],
};
const TWO: Schema = Schema {
    application_id: 77,
    migrations: &[
        "CREATE TABLE a (x INTEGER) STRICT;",
        "ALTER TABLE a ADD COLUMN y TEXT;",
    ],
};
const BROKEN: Schema = Schema {
    application_id: 77,
    migrations: &[
        "CREATE TABLE a (x INTEGER) STRICT;",
        "CREATE TABLE b (x INTEGER); oops",
    ],
};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_new_file_is_durable_and_its_owners_alone() {
    let folder = folder();
    let inner = folder.path().join("shop/ledger");
    private_folder(&inner).unwrap();
    let path = inner.join("a.sqlite");
    let connection = open(&path, &ONE).unwrap();
    connection.execute("INSERT INTO a VALUES (1)", []).unwrap();
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    assert_eq!(pragma("synchronous").unwrap(), 2, "FULL");
    let mode = |name| connection.pragma_query_value(None, name, |row| row.get::<_, String>(0));
    assert_eq!(mode("journal_mode").unwrap(), "wal");
    #[cfg(unix)]
    for (path, expected) in [
        (inner.clone(), 0o700),
        (path.clone(), 0o600),
        (inner.join("a.sqlite-wal"), 0o600),
        (inner.join("a.sqlite-shm"), 0o600),
    ] {
        use std::os::unix::fs::PermissionsExt;
        let found = path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(found, expected, "{}", path.display());
    }
}

#[test]
fn a_newer_schema_is_refused_and_nothing_is_written() {
    let folder = folder();
    let path = folder.path().join("a.sqlite");
    drop(open(&path, &TWO).unwrap());
    let before = std::fs::read(&path).unwrap();
    let refused = open(&path, &ONE).unwrap_err();
    assert!(
        matches!(
            refused,
            OpenError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{refused}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_not_ours_is_refused() {
    let folder = folder();
    let text = folder.path().join("text.sqlite");
    std::fs::write(
        &text,
        "a shopping list, long enough to be looked at ".repeat(100),
    )
    .unwrap();
    assert!(matches!(
        open(&text, &ONE).unwrap_err(),
        OpenError::Damaged { .. }
    ));
    let other = folder.path().join("other.sqlite");
    drop(
        open(
            &other,
            &Schema {
                application_id: 78,
                ..ONE
            },
        )
        .unwrap(),
    );
    assert!(matches!(
        open(&other, &ONE).unwrap_err(),
        OpenError::Foreign { .. }
    ));
    let missing = folder.path().join("missing/a.sqlite");
    assert!(matches!(
        open(&missing, &ONE).unwrap_err(),
        OpenError::File { .. }
    ));
    private_folder(&text).unwrap_err();
}

#[test]
fn a_migration_keeps_a_copy_and_is_all_or_nothing() {
    let folder = folder();
    let path = folder.path().join("a.sqlite");
    open(&path, &ONE)
        .unwrap()
        .execute("INSERT INTO a VALUES (5)", [])
        .unwrap();
    open(&path, &BROKEN).unwrap_err();
    let still = open(&path, &ONE).unwrap();
    let tables: i64 = still
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'b'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(tables, 0, "half a step is no step");
    drop(still);
    let migrated = open(&path, &TWO).unwrap();
    let kept: i64 = migrated
        .query_row("SELECT x FROM a", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 5);
    let copy = folder.path().join("a.sqlite.before-version-2");
    let old = open_reader(&copy, &ONE).unwrap();
    assert_eq!(
        old.query_row("SELECT x FROM a", [], |row| row.get::<_, i64>(0))
            .unwrap(),
        5
    );
}

#[test]
fn a_reader_cannot_write() {
    let folder = folder();
    let path = folder.path().join("a.sqlite");
    drop(open(&path, &ONE).unwrap());
    let reader = open_reader(&path, &ONE).unwrap();
    reader.execute("INSERT INTO a VALUES (1)", []).unwrap_err();
}

#[test]
fn a_lock_is_held_once_and_names_its_holder() {
    let folder = folder();
    let lock = Lock::take(folder.path(), "receiver.lock").unwrap();
    assert!(Lock::is_held(folder.path(), "receiver.lock"));
    let refused = Lock::take(folder.path(), "receiver.lock").unwrap_err();
    assert!(matches!(&refused, LockError::Held { .. }));
    assert!(
        refused
            .to_string()
            .contains(&std::process::id().to_string()),
        "{refused}"
    );
    drop(lock);
    assert!(!Lock::is_held(folder.path(), "receiver.lock"));
    Lock::take(folder.path(), "receiver.lock").unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn another_connection_leaves_the_locks_of_the_first_alone() {
    use std::os::unix::fs::MetadataExt as _;

    let folder = folder();
    let path = folder.path().join("a.sqlite");
    let first = open(&path, &ONE).unwrap();
    first.execute("INSERT INTO a VALUES (1)", []).unwrap();
    let file = format!(":{} ", path.metadata().unwrap().ino());
    let process = format!(" {} ", std::process::id());
    let is_locked = || {
        let locks = std::fs::read_to_string("/proc/locks").unwrap();
        locks
            .lines()
            .any(|lock| lock.contains(&file) && lock.contains(&process))
    };
    assert!(is_locked(), "a connection in WAL mode holds a shared lock");
    let second = open(&path, &ONE).unwrap();
    drop(open_reader(&path, &ONE).unwrap());
    drop(second);
    assert!(is_locked(), "without it another program may delete the log");
}
