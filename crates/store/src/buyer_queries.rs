//! What the ledger can be asked of buyers and of what they ordered.

use countertop_domain::{Act, ObjectKind, UnixSeconds};
use rusqlite::{Connection, OptionalExtension, params};

use crate::told::Bytes;
use crate::{Ledger, PaymentFilter, StoreError, act, payment, snapshot};

/// What a buyer paid in one currency, in its minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuyerSums {
    /// The currency; empty where Stripe named none.
    pub currency: String,
    /// What was captured.
    pub paid: i64,
    /// What was given back.
    pub refunded: i64,
    /// How many payments were paid.
    pub count: i64,
    /// When the first began.
    pub first: UnixSeconds,
}

/// A note on a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The payment.
    pub payment: String,
    /// When it was written, in milliseconds since 1970.
    pub at: i64,
    /// The merchant's words.
    pub text: String,
}

impl Ledger {
    /// What the payments that a filter lets through come to, by currency, the busiest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn buyer_sums(&self, filter: &PaymentFilter) -> Result<Vec<BuyerSums>, StoreError> {
        self.readers
            .read(|connection| Ok(buyer_sums(connection, filter)?))
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
            .read(|connection| Ok(notes(connection, filter)?))
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

/// The sums of the payments that a filter lets through, by currency, the busiest first.
fn buyer_sums(connection: &Connection, filter: &PaymentFilter) -> rusqlite::Result<Vec<BuyerSums>> {
    let select = "SELECT coalesce(currency, ''), sum(iif(paid_at IS NULL, 0, amount_captured)), \
                  sum(amount_refunded), count(paid_at), min(created) FROM payment";
    payment::conditions(filter).rows(connection, select, "GROUP BY 1 ORDER BY 4 DESC, 1", |row| {
        Ok(BuyerSums {
            currency: row.get(0)?,
            paid: row.get(1)?,
            refunded: row.get(2)?,
            count: row.get(3)?,
            first: UnixSeconds(row.get(4)?),
        })
    })
}

/// The newest note on each payment that a filter lets through, the newest first.
fn notes(connection: &Connection, filter: &PaymentFilter) -> rusqlite::Result<Vec<Noted>> {
    let select = "SELECT subject, at, text FROM (SELECT subject, at, act ->> 'text' AS text, \
                  row_number() OVER (PARTITION BY subject ORDER BY at DESC, seq DESC) AS place \
                  FROM act WHERE act ->> 'kind' = 'note' AND subject IN (SELECT id FROM payment";
    let end = ")) WHERE place = 1 AND text != '' ORDER BY at DESC";
    payment::conditions(filter).rows(connection, select, end, |row| {
        Ok(Noted {
            payment: row.get(0)?,
            at: row.get(1)?,
            text: row.get(2)?,
        })
    })
}
