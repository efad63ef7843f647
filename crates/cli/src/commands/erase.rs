//! `db erase`: one customer is taken out of the ledger; the books stay.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use countertop_app::backups;
use countertop_store::{Erased, ErasureCounts, Progress, erase_customer};
use serde::Serialize;

use crate::accounts::ledger_folder;
use crate::args::{DbErase, Global};
use crate::exit::note;
use crate::ledger::{beside, shown_path};
use crate::output;

/// How often it is said how far making the rows anew has come.
const SHOW_EVERY: Duration = Duration::from_secs(1);

/// What gave way, or would.
#[derive(Serialize)]
struct Done {
    erased: bool,
    /// The number of the record that it was done.
    record: Option<i64>,
    events: u64,
    answers: u64,
    notes: u64,
    documents: u64,
    payments: u64,
    /// Payments under the same address that are not this customer's.
    same_email: u64,
    /// Older copies beside the ledger.
    still_in: Vec<String>,
}

/// Erases a customer, or counts what that would take.
///
/// # Errors
/// When the ledger is in use, is damaged, or cannot be read or written.
pub fn run(global: &Global, args: &DbErase) -> Result<()> {
    let Some(person) = args.customer.clone().or_else(|| args.email.clone()) else {
        bail!("say who is to be erased: --customer ID or --email ADDRESS");
    };
    // Those in a chosen folder lie outside of the ledger's, and hold the customer all the same.
    let elsewhere = beside(global, |ledger| Ok(backups::files_elsewhere(ledger)?))?;
    let mut done = match args.dry_run {
        true => beside(global, |ledger| {
            Ok(Erased {
                counts: ledger.would_erase(&person)?,
                record: None,
                copies: ledger.copies(),
            })
        })?,
        false => erase_customer(&ledger_folder(global)?, &person, &mut progress())?,
    };
    done.copies.extend(elsewhere);
    tell(&done);
    let counts = done.counts;
    output::json(&Done {
        erased: done.record.is_some(),
        record: done.record,
        events: counts.events,
        answers: counts.answers,
        notes: counts.notes,
        documents: counts.documents,
        payments: counts.payments,
        same_email: counts.same_email,
        still_in: done.copies.iter().map(|it| shown_path(it)).collect(),
    })
}

/// Says what the person still has to know.
fn tell(done: &Erased) {
    if done.counts == ErasureCounts::default() {
        note("note: nothing of this customer is in the ledger");
    }
    if done.counts.same_email > 0 {
        note(&format!(
            "note: payments under the same e-mail address that are not this customer's: {}; \
             `db erase --email` takes them too",
            done.counts.same_email
        ));
    }
    if !done.copies.is_empty() {
        note(
            "note: copies of the ledger that were made before still hold the customer's data; they are \
             listed under still_in, delete them or make new ones",
        );
    }
}

fn progress() -> impl FnMut(Progress) {
    let mut shown = Instant::now();
    move |Progress { done, total }| {
        if shown.elapsed() >= SHOW_EVERY {
            note(&format!("made anew {done} of {total}"));
            shown = Instant::now();
        }
    }
}
