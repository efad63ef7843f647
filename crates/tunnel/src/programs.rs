//! Which of the ways' programs are installed on this computer.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::timeout;

use crate::Program;
use crate::child::{Child, Word};
use crate::launch::Launch;
use crate::way::{Sign, Signs};

/// How long a program may take to say its version.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where programs are besides on the PATH. What a desktop starts often has a short one, and package
/// managers put programs elsewhere.
#[cfg(unix)]
const ELSEWHERE: &[&str] = &["/opt/homebrew/bin", "/usr/local/bin", "/usr/bin", "/bin"];
#[cfg(not(unix))]
const ELSEWHERE: &[&str] = &[
    r"C:\Windows\System32\OpenSSH",
    r"C:\Program Files\cloudflared",
];

/// The folders where programs are looked for.
#[derive(Clone, Debug)]
pub struct Programs {
    folders: Vec<PathBuf>,
}

/// Whether a program is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installed {
    /// It is.
    Yes {
        /// Where.
        path: PathBuf,
        /// What it says of its version; none where it said nothing in time.
        version: Option<String>,
    },
    /// It is not.
    No {
        /// How to get it, as a sentence.
        how_to_get: &'static str,
    },
}

impl Programs {
    /// Looks on this PATH, and where programs usually are.
    pub fn on(path: Option<&OsStr>) -> Self {
        let mut folders: Vec<PathBuf> = path
            .map(|path| std::env::split_paths(path).collect())
            .unwrap_or_default();
        folders.extend(ELSEWHERE.iter().map(PathBuf::from));
        // What is not absolute depends on where somebody happens to be.
        folders.retain(|folder| folder.is_absolute());
        Self { folders }
    }

    /// Looks in these folders alone.
    pub fn in_folders(folders: Vec<PathBuf>) -> Self {
        Self { folders }
    }

    /// Where a program is.
    pub fn find(&self, program: Program) -> Option<PathBuf> {
        let name = format!("{}{}", program.name, std::env::consts::EXE_SUFFIX);
        let mut files = self.folders.iter().map(|folder| folder.join(&name));
        files.find(|file| may_be_run(file))
    }

    /// Whether a program is there, and which version it says it is.
    pub async fn look_for(&self, program: Program) -> Installed {
        match self.find(program) {
            None => Installed::No {
                how_to_get: program.how_to_get,
            },
            Some(path) => Installed::Yes {
                version: version(program, &path).await,
                path,
            },
        }
    }
}

#[cfg(unix)]
fn may_be_run(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let metadata = std::fs::metadata(file);
    metadata.is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn may_be_run(file: &Path) -> bool {
    file.is_file()
}

/// Asks a program for its version; one that hangs is ended.
async fn version(program: Program, path: &Path) -> Option<String> {
    let launch = Launch::new(program, PATIENCE, Deaf).args(program.version);
    let mut child = Child::start(launch.command(path)).ok()?;
    let found = timeout(PATIENCE, async {
        loop {
            match child.next().await {
                Word::Line(line) => {
                    if let Some(version) = version_in(&line) {
                        return Some(version);
                    }
                }
                Word::End(_) => return None,
            }
        }
    });
    let found = found.await.ok().flatten();
    child.end().await;
    found
}

/// The first word that looks like a version: `stripe version 1.52.0`, `OpenSSH_9.2p1 Debian-2, …`.
fn version_in(line: &str) -> Option<String> {
    let mut words = line.split([' ', '_', ',', '(']);
    let version = words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    version.contains('.').then(|| version.to_owned())
}

/// Makes nothing of what is said.
#[derive(Debug)]
struct Deaf;

impl Signs for Deaf {
    fn read(&mut self, _line: &str) -> Option<Sign> {
        None
    }

    fn verdict(&self) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        for (line, version) in [
            ("stripe version 1.52.0", Some("1.52.0")),
            (
                "cloudflared version 2025.8.1 (built 2025-08-21-1531 UTC)",
                Some("2025.8.1"),
            ),
            ("ngrok version 3.26.0", Some("3.26.0")),
            (
                "OpenSSH_9.2p1 Debian-2+deb12u7, OpenSSL 3.0.17",
                Some("9.2p1"),
            ),
            ("Checking for new versions...", None),
            ("", None),
        ] {
            assert_eq!(version_in(line).as_deref(), version, "{line}");
        }
    }

    #[test]
    fn only_absolute_folders_are_searched() {
        let programs = Programs::on(Some(OsStr::new("/a:b:/c")));
        assert!(programs.folders.iter().all(|folder| folder.is_absolute()));
        assert!(programs.folders.contains(&PathBuf::from("/c")));
    }
}
