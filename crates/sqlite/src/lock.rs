//! A lock on a folder, held by one process until it ends, however it ends.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A held lock. Dropping it, or the end of the process, gives it back.
#[derive(Debug)]
pub struct Lock {
    file: File,
    abandoned: bool,
}

/// Why a lock cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error("{} is in use by {holder}; stop it first", folder.display())]
    Held {
        /// Which folder.
        folder: PathBuf,
        /// Who has it: a process, as far as it can be told.
        holder: String,
    },
    /// The lock file cannot be used.
    #[error("the lock {} cannot be taken: {source}; give yourself access to the folder", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

impl Lock {
    /// Takes the lock `name` in a folder, or says who has it. The operating system keeps the lock,
    /// so a file left by a crash is no obstacle.
    ///
    /// # Errors
    /// When another process has it, or the file cannot be used.
    pub fn take(folder: &Path, name: &str) -> Result<Self, LockError> {
        let path = folder.join(name);
        let io = |source| LockError::Io {
            path: path.clone(),
            source,
        };
        crate::folder::private_file(&path).map_err(|error| match error {
            crate::OpenError::File { source, .. } => io(source),
            other => io(std::io::Error::other(other)),
        })?;
        let mut file = File::options()
            .read(true)
            .write(true)
            .open(&path)
            .map_err(io)?;
        let locked = file.try_lock();
        let mut holder = String::new();
        // The words are for a message and a hint: a lock without them is a lock all the same.
        let _ = file.read_to_string(&mut holder);
        match locked {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = match holder.trim() {
                    "" => "another process".to_owned(),
                    process => format!("process {process}"),
                };
                return Err(LockError::Held {
                    folder: folder.to_owned(),
                    holder,
                });
            }
            Err(TryLockError::Error(source)) => return Err(io(source)),
        }
        let process = std::process::id().to_string();
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(process.as_bytes()))
            .map_err(io)?;
        Ok(Self {
            file,
            abandoned: !holder.trim().is_empty(),
        })
    }

    /// Whether the holder before ended without giving the lock back: it was killed, or the machine
    /// stopped.
    pub fn was_abandoned(&self) -> bool {
        self.abandoned
    }

    /// Whether the last holder of the lock `name` in a folder ended without giving it back.
    pub fn is_abandoned(folder: &Path, name: &str) -> bool {
        let path = folder.join(name);
        path.metadata().is_ok_and(|it| it.len() > 0) && !Self::is_held(folder, name)
    }

    /// Whether some process has the lock `name` in a folder at this moment.
    pub fn is_held(folder: &Path, name: &str) -> bool {
        let Ok(file) = File::options()
            .read(true)
            .write(true)
            .open(folder.join(name))
        else {
            return false;
        };
        matches!(file.try_lock(), Err(TryLockError::WouldBlock))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // An empty file says that the lock was given back; who cannot say so counts as killed.
        let _ = self.file.set_len(0);
    }
}
