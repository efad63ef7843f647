//! What this computer's user prefers, in one small file of the app's home. It belongs to no account, so it can
//! be read and changed while none is open.

mod kept;
mod quiet;

pub use kept::Kept;

use crate::App;
use crate::ipc::{ChangePreferences, IpcError, Preferences};

impl App {
    /// What is preferred.
    ///
    /// # Errors
    /// None today.
    pub async fn show_preferences(&self) -> Result<Preferences, IpcError> {
        Ok(self.config.preferences.now())
    }

    /// Prefers something else from now on.
    ///
    /// # Errors
    /// When a choice is out of its range, or the file cannot be written.
    pub async fn change_preferences(
        &self,
        change: ChangePreferences,
    ) -> Result<Preferences, IpcError> {
        self.config.preferences.change(&change)
    }
}
