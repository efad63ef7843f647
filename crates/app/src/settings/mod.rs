//! What the page Settings does: backups, export, wiping, erasing a customer, diagnostics.
//!
//! What deletes or overwrites wants a word of the merchant's, and writes only to places that the
//! merchant chose in a dialog of the system's: the page names such a place by an id, never by a path.

mod about;
mod backups;
mod data;
mod diagnostics;
mod erase;
mod free;
mod places;
mod restore;
mod work;

use std::sync::Mutex;

pub use about::HostFacts;
pub(crate) use diagnostics::Shown;
pub(crate) use places::Places;
pub(crate) use work::Work;

/// What the page Settings keeps while the app runs.
#[derive(Default)]
pub(crate) struct Settings {
    /// The places that were chosen.
    pub(crate) places: Places,
    /// What takes long and is under way.
    pub(crate) work: Work,
    /// The bundle that is being read, to be saved to the letter.
    pub(crate) shown: Mutex<Option<Shown>>,
    /// Held by whoever closes an account and opens one: one after the other.
    pub(crate) changing: tokio::sync::Mutex<()>,
}
