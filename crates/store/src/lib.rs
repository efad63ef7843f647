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
mod check;
mod checkpoint;
mod column;
mod completeness;
mod compressed;
mod cursor;
mod delivery;
mod dispute;
mod error;
mod event;
mod failpoint;
mod fetched;
mod follow;
mod gap;
mod gauges;
mod ledger;
mod link;
mod listed;
mod log;
mod look;
mod maintenance;
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
mod salvage;
mod schema;
mod setting;
mod snapshot;
mod soundness;
mod whereabouts;
mod writer;

pub use absence::{Absence, Why};
pub use announce::Changes;
pub use check::Finding;
pub use completeness::{ListedPage, Proof};
pub use cursor::{ListCursor, Place, Reading};
pub use delivery::{Delivery, DeliveryRow};
pub use error::StoreError;
pub use event::{EventFilter, EventRow, StoredEvent};
pub use fetched::Fetched;
pub use gap::Gap;
pub use gauges::WriterHealth;
pub use ledger::{Ledger, LedgerInfo, LeftOut, RECEIVER_LOCK, Role};
pub use link::{LinkFigures, LinkFilter, LinkRow};
pub use listed::{Tally, Types, Undelivered};
pub use look::Lacking;
pub use maintenance::{rebuild_ledger, restore_ledger, salvage_ledger};
pub use page::{Cursor, CursorError, Page, Span};
pub use payment::{DayFigures, PaymentFilter};
pub use rebuild::Progress;
pub use salvage::Salvaged;
pub use writer::Recorded;
