//! `db backup` without a name, and `db backups`: the ledger's own backups.

use std::sync::Arc;

use anyhow::Result;
use countertop_app::backups::{Backup, Pace, Plan, Trouble, make, of};
use countertop_app::reception::{Clock as _, SystemClock};
use countertop_store::Ledger;
use serde::Serialize;

use super::db::Copy;
use crate::args::{DbBackups, Global, Switch};
use crate::ledger::{beside, close, open_beside, shown_path, wait_for};
use crate::output;
use crate::table::{self, Column};

/// Makes a backup now.
///
/// # Errors
/// When it cannot be made; those that are there stay.
pub fn make_one(global: &Global) -> Result<()> {
    let made = beside(global, |ledger| {
        let keep = Plan::of(ledger)?.keep;
        Ok(make(ledger, SystemClock.now(), keep)?)
    })?;
    output::json(&Copy {
        out: shown_path(&made.path),
        bytes: made.bytes,
    })
}

/// How backups are made, and those that are there.
#[derive(Serialize)]
struct Shown {
    daily: bool,
    keep: u16,
    trouble: Option<Trouble>,
    backups: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    path: String,
    at: i64,
    bytes: u64,
}

const COLUMNS: &[Column<Row>] = &[
    Column::words("BACKUP", |it| it.path.clone()),
    Column::numbers("AT", |it| it.at.to_string()),
    Column::numbers("BYTES", |it| it.bytes.to_string()),
];

/// Changes what is to be changed, and shows what is.
///
/// # Errors
/// When the ledger cannot be read or written.
pub fn run(global: &Global, args: &DbBackups) -> Result<()> {
    let ledger = Arc::new(open_beside(global)?);
    let shown = wait_for(async {
        let shown = change(&ledger, args).await;
        close(ledger).await;
        shown
    })?;
    match global.json {
        true => output::json(&shown),
        false => tell(&shown),
    }
}

async fn change(ledger: &Ledger, args: &DbBackups) -> Result<Shown> {
    let before = Plan::of(ledger)?;
    let plan = Plan {
        pace: match args.daily {
            Some(Switch::On) => Pace::Daily,
            Some(Switch::Off) => Pace::Off,
            None => before.pace,
        },
        keep: args.keep.unwrap_or(before.keep),
        at_minute: before.at_minute,
    };
    if plan != before {
        plan.set(ledger).await?;
    }
    Ok(Shown {
        daily: plan.pace == Pace::Daily,
        keep: plan.keep,
        trouble: Trouble::of(ledger)?,
        backups: of(ledger)?.into_iter().map(Row::from).collect(),
    })
}

impl From<Backup> for Row {
    fn from(backup: Backup) -> Self {
        Self {
            path: shown_path(&backup.path),
            at: backup.at.0,
            bytes: backup.bytes,
        }
    }
}

fn tell(shown: &Shown) -> Result<()> {
    let keep = shown.keep;
    output::line(&match shown.daily {
        true => format!(
            "Made once a day while the ledger is received into; the newest {keep} are kept."
        ),
        false => format!(
            "Not made by themselves; of those that `db backup` makes, the newest {keep} are kept."
        ),
    })?;
    if let Some(trouble) = &shown.trouble {
        output::line(&format!("The last one failed: {}", trouble.reason))?;
    }
    table::rows(&shown.backups, COLUMNS)
}
