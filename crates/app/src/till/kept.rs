//! What is kept of the till: one small file in the app's home, for all its accounts.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use countertop_vault::PinHash;
use serde::{Deserialize, Serialize};

use super::pauses::Wrong;
use crate::atomic;

/// The file, inside the app's home.
const FILE: &str = "till.json";
/// What this program writes. A newer file is refused and not touched.
const VERSION: u32 = 1;

/// Why the till cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TillError {
    /// The file cannot be read or written.
    #[error("the till's settings {} cannot be used: {source}; give yourself access to them", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A later version of the program wrote it.
    #[error("the till's settings {} are from a newer Countertop; install that one again", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
    },
}

/// The till as it is kept.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    version: u32,
    /// The PIN's hash, as a PHC string.
    #[serde(default)]
    pub(super) pin: Option<String>,
    #[serde(default)]
    pub(super) is_view_only: bool,
    /// After how many minutes without a key or the mouse the window is locked.
    #[serde(default)]
    pub(super) lock_after_minutes: Option<u32>,
    #[serde(default)]
    pub(super) is_locked: bool,
    /// The wrong PINs since the last right one.
    #[serde(default)]
    pub(super) wrong: Wrong,
}

impl Kept {
    /// The PIN's hash, where there is a PIN.
    pub(super) fn hash(&self) -> Option<PinHash> {
        PinHash::parse(self.pin.as_deref()?)
    }

    fn is_whole(&self) -> bool {
        self.pin.is_none() || self.hash().is_some()
    }

    /// As it is at a start: one that locks itself is locked, or ending the program would open it.
    fn at_start(mut self) -> Self {
        self.is_locked =
            self.pin.is_some() && (self.is_locked || self.lock_after_minutes.is_some());
        self
    }
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// The place of the file.
pub(super) struct KeptIn(PathBuf);

impl KeptIn {
    pub(super) fn of(home: &Path) -> Self {
        Self(home.join(FILE))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Reads it. A damaged one is set aside, and there is no PIN: whoever can damage it can remove it, too.
    pub(super) fn read(&self) -> Result<Kept, TillError> {
        let bytes = match fs::read(&self.0) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Kept::default()),
            Err(error) => return Err(self.failed(error)),
        };
        let version = serde_json::from_slice::<Version>(&bytes);
        if version.is_ok_and(|it| it.version > VERSION) {
            return Err(TillError::Newer {
                path: self.0.clone(),
            });
        }
        let kept = serde_json::from_slice::<Kept>(&bytes).ok();
        if let Some(kept) = kept.filter(Kept::is_whole) {
            return Ok(kept.at_start());
        }
        tracing::warn!("The till's settings are damaged; they are set aside.");
        let aside = self.0.with_extension("json.damaged");
        fs::rename(&self.0, aside).map_err(|error| self.failed(error))?;
        Ok(Kept::default())
    }

    pub(super) fn write(&self, kept: &Kept) -> Result<(), TillError> {
        let written = Kept {
            version: VERSION,
            ..kept.clone()
        };
        let text = serde_json::to_vec_pretty(&written).map_err(io::Error::other);
        let done = text.and_then(|text| atomic::write(&self.0, &text));
        done.map_err(|error| self.failed(error))
    }

    fn failed(&self, source: io::Error) -> TillError {
        TillError::Io {
            path: self.0.clone(),
            source,
        }
    }
}
