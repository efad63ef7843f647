//! `db check`, `db backup` and `db info`.

use std::path::Path;

use anyhow::{Result, bail};
use countertop_domain::Mode;
use countertop_store::LedgerInfo;
use serde::Serialize;

use crate::args::Global;
use crate::exit::note;
use crate::ledger::{beside, shown_path};
use crate::{output, table};

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
        "the ledger in {folder} is not sound ({} above): keep a copy of the folder as it is, then \
         restore a backup",
        match findings.len() {
            1 => "one finding".to_owned(),
            more => format!("{more} findings"),
        }
    )
}

/// The copy that was written.
#[derive(Serialize)]
struct Copy {
    out: String,
    bytes: u64,
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

/// What the ledger holds.
#[derive(Serialize)]
struct Info {
    path: String,
    mode: Option<Mode>,
    events: u64,
    payments: u64,
    links_open: u64,
    links_closed: u64,
    newest_event: Option<i64>,
    newest_payment: Option<i64>,
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
            payments: info.payments,
            links_open: info.links.0,
            links_closed: info.links.1,
            newest_event: info.newest_event.map(|it| it.0),
            newest_payment: info.newest_payment.map(|it| it.0),
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
