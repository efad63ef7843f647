//! Opening, pragmas, locks and migrations: what every SQLite file of ours needs.
//!
//! A file is private to its owner, durable (WAL with `synchronous=FULL`), and of a schema version
//! that this program knows; a newer one is refused and left untouched.

mod error;
mod folder;
mod lock;
mod migrate;
mod open;
mod place;

pub use error::OpenError;
pub use folder::private_folder;
pub use lock::{Lock, LockError};
pub use migrate::Schema;
pub use open::{LOCK_PATIENCE, open, open_copy, open_damaged, open_reader, open_scratch};
pub use place::{free_bytes, local_folder};
