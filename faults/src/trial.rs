//! What a fault is given to work with.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// How long the loops are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Seconds, for every change of the project.
    Short,
    /// Minutes, every now and then.
    Long,
}

/// What the process has to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Mounts, network and processes of its own, and root's rights over them.
    Own,
    /// Nothing: the system gave no namespaces.
    Shared,
}

/// One fault's own folder, and what is played in it.
pub struct Trial {
    /// The program under test.
    pub program: PathBuf,
    /// The fault's own folder.
    pub folder: PathBuf,
    /// How long the loops are.
    pub pace: Pace,
    /// What the process has to itself.
    pub ground: Ground,
}

/// The fault cannot be injected on this system; why.
#[derive(Debug)]
pub struct NotHere(pub &'static str);

impl std::fmt::Display for NotHere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NotHere {}

impl Trial {
    /// The folder of the ledger; the program makes it.
    pub fn ledger(&self) -> PathBuf {
        self.folder.join("shop")
    }

    /// One of two figures.
    pub fn paced<T>(&self, short: T, long: T) -> T {
        match self.pace {
            Pace::Short => short,
            Pace::Long => long,
        }
    }

    /// Fails when there are no mounts of its own.
    pub fn has_mounts(&self) -> Result<()> {
        match self.ground {
            Ground::Own => Ok(()),
            Ground::Shared => {
                Err(NotHere("the system gives this user no mounts of their own").into())
            }
        }
    }
}

/// What is injected with, and the package of Debian's that brings it.
const TOOLS: &[(&str, &str)] = &[
    ("faketime", "faketime"),
    ("ip", "iproute2"),
    ("mount", "mount"),
    ("prlimit", "util-linux"),
    ("setpriv", "util-linux"),
    ("sqlite3", "sqlite3"),
    ("strace", "strace"),
    ("unshare", "util-linux"),
];

/// Fails when something that faults are injected with is not installed.
pub fn tools_are_here() -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let is_here = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    for (name, package) in TOOLS {
        ensure!(
            is_here(name),
            "{name} is not on the PATH: install the package {package}, or run `cargo xtask setup tests`"
        );
    }
    Ok(())
}

/// Runs a tool of the system to its end; gives back what it printed.
pub fn tool<'a>(program: &str, args: impl IntoIterator<Item = &'a str>) -> Result<String> {
    let args: Vec<&str> = args.into_iter().collect();
    let output = Command::new(program)
        .args(&args)
        .output()
        .with_context(|| format!("{program} cannot be started"))?;
    ensure!(
        output.status.success(),
        "{program} {} failed: {}",
        args.join(" "),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A path as text; all of ours are.
pub fn text(path: &Path) -> Result<&str> {
    path.to_str()
        .with_context(|| format!("{} is no text", path.display()))
}
