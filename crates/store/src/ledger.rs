//! The ledger as the rest of the program sees it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use countertop_domain::{Lack, Mode, UnixSeconds};
use countertop_sqlite::{Lock, OpenError, local_folder, open, private_folder};
use countertop_stripe_wire::RecordedEvent;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use tokio::sync::broadcast;

use crate::apply::Prepared;
use crate::checkpoint::Checkpointer;
use crate::completeness::SeenThrough;
use crate::delivery::Noted;
use crate::gauges::Gauges;
use crate::log::{Log, Pen};
use crate::readers::Readers;
use crate::schema::SCHEMA;
use crate::soundness::{self, Inspector, Left};
use crate::whereabouts::Whereabouts;
use crate::writer::{Desk, Input, Writer};
use crate::{
    Changes, Delivery, ErasureCounts, Fetched, Finding, Person, Recorded, StoreError, WriterHealth,
    backup, check, erase, rebuild, salvage, setting, shape,
};

/// The name of the lock that the one receiving process holds.
pub const RECEIVER_LOCK: &str = "receiver.lock";
/// The ledger's file in its folder.
pub(crate) const FILE: &str = "ledger.sqlite";
/// How many commits a slow listener may lag behind before it misses some.
const ANNOUNCEMENTS: usize = 1024;

/// What a process wants with the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// To receive: it holds the lock and does the checkpoints. One process at a time.
    Receiver,
    /// To read, or to commit short transactions, beside a receiver.
    Beside,
}

/// One account's ledger in one mode, open.
pub struct Ledger {
    folder: PathBuf,
    pub(crate) path: PathBuf,
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    pub(crate) seen_through: SeenThrough,
    gauges: Arc<Gauges>,
    noted: Arc<Noted>,
    changes: broadcast::Sender<Changes>,
    checkpointer: Option<Checkpointer>,
    inspector: Option<Inspector>,
    _lock: Option<Lock>,
}

/// What the ledger holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerInfo {
    /// The database file.
    pub path: PathBuf,
    /// Its schema version.
    pub schema_version: u32,
    /// SQLite's version.
    pub sqlite_version: &'static str,
    /// Test or live, once known.
    pub mode: Option<Mode>,
    /// How many events.
    pub events: u64,
    /// How many of them are left out of the payments: kept aside, and parked.
    pub left_out: LeftOut,
    /// How many deliveries the log holds: accepted, and refused.
    pub deliveries: (u64, u64),
    /// How many payments.
    pub payments: u64,
    /// How many links, open and closed.
    pub links: (u64, u64),
    /// When the newest event happened.
    pub newest_event: Option<UnixSeconds>,
    /// When the newest payment began.
    pub newest_payment: Option<UnixSeconds>,
    /// When the log of the last commits was found missing, if it ever was.
    pub log_lost_at: Option<UnixSeconds>,
    /// How large the database is, in bytes.
    pub bytes: u64,
}

/// Renderings of events that are stored and make no payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Because of their time, mode or account.
    pub aside: u64,
    /// Because taking them up failed again and again.
    pub parked: u64,
}

impl Ledger {
    /// Opens the ledger in a folder, making both when they are missing.
    ///
    /// # Errors
    /// When the folder or file cannot be used, or another process receives into it.
    pub fn open(folder: &Path, role: Role) -> Result<Self, StoreError> {
        private_folder(folder)?;
        local_folder(folder)?;
        let lock = match role {
            Role::Receiver => Some(Lock::take(folder, RECEIVER_LOCK)?),
            Role::Beside => None,
        };
        let path = folder.join(FILE);
        let left = lock
            .as_ref()
            .map_or(Left::InOrder, |lock| Left::by_the_last_holder(lock, &path));
        let mut connection = open_or_salvage(&path, folder, role)?;
        shape::check(&connection, &path)?;
        if role == Role::Receiver {
            left.report(&connection)?;
            rebuild::bring_up_to_date(&mut connection)?;
        }
        let (changes, _) = broadcast::channel(ANNOUNCEMENTS);
        let gauges = Arc::default();
        let noted = Arc::<Noted>::default();
        let log = Arc::new(Log::of(&path));
        let checkpointer = match role {
            Role::Receiver => Some(Checkpointer::start(
                Arc::clone(&log),
                open(&path, &SCHEMA)?,
            )?),
            Role::Beside => None,
        };
        let inspector = match role {
            Role::Receiver => Some(Inspector::start(&path, left)?),
            Role::Beside => None,
        };
        let reopen = {
            let (path, folder) = (path.clone(), folder.to_owned());
            Box::new(move || open_writer(&path, &folder, role))
        };
        let desk = Desk {
            path: path.clone(),
            connection,
            reopen,
            pen: Arc::new(Pen::new(log, checkpointer.as_ref().map(Checkpointer::wake))),
            changes: changes.clone(),
            gauges: Arc::clone(&gauges),
            whereabouts: Whereabouts::of(&path),
            noted: Arc::clone(&noted),
            complained_at: None,
        };
        let writer = Writer::start(desk)?;
        let readers = Readers::new(path.clone());
        let folder = folder.to_owned();
        Ok(Self {
            folder,
            path,
            readers,
            writer,
            seen_through: SeenThrough::default(),
            gauges,
            noted,
            changes,
            checkpointer,
            inspector,
            _lock: lock,
        })
    }

