//! Folders and files that only their owner can read.

use std::fs;
use std::io;
use std::path::Path;

use crate::OpenError;

/// Makes the folder, with its parents, when it is missing; a folder made here is its owner's alone.
/// One that exists keeps its permissions: it may be shared on purpose.
///
/// # Errors
/// When it cannot be made or cannot be written to.
pub fn private_folder(folder: &Path) -> Result<(), OpenError> {
    make(folder).map_err(|source| OpenError::Folder {
        folder: folder.to_owned(),
        source,
    })
}

fn make(folder: &Path) -> io::Result<()> {
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => return Err(io::Error::from(io::ErrorKind::NotADirectory)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Makes the file, empty, when it is missing, so that SQLite finds it private and keeps its -wal
/// and -shm files so too.
pub(crate) fn private_file(path: &Path) -> Result<(), OpenError> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let opened = options.open(path);
    opened.map(drop).map_err(|source| OpenError::File {
        path: path.to_owned(),
        source,
    })
}
