//! `diagnostics`: what helps to find a fault, shown as it would be saved, or saved.

use std::path::Path;

use anyhow::Result;
use countertop_app::diagnostics::{Bundle, Sources};
use countertop_app::reception::{Clock as _, SystemClock};
use countertop_store::{Ledger, Role, Room};
use serde::Serialize;

use super::doctor::checkup;
use crate::accounts::ledger_folder;
use crate::args::{Doctor, Global};
use crate::ledger::shown_path;
use crate::output;

/// The file that was written.
#[derive(Serialize)]
struct Saved {
    out: String,
    files: Vec<&'static str>,
}

/// Shows the bundle, or saves it. The log of a program without a window goes to stderr and is kept by
/// whoever started it, so there is none in it.
///
/// # Errors
/// When the ledger cannot be read, or the file exists or cannot be written.
pub fn run(global: &Global, out: Option<&Path>) -> Result<()> {
    let nothing_more = Doctor {
        listen: None,
        webhook_secret_file: Vec::new(),
    };
    let checkup = checkup(global, &nothing_more)?;
    let folder = ledger_folder(global)?;
    // A ledger that cannot be opened is told of by the doctor.
    let ledger = match Room::of(&folder).ledger_exists {
        true => Ledger::open(&folder, Role::Beside).ok(),
        false => None,
    };
    let home = directories::BaseDirs::new();
    let bundle = Bundle::of(&Sources {
        ledger: ledger.as_ref(),
        checkup: &checkup,
        log: Vec::new(),
        home: home.as_ref().map(directories::BaseDirs::home_dir),
        version: env!("CARGO_PKG_VERSION"),
        now: SystemClock.now(),
    });
    if let Some(ledger) = ledger {
        ledger.close();
    }
    let bundle = bundle?;
    let Some(out) = out else {
        return output::bytes(bundle.text().as_bytes());
    };
    bundle.save(out)?;
    output::json(&Saved {
        out: shown_path(out),
        files: bundle.files().iter().map(|it| it.0).collect(),
    })
}
