//! Why a file cannot be opened, in words for the person who has to do something about it.

use std::path::PathBuf;

/// Why a SQLite file, or the folder that it lies in, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be made or entered.
    #[error(
        "the folder {} cannot be used: {source}; give yourself access to it or choose another one",
        folder.display()
    )]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The folder lies on a network's file system.
    #[error(
        "the folder {} is on a network file system ({kind}), where a ledger can be damaged: choose \
         a folder on a disk of this computer",
        folder.display()
    )]
    Network {
        /// Which folder.
        folder: PathBuf,
        /// What the file system is called.
        kind: &'static str,
    },
    /// The file cannot be made or opened.
    #[error(
        "the file {} cannot be opened: {source}; give yourself access to it or choose another \
         folder",
        path.display()
    )]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is damaged, or no database at all.
    #[error(
        "the file {} is damaged or no database ({source}): `db salvage` sets it aside and saves what \
         can be read of it; a backup comes back with `db restore`",
        path.display()
    )]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// It is a database of another program.
    #[error("the file {} is not a database of this program; move it away or choose another folder", path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
    },
    /// It was written by a newer version.
    #[error(
        "the file {} has schema version {found}, and this program knows versions up to {known}; \
         install the newer version of the program that wrote it",
        path.display()
    )]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// SQLite itself is older than the fix of a WAL defect.
    #[error("SQLite {0} can damage a database; version 3.51.3 or newer is needed")]
    OldSqlite(&'static str),
    /// SQLite refused.
    #[error("the database {} cannot be opened: {source}", path.display())]
    Sqlite {
        /// Which file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl OpenError {
    pub(crate) fn sqlite(path: &std::path::Path) -> impl FnOnce(rusqlite::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { path, source }
            }
            _ => Self::Sqlite { path, source },
        }
    }
}
