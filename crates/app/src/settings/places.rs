//! Files and folders that the merchant chose in a dialog.
//!
//! The window's page cannot name a path: it asks for a dialog, is told what was chosen, and passes on
//! the id under which that is kept here. Each is good for one purpose, and until the next is chosen for it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::App;
use crate::ipc::{ChosenPlace, IpcError, IpcErrorCode, PlacePurpose};
use crate::randomness;

/// The places that were chosen, at most one for each purpose.
#[derive(Default)]
pub(crate) struct Places(Mutex<Vec<Chosen>>);

struct Chosen {
    purpose: PlacePurpose,
    id: String,
    path: PathBuf,
}

impl Places {
    fn keep(&self, purpose: PlacePurpose, path: PathBuf) -> String {
        let id = randomness::installation_id();
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|it| it.purpose != purpose);
        places.push(Chosen {
            purpose,
            id: id.clone(),
            path,
        });
        id
    }

    /// The place of this id, if it was chosen for this.
    pub(crate) fn find(&self, purpose: PlacePurpose, id: &str) -> Result<PathBuf, IpcError> {
        let places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = places
            .iter()
            .find(|it| it.purpose == purpose && it.id == id);
        found.map(|it| it.path.clone()).ok_or_else(|| {
            let message = "That place is no longer the chosen one; choose it again.";
            IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "place")
        })
    }

    /// The same, once: what was written to is not written to again without being chosen again.
    pub(crate) fn take(&self, purpose: PlacePurpose, id: &str) -> Result<PathBuf, IpcError> {
        let path = self.find(purpose, id)?;
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|it| it.id != id);
        Ok(path)
    }
}

impl App {
    /// Keeps a place that the merchant chose in a dialog of the host's. No command of the page's leads
    /// here.
    ///
    /// # Errors
    /// When the path depends on where the program was started.
    pub fn chosen(&self, purpose: PlacePurpose, path: &Path) -> Result<ChosenPlace, IpcError> {
        if !path.is_absolute() {
            let message = format!("{} is no whole path; begin with the root.", path.display());
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "place"));
        }
        Ok(ChosenPlace {
            id: self.settings.places.keep(purpose, path.to_owned()),
            path: path.display().to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_good_for_its_purpose_and_until_the_next() {
        let places = Places::default();
        let export = places.keep(PlacePurpose::Export, "/a".into());
        assert!(places.find(PlacePurpose::Backup, &export).is_err());
        assert!(places.find(PlacePurpose::Export, "").is_err());
        let next = places.keep(PlacePurpose::Export, "/b".into());
        let backup = places.keep(PlacePurpose::Backup, "/c".into());
        assert!(places.find(PlacePurpose::Export, &export).is_err());
        let taken = places.take(PlacePurpose::Export, &next).unwrap();
        assert_eq!(taken, Path::new("/b"));
        assert!(places.take(PlacePurpose::Export, &next).is_err());
        assert!(places.find(PlacePurpose::Backup, &backup).is_ok());
    }
}
