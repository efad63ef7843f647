//! The tables `erasure` and `erased`: that customers were erased, and what of theirs is to stay so.
//!
//! Ids are kept by their digest alone. What comes later of an object that was erased, be it another
//! rendering, a refund or the object read from the API again, is emptied before it is stored. A new
//! purchase of the same customer is not: it names other objects.

use std::collections::BTreeSet;

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::digest_id;
use countertop_stripe_wire::erasure::{Mention, Redacted, is_lasting, mentions, redact};
use rusqlite::{Connection, OptionalExtension, params};

use crate::Fetched;
use crate::apply::Prepared;
use crate::fetched::Stored;
use crate::told::sha256;

/// A customer was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRow {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: UnixSeconds,
    /// SHA-256 of the salt and of what was asked for, which is not kept.
    pub asked: [u8; 32],
    /// What is hashed before it, so that nobody can look the digest up.
    pub salt: [u8; 16],
    /// How many renderings of events gave way.
    pub events: u64,
    /// How many answers of the API did.
    pub answers: u64,
    /// How many of the merchant's notes did.
    pub notes: u64,
    /// How many drafts and other documents of the merchant's did.
    pub documents: u64,
    /// How many payments were the customer's.
    pub payments: u64,
}

/// How much gave way, or would.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErasureCounts {
    /// Renderings of events.
    pub events: u64,
    /// Answers of the API.
    pub answers: u64,
    /// The merchant's notes.
    pub notes: u64,
    /// Drafts and other documents of the merchant's.
    pub documents: u64,
    /// The customer's payments, of which the figures stay.
    pub payments: u64,
    /// Payments under the same e-mail address that are not this customer's: they stay as they are.
    pub same_email: u64,
}

/// Records an erasure; gives back its number.
pub(crate) fn insert(
    connection: &Connection,
    at: UnixSeconds,
    asked: &str,
    counts: &ErasureCounts,
) -> rusqlite::Result<i64> {
    let salt: [u8; 16] = connection.query_row("SELECT randomblob(16)", [], |row| row.get(0))?;
    let row = ErasureRow {
        seq: 0,
        at,
        asked: sha256(&[&salt, asked.as_bytes()].concat()),
        salt,
        events: counts.events,
        answers: counts.answers,
        notes: counts.notes,
        documents: counts.documents,
        payments: counts.payments,
    };
    insert_row(connection, &row)?;
    Ok(connection.last_insert_rowid())
}

/// Writes a row under the next number.
fn insert_row(connection: &Connection, row: &ErasureRow) -> rusqlite::Result<()> {
    let number = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
    connection
        .prepare_cached(
            "INSERT INTO erasure (at, salt, asked, events, answers, notes, documents, payments) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            row.at.0,
            row.salt,
            row.asked,
            number(row.events),
            number(row.answers),
            number(row.notes),
            number(row.documents),
            number(row.payments),
        ])
        .map(drop)
}

/// Every erasure, oldest first.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<ErasureRow>> {
    connection
        .prepare(
            "SELECT seq, at, asked, salt, events, answers, notes, documents, payments FROM erasure \
             ORDER BY seq",
        )?
        .query_map([], |row| {
            let count = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
            Ok(ErasureRow {
                seq: row.get(0)?,
                at: UnixSeconds(row.get(1)?),
                asked: row.get(2)?,
                salt: row.get(3)?,
                events: count(4)?,
                answers: count(5)?,
                notes: count(6)?,
                documents: count(7)?,
                payments: count(8)?,
            })
        })?
        .collect()
}

/// Remembers ids of what was erased.
pub(crate) fn cover<'a>(
    connection: &Connection,
    ids: impl IntoIterator<Item = &'a String>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO erased (id) VALUES (?1)")?;
    for id in ids {
        insert.execute([sha256(id.as_bytes())])?;
    }
    Ok(())
}

