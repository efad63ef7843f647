//! Reading the file, and replacing it as a whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::VaultError;

/// Far more than all secrets of all accounts.
const LARGEST: u64 = 1 << 20;

/// The file's bytes.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::new();
    let taken = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    match taken {
        Ok(_) if bytes.len() as u64 > LARGEST => Err(super::damaged(path, "it is far too large")),
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(VaultError::Missing(path.to_owned()))
        }
        Err(source) => Err(VaultError::File {
            path: path.to_owned(),
            doing: "read",
            source,
        }),
    }
}

/// The right to write the file, which one process has at a time. Dropping it gives it back.
pub(super) struct Writing {
    path: PathBuf,
    _lock: File,
}

impl Writing {
    /// Waits until no other process writes it.
    pub(super) fn begin(path: &Path) -> Result<Self, VaultError> {
        let beside = beside(path, ".lock");
        let lock = private(&beside).and_then(|file| file.lock().map(|()| file));
        Ok(Self {
            path: path.to_owned(),
            _lock: lock.map_err(|source| failed(&beside, source))?,
        })
    }

    /// Puts a new file in the place of the old one: whatever happens meanwhile, one of the two is
    /// there.
    pub(super) fn replace(&self, bytes: &[u8]) -> Result<(), VaultError> {
        let new = beside(&self.path, ".new");
        let written = private(&new).and_then(|mut file| {
            file.set_len(0)?;
            file.write_all(bytes)?;
            file.sync_all()
        });
        written
            .and_then(|()| fs::rename(&new, &self.path))
            .and_then(|()| name_lasts(&self.path))
            .map_err(|source| failed(&self.path, source))
    }
}

fn failed(path: &Path, source: io::Error) -> VaultError {
    VaultError::File {
        path: path.to_owned(),
        doing: "written",
        source,
    }
}

/// A file beside another.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Opens a file that is its owner's alone, also where another made it for more.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

/// After a power cut the new name is there only if the folder was synced.
#[cfg(unix)]
fn name_lasts(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    };
    match File::open(folder).and_then(|it| it.sync_all()) {
        // Some file systems cannot sync a folder.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

#[cfg(not(unix))]
fn name_lasts(_: &Path) -> io::Result<()> {
    Ok(())
}
