//! The ledger as the rest of the program sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use countertop_domain::{BalanceTransactionId, Mode, Payment, UnixSeconds};
use countertop_sqlite::{Lock, open, private_folder};
use countertop_stripe_wire::RecordedEvent;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use tokio::sync::broadcast;

use crate::checkpoint::Checkpointer;
use crate::readers::Readers;
use crate::schema::SCHEMA;
use crate::writer::{Desk, Input, Writer};
use crate::{
    Changes, DayFigures, EventFilter, EventRow, Fetched, Finding, LinkFigures, LinkFilter, LinkRow,
    Page, PaymentFilter, Recorded, StoreError, StoredEvent, backup, check, event, link, payment,
    setting, snapshot,
};

/// The name of the lock that the one receiving process holds.
pub const RECEIVER_LOCK: &str = "receiver.lock";
/// The ledger's file in its folder.
const FILE: &str = "ledger.sqlite";
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
    path: PathBuf,
    readers: Readers,
    writer: Writer,
    changes: broadcast::Sender<Changes>,
    checkpointer: Option<Checkpointer>,
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
    /// How many payments.
    pub payments: u64,
    /// How many links, open and closed.
    pub links: (u64, u64),
    /// When the newest event happened.
    pub newest_event: Option<UnixSeconds>,
    /// When the newest payment began.
    pub newest_payment: Option<UnixSeconds>,
    /// How large the database is, in bytes.
    pub bytes: u64,
}

impl Ledger {
    /// Opens the ledger in a folder, making both when they are missing.
    ///
    /// # Errors
    /// When the folder or file cannot be used, or another process receives into it.
    pub fn open(folder: &Path, role: Role) -> Result<Self, StoreError> {
        private_folder(folder)?;
        let lock = match role {
            Role::Receiver => Some(Lock::take(folder, RECEIVER_LOCK)?),
            Role::Beside => None,
        };
        let path = folder.join(FILE);
        let connection = open_writer(&path, folder, role)?;
        let (changes, _) = broadcast::channel(ANNOUNCEMENTS);
        let checkpointer = match role {
            Role::Receiver => Some(Checkpointer::start(&path, open(&path, &SCHEMA)?)?),
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
            changes: changes.clone(),
        };
        let writer = Writer::start(desk)?;
        let readers = Readers::new(path.clone());
        let folder = folder.to_owned();
        Ok(Self {
            folder,
            path,
            readers,
            writer,
            changes,
            checkpointer,
            _lock: lock,
        })
    }

    /// Writes what is waiting, checkpoints and closes.
    pub fn close(self) {
        self.writer.stop();
        self.readers.close();
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

    /// Records an event; returns once it is durably committed.
    ///
    /// # Errors
    /// When it could not be committed: the sender has to try again.
    pub async fn record(&self, event: RecordedEvent) -> Result<Recorded, StoreError> {
        self.writer
            .record(Input::Event(Box::new(event)), now_ms())
            .await
    }

    /// Records an answer of the API.
    ///
    /// # Errors
    /// When it could not be committed.
    pub async fn record_fetched(&self, answer: Fetched) -> Result<(), StoreError> {
        self.writer
            .record(Input::Fetched(answer), now_ms())
            .await
            .map(drop)
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

    /// A page of payments.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payments(&self, filter: &PaymentFilter) -> Result<Page<Payment>, StoreError> {
        self.readers
            .read(|connection| payment::list(connection, filter))
    }

    /// One payment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payment(&self, id: &str) -> Result<Option<Payment>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::get(connection, id)?))
    }

