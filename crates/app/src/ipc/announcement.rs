//! What the window is told without asking.

use serde::Serialize;
use ts_rs::TS;

/// Something changed. Sent at most once a frame; the window fetches what is in view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Announcement {
    /// Rows of the ledger changed.
    Changed {
        /// The payments that changed, by id, without duplicates.
        payments: Vec<String>,
        /// The links that changed, by id, without duplicates.
        links: Vec<String>,
        /// When the oldest of these changes reached the receiver, in milliseconds since 1970.
        received_at_ms: i64,
    },
    /// The receiver, the account or the counts changed: ask for `app_state`.
    State,
    /// Links of a table were made: ask for `show_link_table` where it is shown.
    LinkTable,
    /// A payment came in, and is to be heard.
    Chime,
    /// A link from outside named a place: ask for `take_place`.
    Place,
    /// The import of the history went on: ask for `show_history` where it is shown.
    History,
}
