//! Small files that are whole whenever they are read: written beside, synced, and put in place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file of its owner's alone. After a crash it holds what was in it before, or all of this.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_for(path, bytes, Readers::Owner)
}

/// Writes a file that is there to be passed on, with the permissions that files usually have.
pub(crate) fn write_for_others(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_for(path, bytes, Readers::Anybody)
}

/// Who may read a file.
#[cfg_attr(not(unix), allow(dead_code))]
#[derive(Clone, Copy)]
enum Readers {
    Owner,
    Anybody,
}

#[cfg_attr(not(unix), allow(unused_variables))]
fn write_for(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    // One that a crash left may have other permissions.
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(match readers {
            Readers::Owner => 0o600,
            // Less what the person's own setting takes away.
            Readers::Anybody => 0o666,
        });
    }
    let mut file = options.open(beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(beside, path)?;
    // The new name must last as well; some file systems cannot sync a folder.
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|it| it.sync_all());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_is_replaced_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(folder.path().join("a.json.new"), "half").unwrap();
        for text in ["one", "two"] {
            write(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }
}
