//! Which place the merchant chose for the keys: one small file in the app's home, without a secret.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use countertop_vault::Place;
use serde::{Deserialize, Serialize};

use crate::atomic;

/// The file, inside the app's home.
const FILE: &str = "keys.json";
/// What this program writes.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    place: String,
}

/// The choice of one home.
#[derive(Debug)]
pub(super) struct KeptPlace(PathBuf);

impl KeptPlace {
    pub(super) fn of(home: &Path) -> Self {
        Self(home.join(FILE))
    }

    /// The place that was chosen. What cannot be read is no choice: the keys are where they are, and
    /// the merchant is asked again.
    pub(super) fn read(&self) -> Option<Place> {
        let text = fs::read(&self.0).ok()?;
        let written: Written = serde_json::from_slice(&text).ok()?;
        written.place.parse().ok()
    }

    /// Keeps the choice.
    pub(super) fn keep(&self, place: Place) -> io::Result<()> {
        if let Some(home) = self.0.parent() {
            fs::create_dir_all(home)?;
        }
        let written = Written {
            version: VERSION,
            place: place.as_str().to_owned(),
        };
        atomic::write(&self.0, &serde_json::to_vec_pretty(&written)?)
    }

    /// Forgets it: the merchant is asked again.
    pub(super) fn forget(&self) -> io::Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_lasts_and_what_cannot_be_read_is_none() {
        let home = tempfile::tempdir().unwrap();
        let kept = KeptPlace::of(home.path());
        assert_eq!(kept.read(), None);
        kept.forget().unwrap();
        for place in [Place::File, Place::Memory, Place::Keychain] {
            kept.keep(place).unwrap();
            assert_eq!(KeptPlace::of(home.path()).read(), Some(place));
        }
        for text in ["", "{", r#"{"version":1,"place":"cloud"}"#] {
            fs::write(home.path().join(FILE), text).unwrap();
            assert_eq!(kept.read(), None, "{text}");
        }
        kept.keep(Place::File).unwrap();
        kept.forget().unwrap();
        assert_eq!(kept.read(), None);
    }
}
