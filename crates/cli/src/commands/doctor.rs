//! `doctor`: what works, what does not, and what to do.

use anyhow::{Result, bail};
use countertop_app::doctor::{Checkup, Finding, Part, Patient, Verdict, examine};
use countertop_app::reception::SystemClock;

use crate::accounts::ledger_folder;
use crate::args::{Doctor, Global};
use crate::ledger::wait_for;
use crate::table::{self, Column};
use crate::{output, secrets};

const COLUMNS: &[Column<Finding>] = &[
    Column::words("", |it| mark(it.verdict).to_owned()),
    Column::words("PART", |it| name(it.part).to_owned()),
    Column::words("FOUND", |it| match &it.advice {
        None => it.found.clone(),
        Some(advice) => format!("{} {advice}", it.found),
    }),
];

/// Looks at everything and says what was found.
///
/// # Errors
/// When something is in trouble, or the folder cannot be chosen.
pub fn run(global: &Global, args: &Doctor) -> Result<()> {
    let checkup = checkup(global, args)?;
    tell(global, &checkup)?;
    let troubles = checkup.findings.iter();
    let troubles = troubles.filter(|it| it.verdict == Verdict::Trouble).count();
    match troubles {
        0 => Ok(()),
        1 => bail!("one thing needs to be done; it is said above"),
        more => bail!("{more} things need to be done; they are said above"),
    }
}

/// Everything that is found.
///
/// # Errors
/// When the folder cannot be chosen.
pub fn checkup(global: &Global, args: &Doctor) -> Result<Checkup> {
    let folder = ledger_folder(global)?;
    wait_for(async {
        Ok(examine(Patient {
            folder: &folder,
            client: secrets::client(global).map_err(|error| error.to_string()),
            secrets: secrets::count_webhook(&args.webhook_secret_file)
                .map_err(|error| error.to_string()),
            listen: args.listen,
            clock: &SystemClock,
        })
        .await)
    })
}

fn tell(global: &Global, checkup: &Checkup) -> Result<()> {
    if global.json {
        return output::json(checkup);
    }
    table::rows(&checkup.findings, COLUMNS)
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Well => "ok",
        Verdict::Unknown => "?",
        Verdict::Trouble => "!!",
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Key => "key",
        Part::Permissions => "permissions",
        Part::Secret => "secret",
        Part::Port => "port",
        Part::Tunnel => "tunnel",
        Part::Clock => "clock",
        Part::Disk => "disk",
        Part::Ledger => "ledger",
        Part::Completeness => "completeness",
    }
}
