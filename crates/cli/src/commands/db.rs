//! The commands that look after the ledger's file.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use countertop_domain::Mode;
use countertop_store::{LedgerInfo, Progress, rebuild_ledger, restore_ledger, salvage_ledger};
use serde::Serialize;

use crate::accounts::ledger_folder;
use crate::args::Global;
use crate::exit::note;
use crate::ledger::{beside, shown_path};
use crate::{output, table};

/// How often a long command says how far it is.
const SHOW_EVERY: Duration = Duration::from_secs(1);

/// What a check found.
#[derive(Serialize)]
struct Verdict<'a> {
    sound: bool,
    findings: &'a [String],
}

/// Checks the ledger; what differs is said on stderr, line by line.
///
/// # Errors
/// When something differs, or the ledger cannot be read.
pub fn check(global: &Global) -> Result<()> {
    let (findings, folder) = beside(global, |ledger| {
        Ok((ledger.check()?, shown_path(ledger.folder())))
    })?;
    let findings: Vec<String> = findings.into_iter().map(|it| it.0).collect();
    output::json(&Verdict {
        sound: findings.is_empty(),
        findings: &findings,
    })?;
    if findings.is_empty() {
        return Ok(());
    }
    for finding in &findings {
        note(finding);
    }
    bail!(
        "the ledger in {folder} is not sound ({} above): rows that differ are made anew by `db \
         rebuild`; where the file or bytes are damaged, keep a copy of the folder, then `db restore` a \
         backup or `db salvage` what can be read",
        match findings.len() {
            1 => "one finding".to_owned(),
            more => format!("{more} findings"),
        }
    )
}

/// The copy that was written.
#[derive(Serialize)]
pub struct Copy {
    /// Where.
    pub out: String,
    /// How large it is.
    pub bytes: u64,
}

/// Writes a verified copy.
///
/// # Errors
/// When the file exists or cannot be written, or the ledger cannot be read.
pub fn back_up(global: &Global, out: &Path) -> Result<()> {
    beside(global, |ledger| Ok(ledger.back_up(out)?))?;
    let bytes = out.metadata().map_or(0, |it| it.len());
    output::json(&Copy {
        out: shown_path(out),
        bytes,
    })
}

/// The backup that took the ledger's place.
#[derive(Serialize)]
struct Restored {
    path: String,
    events: u64,
    payments: u64,
    /// Where the ledger that was there is kept.
    replaced: Option<String>,
}

/// Puts a backup in the ledger's place.
///
/// # Errors
/// When the ledger is in use, or the file is no sound ledger.
pub fn restore(global: &Global, from: &Path) -> Result<()> {
    let replaced = restore_ledger(&ledger_folder(global)?, from)?;
    let info = beside(global, |ledger| Ok(ledger.info()?))?;
    output::json(&Restored {
        path: shown_path(&info.path),
        events: info.events,
        payments: info.payments,
        replaced: replaced.as_deref().map(shown_path),
    })
}

/// What was saved of a damaged ledger.
#[derive(Serialize)]
struct Saved {
    path: String,
    events: u64,
    payments: u64,
    /// Rows that could be read, but no longer had the bytes that were stored.
    unsound: u64,
    /// Where the damaged file is kept.
    damaged: String,
}

/// Puts what can still be read of a damaged ledger in its place.
///
/// # Errors
/// When the ledger is in use, is missing, or the new one cannot be written.
pub fn salvage(global: &Global) -> Result<()> {
    let folder = ledger_folder(global)?;
    let Some(saved) = salvage_ledger(&folder)? else {
        bail!("there is no ledger in {}", shown_path(&folder));
    };
    let info = beside(global, |ledger| Ok(ledger.info()?))?;
    output::json(&Saved {
        path: shown_path(&info.path),
        events: saved.events,
        payments: info.payments,
        unsound: saved.unsound,
        damaged: shown_path(&saved.damaged),
    })
}

/// What a rebuild went through.
#[derive(Serialize)]
struct Rebuilt {
    read: u64,
    payments: u64,
}

/// Makes every row anew.
///
/// # Errors
/// When the ledger is in use, or cannot be read or written.
pub fn rebuild(global: &Global) -> Result<()> {
    let mut read = 0;
    let mut shown = Instant::now();
    rebuild_ledger(&ledger_folder(global)?, &mut |Progress { done, total }| {
        read = done;
        if shown.elapsed() >= SHOW_EVERY || done == total {
            note(&format!("taken up {done} of {total}"));
            shown = Instant::now();
        }
    })?;
    let payments = beside(global, |ledger| Ok(ledger.info()?.payments))?;
    output::json(&Rebuilt { read, payments })
}

/// What the ledger holds.
#[derive(Serialize)]
struct Info {
    path: String,
    mode: Option<Mode>,
    events: u64,
    events_aside: u64,
    events_parked: u64,
    deliveries_accepted: u64,
    deliveries_refused: u64,
    payments: u64,
    links_open: u64,
    links_closed: u64,
    newest_event: Option<i64>,
    newest_payment: Option<i64>,
    log_lost_at: Option<i64>,
    bytes: u64,
    schema_version: u32,
    sqlite_version: &'static str,
}

impl From<LedgerInfo> for Info {
    fn from(info: LedgerInfo) -> Self {
        Self {
            path: shown_path(&info.path),
            mode: info.mode,
            events: info.events,
            events_aside: info.left_out.aside,
            events_parked: info.left_out.parked,
            deliveries_accepted: info.deliveries.0,
            deliveries_refused: info.deliveries.1,
            payments: info.payments,
            links_open: info.links.0,
            links_closed: info.links.1,
            newest_event: info.newest_event.map(|it| it.0),
            newest_payment: info.newest_payment.map(|it| it.0),
            log_lost_at: info.log_lost_at.map(|it| it.0),
            bytes: info.bytes,
            schema_version: info.schema_version,
            sqlite_version: info.sqlite_version,
        }
    }
}

/// Says what the ledger holds.
///
/// # Errors
/// When the ledger cannot be read.
pub fn info(global: &Global) -> Result<()> {
    let info = Info::from(beside(global, |ledger| Ok(ledger.info()?))?);
    if global.json {
        output::json(&info)
    } else {
        table::record(&info)
    }
}
