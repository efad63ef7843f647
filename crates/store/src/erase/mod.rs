//! Erasing one customer: what tells of them gives way in every table and in every raw byte, and what
//! the books need stays.
//!
//! The bytes that tell of them are replaced by what is left without them, under the digest of those
//! that came. All rows are then made anew of what is left, so nothing can stay behind in one of them;
//! and the file is written anew, so nothing stays behind in a page that is no longer used.

mod again;
mod documents;
mod person;
mod rewrite;
mod scrub;
mod search;

use std::fs;
use std::path::{Path, PathBuf};

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, TransactionBehavior};

use crate::delivery::Noted;
use crate::erasure::{self, ErasureCounts};
use crate::ledger::{FILE, now_ms};
use crate::{Progress, StoreError, act, follow, payment, rebuild};

pub(crate) use again::carry_over;
use documents::Documents;
pub use person::{Person, PersonError};
use search::Search;

/// The folder of a ledger's own backups, inside the ledger's.
pub const BACKUPS: &str = "backups";

/// What was done about a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// How much gave way.
    pub counts: ErasureCounts,
    /// The number of the record that it was done; none where nothing was found.
    pub record: Option<i64>,
    /// Older copies of the ledger in its folder: what was erased may still be in them.
    pub copies: Vec<PathBuf>,
}

/// Counts what erasing a customer would take.
pub(crate) fn preview(
    connection: &Connection,
    person: &Person,
) -> Result<ErasureCounts, StoreError> {
    let search = Search::run(connection, person)?;
    let rows = rewrite::Rows::of(connection, &search)?;
    let notes = notes(connection, &search)?.len();
    let documents = Documents::of(connection, &search)?.len();
    count(connection, &search, &rows, [notes, documents])
}

/// Erases a customer from a ledger that nobody else has open.
pub(crate) fn erase(
    connection: &mut Connection,
    person: &Person,
    progress: &mut dyn FnMut(Progress),
) -> Result<(ErasureCounts, Option<i64>), StoreError> {
    scrub::prepare(connection)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let search = Search::run(&transaction, person)?;
    let rows = rewrite::Rows::of(&transaction, &search)?;
    let notes = notes(&transaction, &search)?;
    let documents = Documents::of(&transaction, &search)?;
    let kept_here = [notes.len(), documents.len()];
    let counts = count(&transaction, &search, &rows, kept_here)?;
    let mut record = None;
    if counts.events + counts.answers + counts.notes + counts.documents > 0 {
        rows.give_way(&transaction, &search)?;
        for note in notes {
            act::empty_note(&transaction, note)?;
        }
        documents.remove(&transaction)?;
        erasure::cover(&transaction, search.ids())?;
        let now = UnixSeconds(now_ms().div_euclid(1000));
        record = Some(erasure::insert(
            &transaction,
            now,
            &person.asked(),
            &counts,
        )?);
        rebuild::make_anew(&transaction, progress)?;
    }
    transaction.commit()?;
    while follow::step(connection, &Noted::default())?.is_some() {}
    // Also where nothing was found: an attempt before this one may have been cut off here.
    scrub::scrub(connection)?;
    Ok((counts, record))
}

fn count(
    connection: &Connection,
    search: &Search,
    rows: &rewrite::Rows,
    [notes, documents]: [usize; 2],
) -> Result<ErasureCounts, StoreError> {
    let payments = payment::among(connection, search.ids())?;
    Ok(ErasureCounts {
        events: rows.events() as u64,
        answers: rows.answers() as u64,
        notes: notes as u64,
        documents: documents as u64,
        payments: payments.len() as u64,
        same_email: payment::others_with_their_email(connection, &payments)?,
    })
}

/// The numbers of the notes on what is the customer's.
fn notes(connection: &Connection, search: &Search) -> rusqlite::Result<Vec<i64>> {
    let notes = act::all_notes(connection)?.into_iter();
    let theirs = notes.filter(|(_, payment)| search.ids().contains(payment));
    Ok(theirs.map(|it| it.0).collect())
}

/// Other copies of the ledger that lie in its folder: backups, and files that were set aside.
pub(crate) fn copies(folder: &Path) -> Vec<PathBuf> {
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let of_the_ledger = name.strip_prefix(FILE);
        let is_live =
            of_the_ledger.is_some_and(|it| ["", "-wal", "-shm", "-journal"].contains(&it));
        name.starts_with("ledger.") && !is_live && path.is_file()
    };
    let of = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|it| it.path()).collect::<Vec<_>>()
    };
    let backups = of(&folder.join(BACKUPS))
        .into_iter()
        .filter(|it| it.is_file());
    let mut copies: Vec<_> = of(folder)
        .into_iter()
        .filter(is_copy)
        .chain(backups)
        .collect();
    copies.sort();
    copies
}
