//! Where a database may lie: SQLite's locks and its shared memory are not reliable on a network's
//! file system, and a ledger there can be damaged without a word.

use std::path::Path;

use crate::OpenError;

/// Refuses a folder on a network's file system. What cannot be told apart is not refused.
///
/// # Errors
/// When it lies on one.
pub fn local_folder(folder: &Path) -> Result<(), OpenError> {
    match network(folder) {
        None => Ok(()),
        Some(kind) => Err(OpenError::Network {
            folder: folder.to_owned(),
            kind,
        }),
    }
}

/// How many bytes this user can still write where a folder lies; none where the system does not tell.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let space = rustix::fs::statvfs(folder).ok()?;
        space.f_bavail.checked_mul(space.f_frsize)
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

#[cfg(target_os = "linux")]
fn network(folder: &Path) -> Option<&'static str> {
    // The type's width differs between processors, its lower 32 bits never.
    let kind = rustix::fs::statfs(folder).ok()?.f_type as u32;
    name(kind)
}

/// The magic numbers of statfs(2).
#[cfg(target_os = "linux")]
fn name(kind: u32) -> Option<&'static str> {
    match kind {
        0x0000_6969 => Some("NFS"),
        0x0000_517b | 0xff53_4d42 | 0xfe53_4d42 => Some("SMB"),
        0x5346_414f => Some("AFS"),
        0x00c3_6400 => Some("Ceph"),
        0x0000_564c => Some("NCP"),
        0x7375_7245 => Some("Coda"),
        _ => None,
    }
}

#[cfg(target_os = "macos")]
fn network(folder: &Path) -> Option<&'static str> {
    const MNT_LOCAL: u32 = 0x1000;
    let stat = rustix::fs::statfs(folder).ok()?;
    (stat.f_flags & MNT_LOCAL == 0).then_some("mounted")
}

#[cfg(windows)]
fn network(folder: &Path) -> Option<&'static str> {
    use std::path::{Component, Prefix};
    let full = std::path::absolute(folder).ok()?;
    match full.components().next() {
        Some(Component::Prefix(prefix)) => match prefix.kind() {
            Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Some("mounted"),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn network(_: &Path) -> Option<&'static str> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_file_systems_of_networks_are_known_by_their_numbers() {
        const EXT4: u32 = 0xef53;
        const TMPFS: u32 = 0x0102_1994;
        const BTRFS: u32 = 0x9123_683e;
        for (kind, expected) in [
            (0x6969, Some("NFS")),
            (0xff53_4d42, Some("SMB")),
            (0xfe53_4d42, Some("SMB")),
            (EXT4, None),
            (TMPFS, None),
            (BTRFS, None),
        ] {
            assert_eq!(name(kind), expected, "{kind:x}");
        }
        assert!(local_folder(Path::new("/")).is_ok());
        assert!(local_folder(Path::new("/nowhere")).is_ok());
    }
}
