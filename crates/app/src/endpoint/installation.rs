//! Who we are among the computers that use one account: an id that is no secret, and a name.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{atomic, randomness};

/// The file in the folder that one installation keeps its ledgers in.
const FILE: &str = "installation.json";
/// Longest name of a computer; Stripe keeps 500 characters of a metadata value.
const LONGEST_NAME: usize = 100;

/// An installation of Countertop: a folder on a computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    id: String,
    machine: String,
}

/// Why the installation cannot be told.
#[derive(Debug, thiserror::Error)]
#[error("the file {} cannot be used: {source}; give yourself access to it", path.display())]
pub struct InstallationError {
    path: PathBuf,
    source: std::io::Error,
}

impl Installation {
    /// The installation in a folder on the computer of this name; a new one where there is none yet.
    ///
    /// A folder that comes from a computer of another name is a new installation: the copy that it was
    /// made from may still be at work, and each needs an endpoint of its own.
    ///
    /// # Errors
    /// When the file in the folder cannot be read or written.
    pub fn of(folder: &Path, machine: &str) -> Result<Self, InstallationError> {
        let path = folder.join(FILE);
        let failed = |source| InstallationError {
            path: path.clone(),
            source,
        };
        let machine = short(machine);
        match std::fs::read(&path) {
            Ok(bytes) => {
                // A damaged file tells nobody anything: it is written anew.
                let known = serde_json::from_slice::<Self>(&bytes).ok();
                if let Some(known) = known.filter(|it| it.machine == machine && !it.id.is_empty()) {
                    return Ok(known);
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        let new = Self {
            id: randomness::installation_id(),
            machine,
        };
        let text = serde_json::to_vec(&new).map_err(|error| failed(error.into()))?;
        atomic::write(&path, &text).map_err(failed)?;
        Ok(new)
    }

    /// The id that our endpoints carry.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The computer's name, as people know it.
    pub fn machine(&self) -> &str {
        &self.machine
    }
}

/// A name without the network's part, which changes with the network.
fn short(machine: &str) -> String {
    let name = machine.trim().split('.').next().unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_NAME)
        .collect();
    if name.is_empty() {
        "this computer".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_id_until_it_is_on_another_computer() {
        let folder = tempfile::tempdir().unwrap();
        let of = |machine| Installation::of(folder.path(), machine).unwrap();
        let first = of("till-1.fritz.box");
        assert_eq!(first.machine(), "till-1");
        assert_eq!(
            of("till-1"),
            first,
            "the network's part of the name is no matter"
        );
        let copy = of("till-2");
        assert_ne!(copy.id(), first.id());
        assert_eq!(of("till-2"), copy);
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        assert_ne!(
            of("till-2").id(),
            copy.id(),
            "a damaged file is written anew"
        );
        assert_eq!(of(" \n").machine(), "this computer");
    }
}