    /// The events of a payment's objects, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn payment_events(&self, id: &str) -> Result<Vec<EventRow>, StoreError> {
        self.readers.read(|connection| {
            let subjects = snapshot::subjects(connection, id)?;
            Ok(event::about(connection, &subjects)?)
        })
    }

    /// How many payments have each status.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn count_by_status(&self) -> Result<Vec<(String, i64)>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::count_by_status(connection)?))
    }

    /// How many paid orders wait to be fulfilled.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn count_to_fulfil(&self) -> Result<i64, StoreError> {
        self.readers
            .read(|connection| Ok(payment::count_to_fulfil(connection)?))
    }

    /// The figures of payments that began in a stretch of time, by currency.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn figures(
        &self,
        from: UnixSeconds,
        to: UnixSeconds,
    ) -> Result<Vec<DayFigures>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::figures(connection, from, to)?))
    }

    /// A page of links, each with what came in through it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn links(&self, filter: &LinkFilter) -> Result<Page<(LinkRow, LinkFigures)>, StoreError> {
        self.readers.read(|connection| {
            let page = link::list(connection, filter)?;
            let with_figures = |row| Ok((link::figures(connection, &row)?, row));
            let rows = page.rows.into_iter().map(with_figures);
            let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
            let rows = rows
                .into_iter()
                .map(|(figures, row)| (row, figures))
                .collect();
            Ok(Page {
                rows,
                next: page.next,
            })
        })
    }

    /// One link, with what came in through it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link(&self, id: &str) -> Result<Option<(LinkRow, LinkFigures)>, StoreError> {
        self.readers.read(|connection| {
            let Some(row) = link::get(connection, id)? else {
                return Ok(None);
            };
            let figures = link::figures(connection, &row)?;
            Ok(Some((row, figures)))
        })
    }

    /// The names of links, by id; links without a known name are left out.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link_names(
        &self,
        ids: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        self.readers
            .read(|connection| Ok(link::names(connection, ids)?))
    }

    /// The balance transaction that a payment's charge names and that nothing told of yet: its fee
    /// is unknown until it is fetched.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn missing_settlement(
        &self,
        payment: &str,
    ) -> Result<Option<BalanceTransactionId>, StoreError> {
        self.readers.read(|connection| {
            let facts = snapshot::facts(connection, payment)?;
            let known = |id: &BalanceTransactionId| {
                facts
                    .balance_transactions
                    .iter()
                    .any(|seen| seen.object.id == *id)
            };
            let mut named = facts
                .charges
                .iter()
                .filter_map(|it| it.object.balance_transaction.clone());
            Ok(named.find(|id| !known(id)))
        })
    }

    /// A page of events.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Page<EventRow>, StoreError> {
        self.readers
            .read(|connection| event::list(connection, filter))
    }

    /// The canonical rendering of an event.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the bytes are damaged.
    pub fn event(&self, id: &str) -> Result<Option<StoredEvent>, StoreError> {
        self.readers.read(|connection| event::get(connection, id))
    }

    /// What the ledger holds.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn info(&self) -> Result<LedgerInfo, StoreError> {
        self.readers.read(|connection| {
            let (open, closed) = link::count(connection)?;
            Ok(LedgerInfo {
                path: self.path.clone(),
                schema_version: SCHEMA.version(),
                sqlite_version: rusqlite::version(),
                mode: setting::mode(connection)?,
                events: event::count(connection)?.unsigned_abs(),
                payments: payment::count(connection)?.unsigned_abs(),
                links: (open.unsigned_abs(), closed.unsigned_abs()),
                newest_event: event::newest(connection)?,
                newest_payment: payment::newest(connection)?,
                bytes: self.path.metadata().map_or(0, |file| file.len()),
            })
        })
    }

    /// Looks whether the file is sound, the bytes are what was stored, and the rows are what a
    /// rebuild makes. Nothing found means that all is well.
    ///
    /// # Errors
    /// When the ledger cannot be read at all.
    pub fn check(&self) -> Result<Vec<Finding>, StoreError> {
        self.readers.read(check::check)
    }

    /// Writes a verified copy to a file that does not exist yet.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        backup::back_up(&open(&self.path, &SCHEMA)?, to)
    }
}

/// The writing connection. While another process receives, a checkpoint is that process's business.
fn open_writer(path: &Path, folder: &Path, role: Role) -> Result<Connection, StoreError> {
    let connection = open(path, &SCHEMA)?;
    let receiving = role == Role::Receiver;
    if receiving || Lock::is_held(folder, RECEIVER_LOCK) {
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !receiving)?;
    }
    Ok(connection)
}

/// Milliseconds since 1970. The store is the place where an arrival gets its time.
fn now_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
