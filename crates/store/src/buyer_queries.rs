//! What the ledger can be asked of buyers and of what they ordered.

use countertop_domain::{Act, ObjectKind, UnixSeconds};
use rusqlite::{Connection, OptionalExtension, params};

use crate::told::Bytes;
use crate::{BuyerSums, Ledger, Noted, PaymentFilter, StoreError, act, payment, snapshot};

impl Ledger {
    /// What the payments that a filter lets through come to, by currency, the busiest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn buyer_sums(&self, filter: &PaymentFilter) -> Result<Vec<BuyerSums>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::buyer_sums(connection, filter)?))
    }

    /// What the merchant did to a payment, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn acts(&self, payment: &str) -> Result<Vec<Act>, StoreError> {
        self.readers.read(|connection| {
            let facts = snapshot::facts(connection, payment)?;
            Ok(act::of(connection, payment, &facts)?)
        })
    }

    /// The newest note on each of the payments that a filter lets through, the newest first; one that
    /// was emptied is none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn notes(&self, filter: &PaymentFilter) -> Result<Vec<Noted>, StoreError> {
        self.readers
            .read(|connection| Ok(payment::notes(connection, filter)?))
    }

    /// When the newest known state of an object was so, by Stripe's clock.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn seen_at(&self, kind: ObjectKind, id: &str) -> Result<Option<UnixSeconds>, StoreError> {
        self.readers.read(|connection| {
            let known = snapshot::get(connection, kind, id)?;
            Ok(known.map(|it| it.seen.observation.at))
        })
    }

    /// The bytes that told the newest known state of an object: an event, or an answer of the API.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the bytes are damaged.
    pub fn told_of(&self, kind: ObjectKind, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.readers.read(|connection| {
            let Some((origin, digest)) = snapshot::origin(connection, kind, id)? else {
                return Ok(None);
            };
            let told = told_by(connection, &origin, digest)?;
            told.map(Bytes::into_body).transpose()
        })
    }
}

/// By an event's id, or else by a request's; each is found by an index.
fn told_by(
    connection: &Connection,
    origin: &str,
    digest: [u8; 32],
) -> rusqlite::Result<Option<Bytes>> {
    for (table, name) in [("event", "id"), ("fetched", "request_id")] {
        let query = format!(
            "SELECT seq, {name}, digest, coalesce(redacted, digest), body FROM {table} \
             WHERE {name} = ?1 AND digest = ?2"
        );
        let told = connection
            .prepare_cached(&query)?
            .query_row(params![origin, digest], Bytes::of)
            .optional()?;
        if told.is_some() {
            return Ok(told);
        }
    }
    Ok(None)
}
