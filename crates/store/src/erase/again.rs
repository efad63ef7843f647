//! Erasures outlive a restored backup: one that was made before them still holds what they took.

use std::path::Path;

use countertop_sqlite::open_copy;
use rusqlite::{Connection, TransactionBehavior};

use super::{documents, scrub};
use crate::delivery::Noted;
use crate::erasure::{self, Known};
use crate::schema::SCHEMA;
use crate::{StoreError, act, event_bytes, fetched, follow, rebuild};

/// Takes the erasures of the ledger that was there before over to the one that takes its place, and does
/// them again in that. Says how many there were that it did not know.
pub(crate) fn carry_over(before: &Path, new: &mut Connection) -> Result<u64, StoreError> {
    let known = open_copy(before, &SCHEMA)
        .map_err(StoreError::from)
        .and_then(|before| Ok(Known::in_ledger(&before)?));
    // A damaged ledger must not stand in the way of the backup that replaces it.
    let known = known.unwrap_or_else(|error| {
        tracing::warn!(%error, "What was erased from the ledger before cannot be read.");
        Known::default()
    });
    scrub::prepare(new)?;
    let transaction = new.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let carried = known.write(&transaction)?;
    if carried == 0 {
        return Ok(0);
    }
    do_again(&transaction)?;
    rebuild::make_anew(&transaction, &mut |_| {})?;
    transaction.commit()?;
    while follow::step(new, &Noted::default())?.is_some() {}
    scrub::scrub(new)?;
    Ok(carried)
}

fn do_again(connection: &Connection) -> Result<(), StoreError> {
    let (mut events, mut answers) = (Vec::new(), Vec::new());
    event_bytes::bytes(connection, |it| {
        let left = erasure::left_of(connection, it.body()?, &it.digest)?;
        events.extend(left.map(|left| (it.seq, left.body)));
        Ok::<_, StoreError>(())
    })?;
    fetched::bytes(connection, |it| {
        let left = erasure::left_of(connection, it.body()?, &it.digest)?;
        answers.extend(left.map(|left| (it.seq, left.body)));
        Ok::<_, StoreError>(())
    })?;
    for (seq, left) in events {
        event_bytes::give_way(connection, seq, &left)?;
    }
    for (seq, left) in answers {
        fetched::give_way(connection, seq, &left)?;
    }
    for (seq, payment) in act::all_notes(connection)? {
        if erasure::is_covered(connection, &payment)? {
            act::empty_note(connection, seq)?;
        }
    }
    documents::remove_again(connection)?;
    Ok(())
}