    /// Writes what is waiting, checkpoints and closes.
    pub fn close(self) {
        if let Some(inspector) = self.inspector {
            inspector.stop();
        }
        // The one that closes last may end the log: that is the writer, or the checkpointer.
        self.readers.close();
        self.writer.stop();
        if let Some(checkpointer) = self.checkpointer {
            checkpointer.stop();
        }
    }

    /// The folder that the ledger lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tells of every commit that changes a row.
    pub fn subscribe(&self) -> broadcast::Receiver<Changes> {
        self.changes.subscribe()
    }

    /// What the writer is doing.
    pub fn health(&self) -> WriterHealth {
        self.gauges.read()
    }

    /// Records an event; returns once it is durably committed.
    ///
    /// # Errors
    /// When it could not be committed: the sender has to try again.
    pub async fn record(&self, event: RecordedEvent) -> Result<Recorded, StoreError> {
        let now_ms = now_ms();
        let prepared = Prepared::new(event, seconds(now_ms))?;
        self.writer
            .record(Input::Event(Box::new(prepared)), now_ms)
            .await
    }

    /// Notes what came to the door. It is written when there is time for it.
    pub fn note_delivery(&self, delivery: Delivery) {
        self.noted.add(delivery);
    }

    /// Records an answer of the API.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn record_fetched(&self, answer: Fetched) -> Result<(), StoreError> {
        let now_ms = now_ms();
        self.writer
            .record(Input::Fetched(answer, seconds(now_ms)), now_ms)
            .await
            .map(drop)
    }

    /// Notes that the API was asked in vain for what a payment lacks.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn note_look(&self, lack: &Lack) -> Result<(), StoreError> {
        let now_ms = now_ms();
        let look = Input::Look(lack.to_string(), seconds(now_ms));
        self.writer.record(look, now_ms).await.map(drop)
    }

    /// Fixes the mode, as an API key tells it.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn set_mode(&self, mode: Mode) -> Result<(), StoreError> {
        self.writer
            .record(Input::Mode(mode), now_ms())
            .await
            .map(drop)
    }

    /// Test or live, once known.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn mode(&self) -> Result<Option<Mode>, StoreError> {
        self.readers
            .read(|connection| Ok(setting::mode(connection)?))
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn set_setting(&self, name: &'static str, value: &str) -> Result<(), StoreError> {
        self.writer
            .record(Input::Setting(name, value.to_owned()), now_ms())
            .await
            .map(drop)
    }

    /// A setting, when it was kept.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.readers
            .read(|connection| Ok(setting::get(connection, name)?))
    }

    /// Looks whether the file is sound, the bytes are what was stored, and the rows are what a
    /// rebuild makes. Nothing found means that all is well.
    ///
    /// # Errors
    /// When the ledger cannot be read at all.
    pub fn check(&self) -> Result<Vec<Finding>, StoreError> {
        self.readers.read_at_length(check::check)
    }

    /// Looks whether the file is sound: a part of [`Ledger::check`] that takes seconds also where the
    /// ledger is large.
    ///
    /// # Errors
    /// When the ledger cannot be read at all.
    pub fn quick_check(&self) -> Result<Vec<Finding>, StoreError> {
        let found = self.readers.read_at_length(soundness::look)?;
        Ok(found.into_iter().map(Finding).collect())
    }

    /// Counts what erasing a customer would take.
    ///
    /// # Errors
    /// When the ledger cannot be read, or something in it is damaged.
    pub fn would_erase(&self, person: &Person) -> Result<ErasureCounts, StoreError> {
        self.readers
            .read_at_length(|connection| erase::preview(connection, person))
    }

    /// Older copies of the ledger in its folder: what was erased since may still be in them.
    pub fn copies(&self) -> Vec<PathBuf> {
        erase::copies(&self.folder)
    }

    /// Writes a verified copy to a file that does not exist yet.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        backup::back_up(&open(&self.path, &SCHEMA)?, to)
    }
}

/// The writing connection. A receiver opens even a damaged ledger: what can be read of it goes on in
/// a new file.
fn open_or_salvage(path: &Path, folder: &Path, role: Role) -> Result<Connection, StoreError> {
    match open_writer(path, folder, role) {
        Err(StoreError::Open(OpenError::Damaged { source, .. })) if role == Role::Receiver => {
            tracing::error!(error = %source, path = %path.display(), "The ledger is damaged.");
            if let Some(saved) = salvage::salvage(folder)? {
                tracing::error!(
                    events = saved.events,
                    unsound = saved.unsound,
                    kept = %saved.damaged.display(),
                    "What could be read of the damaged ledger is in a new one; the old file is kept."
                );
            }
            open_writer(path, folder, role)
        }
        opened => opened,
    }
}

/// The writing connection. While another process receives, a checkpoint is that process's business;
/// and a log that a killed one left is for the next receiver to find.
fn open_writer(path: &Path, folder: &Path, role: Role) -> Result<Connection, StoreError> {
    let connection = open(path, &SCHEMA)?;
    let receiving = role == Role::Receiver;
    let of_a_receiver =
        || Lock::is_held(folder, RECEIVER_LOCK) || Lock::is_abandoned(folder, RECEIVER_LOCK);
    if receiving || of_a_receiver() {
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !receiving)?;
    }
    Ok(connection)
}

pub(crate) fn seconds(ms: i64) -> UnixSeconds {
    UnixSeconds(ms.div_euclid(1000))
}

/// Milliseconds since 1970. The store is the place where an arrival gets its time.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