/// Whether something of this id was erased.
pub(crate) fn is_covered(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let found = connection
        .prepare_cached("SELECT 1 FROM erased WHERE id = ?1")?
        .query_row([sha256(id.as_bytes())], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

/// What a transaction knows of erasures: nearly always that there were none.
#[derive(Default)]
pub(crate) struct Erasures {
    any: Option<bool>,
}

impl Erasures {
    /// An event without what was erased before; none where that is nothing.
    pub(crate) fn event(
        &mut self,
        connection: &Connection,
        prepared: &Prepared,
    ) -> rusqlite::Result<Option<Prepared>> {
        let event = &prepared.event;
        let left = self.left_of(connection, event.body(), event.digest())?;
        left.map(|left| prepared.without_erased(left)).transpose()
    }

    /// An answer as it is to be stored.
    pub(crate) fn answer(
        &mut self,
        connection: &Connection,
        answer: &Fetched,
    ) -> rusqlite::Result<Stored> {
        let left = self.left_of(connection, &answer.body, &sha256(&answer.body))?;
        Ok(match left {
            Some(left) => Stored::redacted(answer, left),
            None => Stored::whole(answer.clone()),
        })
    }

    fn left_of(
        &mut self,
        connection: &Connection,
        body: &[u8],
        digest: &[u8; 32],
    ) -> rusqlite::Result<Option<Vec<u8>>> {
        let any = match self.any {
            Some(any) => any,
            None => *self.any.insert(
                connection
                    .prepare_cached("SELECT EXISTS (SELECT 1 FROM erased)")?
                    .query_row([], |row| row.get(0))?,
            ),
        };
        if !any {
            return Ok(None);
        }
        let left = left_of(connection, body, digest)?;
        if let Some(left) = &left {
            cover(connection, &left.ids)?;
        }
        Ok(left.map(|it| it.body))
    }
}

/// What is left of a body by what is known as erased; none where nothing in it is.
pub(crate) fn left_of(
    connection: &Connection,
    body: &[u8],
    digest: &[u8; 32],
) -> rusqlite::Result<Option<Redacted>> {
    let found = mentions(body, &|_| false);
    let mut covered = BTreeSet::new();
    for id in found.iter().flat_map(|it| it.ties.iter().chain([&it.id])) {
        if !covered.contains(id) && is_covered(connection, id)? {
            covered.insert(id.clone());
        }
    }
    // Of an address that was asked for only this is known: in which bytes it stood.
    let held_an_address = is_covered(connection, &digest_id(digest))?;
    if covered.is_empty() && !held_an_address {
        return Ok(None);
    }
    let theirs = |it: &Mention| {
        let mut ties = it.ties.iter().filter(|id| !is_lasting(id));
        covered.contains(&it.id) || ties.any(|id| covered.contains(id))
    };
    let holds = |text: &str| held_an_address && (text.contains('@') || text.contains("%40"));
    Ok(redact(body, digest, &theirs, &holds))
}

/// What a ledger knows of erasures, to be taken over by another.
#[derive(Default)]
pub(crate) struct Known {
    erasures: Vec<ErasureRow>,
    ids: Vec<[u8; 32]>,
}

impl Known {
    pub(crate) fn in_ledger(connection: &Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            erasures: list(connection)?,
            ids: connection
                .prepare("SELECT id FROM erased ORDER BY seq")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?,
        })
    }

    /// Writes it into another; says how many erasures that one did not know. An erasure is the same
    /// where its salt is.
    pub(crate) fn write(&self, into: &Connection) -> rusqlite::Result<u64> {
        let mut known = into.prepare("SELECT 1 FROM erasure WHERE salt = ?1")?;
        let mut written = 0;
        for row in &self.erasures {
            if !known.exists([row.salt])? {
                insert_row(into, row)?;
                written += 1;
            }
        }
        let mut cover = into.prepare("INSERT OR IGNORE INTO erased (id) VALUES (?1)")?;
        for id in &self.ids {
            cover.execute([id])?;
        }
        Ok(written)
    }
}
