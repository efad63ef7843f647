//! Pages of payments that words are found in, newest first.
//!
//! What few payments have is found by its words. What very many have is found by time: the newest payments are walked
//! through, so many at a time, and the words are looked for among them alone.

use std::collections::HashSet;

use countertop_domain::{Payment, UnixSeconds};
use rusqlite::{Connection, params};

use crate::page::{BY_CREATED, Conditions};
use crate::payment::place;
use crate::payment_row::{COLUMNS, read};
use crate::{Cursor, Page, PaymentFilter, StoreError};

/// Up to so many are found by their words.
const FEW: u32 = 2_000;
/// How many payments are walked through first; each time after, four times as many.
const FIRST_STEP: u32 = 1_000;
const LARGEST_STEP: u32 = 256_000;

/// A payment on the way: its row's number, and its place in the list.
struct Passed {
    seq: i64,
    place: Cursor,
}

/// A page of those that meet the conditions and have the words.
pub(crate) fn list(
    connection: &Connection,
    filter: &PaymentFilter,
    mut conditions: Conditions,
    query: &str,
) -> Result<Page<Payment>, StoreError> {
    let found = few(connection, query)?;
    if found.len() > FEW as usize {
        return walk(connection, filter, conditions, query);
    }
    conditions.add(
        "seq IN (SELECT value FROM json_each(?))",
        [serde_json::to_string(&found).unwrap_or_default()],
    );
    let from = [COLUMNS, "payment", BY_CREATED];
    conditions.page(connection, from, filter.span.limit, read, place)
}

/// The rows that have the words, or one more than are few.
fn few(connection: &Connection, query: &str) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT rowid FROM payment_search WHERE payment_search MATCH ?1 LIMIT ?2")?
        .query_map(params![query, FEW + 1], |row| row.get(0))?
        .collect()
}

fn walk(
    connection: &Connection,
    filter: &PaymentFilter,
    mut conditions: Conditions,
    query: &str,
) -> Result<Page<Payment>, StoreError> {
    let wanted = filter.span.limit as usize + 1;
    let mut found: Vec<i64> = Vec::new();
    let mut step = FIRST_STEP;
    loop {
        let end = format!("ORDER BY {BY_CREATED} LIMIT {step}");
        let passed = conditions.rows(
            connection,
            "SELECT seq, created, id FROM payment",
            &end,
            |row| {
                Ok(Passed {
                    seq: row.get(0)?,
                    place: Cursor {
                        at: UnixSeconds(row.get(1)?),
                        id: row.get(2)?,
                    },
                })
            },
        )?;
        let with_words = among(connection, query, &passed)?;
        let hits = passed.iter().map(|it| it.seq);
        found.extend(hits.filter(|seq| with_words.contains(seq)));
        found.truncate(wanted);
        let Some(last) = passed.last() else { break };
        if found.len() == wanted || passed.len() < step as usize {
            break;
        }
        conditions.after(&last.place);
        step = (step * 4).min(LARGEST_STEP);
    }
    let mut chosen = Conditions::default();
    chosen.add(
        "seq IN (SELECT value FROM json_each(?))",
        [serde_json::to_string(&found).unwrap_or_default()],
    );
    let from = [COLUMNS, "payment", BY_CREATED];
    chosen.page(connection, from, filter.span.limit, read, place)
}

/// Those of the rows that have the words: looked for between the least and the greatest number, which lie close
/// together where payments came in as they were made.
fn among(
    connection: &Connection,
    query: &str,
    passed: &[Passed],
) -> rusqlite::Result<HashSet<i64>> {
    let seqs = || passed.iter().map(|it| it.seq);
    let (Some(least), Some(greatest)) = (seqs().min(), seqs().max()) else {
        return Ok(HashSet::new());
    };
    connection
        .prepare_cached(
            "SELECT rowid FROM payment_search WHERE payment_search MATCH ?1 AND rowid BETWEEN ?2 AND ?3",
        )?
        .query_map(params![query, least, greatest], |row| row.get(0))?
        .collect()
}
