//! Where a ledger lies, looked at from outside: without opening it, and without making anything.

use std::path::Path;

use countertop_sqlite::{Lock, free_bytes, local_folder};

use crate::ledger::{FILE, RECEIVER_LOCK};

/// The place of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Whether the folder is there.
    pub folder_exists: bool,
    /// Whether there is a ledger in it.
    pub ledger_exists: bool,
    /// How many bytes can still be written; none where the system does not tell.
    pub free_bytes: Option<u64>,
    /// Why a ledger may not lie there, where it may not.
    pub refused: Option<String>,
    /// Whether others than the owner may read the folder or the ledger.
    pub open_to_others: bool,
    /// Whether some process receives into the ledger.
    pub is_received_into: bool,
}

impl Room {
    /// Looks at a ledger's folder.
    pub fn of(folder: &Path) -> Self {
        let ledger = folder.join(FILE);
        Self {
            folder_exists: folder.is_dir(),
            ledger_exists: ledger.is_file(),
            free_bytes: free_bytes(folder),
            refused: local_folder(folder).err().map(|it| it.to_string()),
            open_to_others: is_open_to_others(folder) || is_open_to_others(&ledger),
            is_received_into: Lock::is_held(folder, RECEIVER_LOCK),
        }
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = path.metadata().map(|it| it.permissions().mode());
    mode.is_ok_and(|mode| mode & 0o077 != 0)
}

/// Folders of a user are that user's alone here, unless somebody shared one.
#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
