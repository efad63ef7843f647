//! The ledger: one SQLite file that keeps what Stripe told us, and the rows made from it.
//!
//! One thread writes, in batches that share a transaction and an fsync; readers have connections of
//! their own. What was told (`event`, `fetched`) is append-only; everything else is made from it in
//! the same transaction and can be made again.

mod absence;
mod act;
mod announce;
mod apply;
mod backup;
mod batch;
mod buyer_queries;
mod check;
mod checkout;
mod checkpoint;
mod column;
mod completeness;
mod compressed;
mod cursor;
mod delivery;
mod dispute;
mod document;
mod erase;
mod erasure;
mod error;
mod event;
mod event_bytes;
mod failpoint;
mod fetched;
mod follow;
mod gap;
mod gauges;
mod ledger;
mod link;
mod link_figures;
mod link_list;
mod link_period;
mod link_queries;
mod listed;
mod log;
mod look;
mod maintenance;
mod own;
mod page;
mod payment;
mod payment_row;
mod payment_search;
mod payout;
mod period_total;
mod queries;
mod readers;
mod rebuild;
mod replay;
mod restore;
mod room;
mod salvage;
mod schema;
mod searched;
mod setting;
mod shape;
mod snapshot;
mod soundness;
mod tally;
mod told;
mod whereabouts;
mod wipe;
mod writer;

pub use absence::{Absence, Why};
pub use announce::Changes;
pub use backup::{BackupContents, inspect_backup};
pub use buyer_queries::{BuyerSums, Noted};
pub use check::Finding;
pub use completeness::{ListedPage, Proof};
pub use cursor::{ListCursor, Place, Reading};
pub use delivery::{Delivery, DeliveryRow};
pub use document::{Document, LONGEST_DOCUMENT};
pub use erase::{BACKUPS, Erased, Person, PersonError};
pub use erasure::{ErasureCounts, ErasureRow};
pub use error::StoreError;
pub use event::{EventFilter, EventRow, StoredEvent};
pub use event_bytes::RawEvent;
pub use fetched::{Fetched, RawAnswer};
pub use gap::{ClosedGap, Gap};
pub use gauges::WriterHealth;
pub use ledger::{Ledger, LedgerInfo, LeftOut, RECEIVER_LOCK, Role};
pub use link::{LinkFilter, LinkRow};
pub use link_figures::{LinkFigures, LinkRevenue, LinkState};
pub use link_list::{
    Direction, LinkDay, LinkListPage, LinkListing, LinkPlace, LinkReference, LinkSort,
};
pub use listed::{Tally, Types, Undelivered};
pub use look::Lacking;
pub use maintenance::{erase_customer, rebuild_ledger, restore_ledger, salvage_ledger};
pub use own::{DueLink, NewPlan};
pub use page::{Cursor, CursorError, Page, Span};
pub use payment::{DayFigures, PaymentFilter, PaymentSums};
pub use period_total::DailyGross;
pub use rebuild::Progress;
pub use room::Room;
pub use salvage::Salvaged;
pub use setting::ACCOUNT;
pub use wipe::{Wiped, remove_copies, remove_files, wipe_ledger};
pub use writer::Recorded;

/// SQLite's version, which is built into this program.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
