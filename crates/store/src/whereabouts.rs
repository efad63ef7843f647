//! Whether the files that are open are still the ones under their names.
//!
//! A database that is moved, deleted or replaced while it is open goes on taking writes that nobody
//! will ever find again. So the writer looks before it answers.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::restore::with;

/// What makes a file this one and no other under its name.
type Identity = (u64, u64);

/// The ledger's files as they were when it was opened.
#[derive(Debug)]
pub(crate) struct Whereabouts {
    database: (PathBuf, Option<Identity>),
    wal: (PathBuf, Option<Identity>),
}

impl Whereabouts {
    /// Remembers the files of a database that is open.
    pub(crate) fn of(database: &Path) -> Self {
        let wal = with(database, "-wal");
        Self {
            database: (database.to_owned(), identity(database)),
            wal: (wal.clone(), identity(&wal)),
        }
    }

    /// The file that is no longer the one that was opened. The WAL may come to be later than the
    /// database.
    pub(crate) fn lost(&mut self) -> Option<&Path> {
        let (database, opened) = &self.database;
        if identity(database) != *opened {
            return Some(database);
        }
        let now = identity(&self.wal.0);
        let (wal, opened) = &mut self.wal;
        if opened.is_some() && now != *opened {
            return Some(wal);
        }
        *opened = now;
        None
    }
}

fn identity(path: &Path) -> Option<Identity> {
    path.metadata().ok().map(|it| of_metadata(&it))
}

#[cfg(unix)]
fn of_metadata(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// An open file cannot be replaced here.
#[cfg(not(unix))]
fn of_metadata(_: &Metadata) -> Identity {
    (0, 0)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_replaced_or_deleted_file_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let (database, other) = (folder.path().join("a"), folder.path().join("b"));
        let wal = folder.path().join("a-wal");
        fs::write(&database, "x").unwrap();
        let mut files = Whereabouts::of(&database);
        assert_eq!(files.lost(), None);
        fs::write(&wal, "").unwrap();
        assert_eq!(files.lost(), None, "the log comes later");
        fs::write(&database, "y").unwrap();
        assert_eq!(files.lost(), None, "other bytes are the same file");
        fs::rename(&wal, &other).unwrap();
        assert_eq!(files.lost(), Some(wal.as_path()));
        fs::rename(&other, &wal).unwrap();
        assert_eq!(files.lost(), None, "it came back");
        fs::write(&other, "x").unwrap();
        fs::rename(&other, &database).unwrap();
        assert_eq!(files.lost(), Some(database.as_path()));
        fs::remove_file(&database).unwrap();
        assert_eq!(files.lost(), Some(database.as_path()));
    }
}
