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
    #[cfg(unix)]
    let missing: Vec<&Path> = folder.ancestors().take_while(|it| !it.is_dir()).collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)?;
    #[cfg(unix)]
    missing.iter().rev().for_each(|made| name_lasts(made));
    Ok(())
}

/// After a power cut a folder is there only if the one that it lies in was synced: SQLite does that for
/// its files, and does not know that the folder is new as well.
#[cfg(unix)]
fn name_lasts(made: &Path) {
    let around = match made.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    };
    // Some file systems cannot sync a folder; SQLite goes on there as well.
    let _ = fs::File::open(around).and_then(|it| it.sync_all());
}

/// Makes the file, empty, when it is missing, so that SQLite finds it private and keeps its -wal
/// and -shm files so too.
///
/// One that exists is not opened: on Unix, closing any handle of a file gives up all locks that the
/// process has on it, those of the connections that are open as well.
pub(crate) fn private_file(path: &Path) -> Result<(), OpenError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let made = match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => accessible(path),
        opened => opened.map(drop),
    };
    made.map_err(|source| OpenError::File {
        path: path.to_owned(),
        source,
    })
}

#[cfg(unix)]
fn accessible(path: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(path, Access::READ_OK | Access::WRITE_OK)?)
}

/// Whether it may be used, SQLite says.
#[cfg(not(unix))]
fn accessible(_: &Path) -> io::Result<()> {
    Ok(())
}
