//! Whether the ledger was left in order, and whether it still is: looked at in the background, since
//! receiving does not wait for it.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_sqlite::{Lock, open, open_reader};
use rusqlite::Connection;

use crate::ledger::now_ms;
use crate::restore::with;
use crate::schema::SCHEMA;
use crate::{StoreError, check, setting};

/// When all was last looked at, in Unix seconds.
const CHECKED_AT: &str = "checked_at";
/// When the log of the last commits was found missing, in Unix seconds.
pub(crate) const LOG_LOST_AT: &str = "log_lost_at";
/// How often all is looked at.
const WHOLE_CHECK_EVERY: i64 = 7 * 24 * 3600;
/// How often it is asked whether that is due.
const ASK_EVERY: Duration = Duration::from_secs(3600);

/// How the ledger was left by who had it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Closed.
    InOrder,
    /// Its process was killed, or the machine stopped.
    Open,
    /// That too, and its log has gone since: the last commits went with it.
    WithoutLog,
}

impl Left {
    /// To be asked before the ledger is opened, which makes a log where there is none.
    pub(crate) fn by_the_last_holder(lock: &Lock, ledger: &Path) -> Self {
        let has_contents = ledger.metadata().is_ok_and(|it| it.len() > 0);
        match lock.was_abandoned() {
            true if has_contents && !with(ledger, "-wal").exists() => Self::WithoutLog,
            true => Self::Open,
            false => Self::InOrder,
        }
    }

    /// Says so, and remembers a loss until what was lost is fetched.
    pub(crate) fn report(self, connection: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::InOrder => Ok(()),
            Self::Open => {
                tracing::warn!("The ledger was not closed the last time; it is looked at.");
                Ok(())
            }
            Self::WithoutLog => {
                tracing::error!(
                    "The ledger's write-ahead log was deleted while nobody had it open. The events \
                     recorded last may be missing until they are fetched from Stripe again."
                );
                setting::set(connection, LOG_LOST_AT, &(now_ms() / 1000).to_string())
            }
        }
    }
}

/// The thread that looks.
pub(crate) struct Inspector {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Inspector {
    pub(crate) fn start(ledger: &Path, left: Left) -> Result<Self, StoreError> {
        let (stop, stopped) = channel();
        let ledger = ledger.to_owned();
        let thread = std::thread::Builder::new()
            .name("ledger-inspector".to_owned())
            .spawn(move || {
                if left != Left::InOrder {
                    report(quick_check(&ledger));
                }
                while stopped.recv_timeout(ASK_EVERY) == Err(RecvTimeoutError::Timeout) {
                    report(check_when_due(&ledger));
                }
            })
            .map_err(|error| StoreError::Write(error.to_string()))?;
        Ok(Self { stop, thread })
    }

    pub(crate) fn stop(self) {
        drop(self.stop);
        // A panic of the thread was reported where it happened.
        let _ = self.thread.join();
    }
}

fn report(found: Result<Vec<String>, StoreError>) {
    match found {
        Ok(findings) => {
            for finding in findings {
                tracing::error!(
                    finding,
                    "The ledger is damaged: restore a backup, or `db salvage` what can be read."
                );
            }
        }
        Err(error) => tracing::warn!(%error, "The ledger could not be looked at."),
    }
}

fn quick_check(ledger: &Path) -> Result<Vec<String>, StoreError> {
    look(&open_reader(ledger, &SCHEMA)?)
}

/// What SQLite finds wrong with the file, at a quick look.
pub(crate) fn look(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let verdicts = connection
        .prepare("PRAGMA quick_check(10)")?
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(verdicts.into_iter().filter(|it| it != "ok").collect())
}

/// The whole check. While it reads, the log grows instead of beginning anew: once a week for as long
/// as the check takes.
fn check_when_due(ledger: &Path) -> Result<Vec<String>, StoreError> {
    let connection = open_reader(ledger, &SCHEMA)?;
    let now = now_ms() / 1000;
    let checked = setting::get(&connection, CHECKED_AT)?.and_then(|it| it.parse().ok());
    if checked.is_some_and(|at: i64| now - at < WHOLE_CHECK_EVERY) {
        return Ok(Vec::new());
    }
    let findings = check::check(&connection)?;
    setting::set(&open(ledger, &SCHEMA)?, CHECKED_AT, &now.to_string())?;
    Ok(findings.into_iter().map(|it| it.0).collect())
}

/// When the log of the last commits was found missing.
pub(crate) fn log_lost_at(connection: &Connection) -> rusqlite::Result<Option<UnixSeconds>> {
    let at = setting::get(connection, LOG_LOST_AT)?;
    Ok(at.and_then(|it| it.parse().ok()).map(UnixSeconds))
}
