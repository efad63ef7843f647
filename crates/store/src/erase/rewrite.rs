//! The rows whose bytes tell of a customer, and what is left of them.

use countertop_stripe_wire::digest_id;
use countertop_stripe_wire::erasure::{Mention, Redacted, redact};
use rusqlite::Connection;

use super::search::Search;
use crate::told::Bytes;
use crate::{StoreError, erasure, event_bytes, fetched};

/// The numbers of the rows that tell of a customer.
#[derive(Default)]
pub(super) struct Rows {
    events: Vec<i64>,
    answers: Vec<i64>,
}

impl Rows {
    pub(super) fn of(connection: &Connection, search: &Search) -> Result<Self, StoreError> {
        let mut rows = Self::default();
        let concerns = |it: &Bytes| Ok::<_, StoreError>(left(it, search)?.is_some());
        event_bytes::bytes(connection, |it| {
            rows.events.extend(concerns(&it)?.then_some(it.seq));
            Ok::<_, StoreError>(())
        })?;
        fetched::bytes(connection, |it| {
            rows.answers.extend(concerns(&it)?.then_some(it.seq));
            Ok::<_, StoreError>(())
        })?;
        Ok(rows)
    }

    pub(super) fn events(&self) -> usize {
        self.events.len()
    }

    pub(super) fn answers(&self) -> usize {
        self.answers.len()
    }

    /// Puts what is left in the place of each.
    pub(super) fn give_way(
        &self,
        connection: &Connection,
        search: &Search,
    ) -> Result<(), StoreError> {
        for seq in &self.events {
            let bytes = event_bytes::bytes_of(connection, *seq)?;
            if let Some(left) = left(&bytes, search)? {
                event_bytes::give_way(connection, *seq, &left.body)?;
                remember(connection, &bytes, &left)?;
            }
        }
        for seq in &self.answers {
            let bytes = fetched::bytes_of(connection, *seq)?;
            if let Some(left) = left(&bytes, search)? {
                fetched::give_way(connection, *seq, &left.body)?;
                remember(connection, &bytes, &left)?;
            }
        }
        Ok(())
    }
}

/// What is left of a body without the customer; none where it does not tell of them.
fn left(bytes: &Bytes, search: &Search) -> Result<Option<Redacted>, StoreError> {
    let body = bytes.body()?;
    if !search.may_concern(body) {
        return Ok(None);
    }
    let theirs = |it: &Mention| search.ids().contains(&it.id);
    Ok(redact(body, &bytes.digest, &theirs, &|text| {
        search.holds(text)
    }))
}

/// What was found by the address and has no id of the customer's is known again by its digest.
fn remember(connection: &Connection, bytes: &Bytes, left: &Redacted) -> rusqlite::Result<()> {
    if left.has_lost_texts {
        erasure::cover(connection, [&digest_id(&bytes.digest)])?;
    }
    Ok(())
}
