//! The three package managers: which one is here, what it has installed, how it installs more.

use std::path::Path;

use anyhow::{Result, bail};

use super::packages::Need;
use crate::process::{self, Step};

/// A package manager that we can speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manager {
    /// Debian, Ubuntu and what comes from them.
    Apt,
    /// Fedora and its kin.
    Dnf,
    /// Arch and its kin.
    Pacman,
}

/// How a command gets the right to install packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// We are root.
    Root,
    /// sudo gives them, asking for a password if it must.
    Sudo,
    /// sudo gives them, and must not ask, since nobody is there to answer.
    SilentSudo,
}

impl Manager {
    /// The package manager of this system, if it is one of the three.
    pub fn here() -> Option<Self> {
        [
            ("apt-get", Self::Apt),
            ("dnf", Self::Dnf),
            ("pacman", Self::Pacman),
        ]
        .into_iter()
        .find_map(|(program, manager)| process::find(program).map(|_| manager))
    }

    /// The names by which this manager knows what brings `need`.
    pub fn names(self, need: &Need) -> &'static [&'static str] {
        match self {
            Self::Apt => need.apt,
            Self::Dnf => need.dnf,
            Self::Pacman => need.pacman,
        }
    }

    /// Whether a package is installed.
    pub fn has(self, package: &str) -> bool {
        match self {
            // `dpkg -s` succeeds also for a package that was removed and left its settings behind.
            Self::Apt => Step::new("dpkg-query")
                .args(["--show", "--showformat", "${db:Status-Status}", package])
                .answer()
                .is_some_and(|status| status == "installed"),
            Self::Dnf => Step::new("rpm")
                .args(["--query", "--whatprovides", package])
                .succeeds(),
            Self::Pacman => Step::new("pacman").args(["-Q", package]).succeeds(),
        }
    }

    /// Whether a package is to be had, as far as the manager can say without trying.
    pub fn offers(self, package: &str) -> bool {
        match self {
            Self::Apt => Step::new("apt-cache")
                .args(["policy", package])
                .env("LC_ALL", "C")
                .answer()
                .is_some_and(|said| has_candidate(&said)),
            Self::Dnf | Self::Pacman => true,
        }
    }

    /// The command that installs `packages`.
    pub fn install(self, packages: &[&str], rights: Rights) -> Step {
        let words: &[&str] = match self {
            Self::Apt => &[
                "apt-get",
                "install",
                "--yes",
                "--no-install-recommends",
                "--option",
                "DPkg::Lock::Timeout=300",
            ],
            Self::Dnf => &["dnf", "install", "--assumeyes"],
            Self::Pacman => &["pacman", "-S", "--needed", "--noconfirm"],
        };
        self.privileged(words, packages, rights)
    }

    /// The command that brings the list of packages up to date, where installing does not do so itself.
    pub fn refresh(self, rights: Rights) -> Option<Step> {
        match self {
            Self::Apt => Some(self.privileged(&["apt-get", "update"], &[], rights)),
            Self::Dnf => None,
            Self::Pacman => Some(self.privileged(&["pacman", "-Sy"], &[], rights)),
        }
    }

    /// Whether the manager has never heard which packages there are, as in a new container.
    pub fn knows_no_packages(self) -> bool {
        match self {
            Self::Apt => !holds_a_list(Path::new("/var/lib/apt/lists"), "_Packages"),
            Self::Dnf => false,
            Self::Pacman => !holds_a_list(Path::new("/var/lib/pacman/sync"), ".db"),
        }
    }

    /// A command with the rights it needs. Where packages may ask questions, their defaults answer.
    fn privileged(self, words: &[&str], packages: &[&str], rights: Rights) -> Step {
        let quiet = match self {
            Self::Apt => Some(("DEBIAN_FRONTEND", "noninteractive")),
            Self::Dnf | Self::Pacman => None,
        };
        let mut all = words.iter().chain(packages).copied();
        match (rights, quiet) {
            (Rights::Root, quiet) => {
                let step = Step::new(all.next().unwrap_or_default()).args(all);
                quiet
                    .into_iter()
                    .fold(step, |step, (name, value)| step.env(name, value))
            }
            // sudo clears the environment, so the variable goes on its command line.
            (rights, Some((name, value))) => sudo(rights)
                .args(["env", &format!("{name}={value}")])
                .args(all),
            (rights, None) => sudo(rights).args(all),
        }
    }
}

/// How we may install packages here.
pub fn rights() -> Result<Rights> {
    let uid = Step::new("id").arg("-u").output()?;
    if uid.trim() == "0" {
        return Ok(Rights::Root);
    }
    if process::find("sudo").is_none() {
        bail!("installing packages needs root, and there is no sudo");
    }
    Ok(if process::in_ci() {
        Rights::SilentSudo
    } else {
        Rights::Sudo
    })
}

fn sudo(rights: Rights) -> Step {
    match rights {
        Rights::SilentSudo => Step::new("sudo").arg("--non-interactive"),
        Rights::Root | Rights::Sudo => Step::new("sudo"),
    }
}

/// Whether apt's account of a package names a version that it could install.
fn has_candidate(policy: &str) -> bool {
    policy
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Candidate:"))
        .any(|candidate| candidate.trim() != "(none)")
}

/// Whether `folder` has a file whose name holds `mark`.
fn holds_a_list(folder: &Path, mark: &str) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().contains(mark))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installing_asks_nothing() {
        for (manager, rights, expected) in [
            (
                Manager::Apt,
                Rights::Root,
                "apt-get install --yes --no-install-recommends --option DPkg::Lock::Timeout=300 a b",
            ),
            (
                Manager::Dnf,
                Rights::Sudo,
                "sudo dnf install --assumeyes a b",
            ),
            (
                Manager::Pacman,
                Rights::SilentSudo,
                "sudo --non-interactive pacman -S --needed --noconfirm a b",
            ),
        ] {
            let step = manager.install(&["a", "b"], rights);
            assert_eq!(step.to_string(), expected);
        }
    }

    #[test]
    fn packages_that_ask_questions_get_no_answer_through_sudo_either() {
        let step = Manager::Apt.refresh(Rights::Sudo).unwrap();
        let expected = "sudo env DEBIAN_FRONTEND=noninteractive apt-get update";
        assert_eq!(step.to_string(), expected);
    }

    #[test]
    fn a_package_that_apt_only_knows_by_name_is_not_to_be_had() {
        for (policy, expected) in [
            (
                "xvfb:\n  Installed: (none)\n  Candidate: 2:21.1.7-3\n",
                true,
            ),
            (
                "chromium:\n  Installed: (none)\n  Candidate: (none)\n",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(has_candidate(policy), expected, "{policy:?}");
        }
    }

    #[test]
    fn apt_and_pacman_refresh_their_lists_by_a_command_of_its_own() {
        let step = Manager::Apt.refresh(Rights::Root).unwrap();
        assert_eq!(step.to_string(), "apt-get update");
        assert!(Manager::Dnf.refresh(Rights::Root).is_none());
        assert!(Manager::Pacman.refresh(Rights::Root).is_some());
    }

    #[test]
    fn a_folder_without_lists_is_told_from_one_with() {
        let folder = std::env::temp_dir().join(format!("countertop-lists-{}", std::process::id()));
        assert!(!holds_a_list(&folder, "_Packages"));
        std::fs::create_dir_all(&folder).unwrap();
        assert!(!holds_a_list(&folder, "_Packages"));
        std::fs::write(folder.join("debian_main_Packages.lz4"), "").unwrap();
        assert!(holds_a_list(&folder, "_Packages"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
