//! What can still be read of a damaged ledger, carried over to a new one. The damaged file is kept.
//!
//! Only what was told is carried over, row by row, and only bytes that still have their digest;
//! everything else is made of it again.

use std::fs;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use countertop_sqlite::{open, open_damaged};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::compressed::intact;
use crate::error::StoreError;
use crate::ledger::FILE;
use crate::rebuild;
use crate::restore::{failed, set_aside};
use crate::schema::SCHEMA;

/// After so many numbers without a readable row, the search for the next one goes in growing steps.
const SINGLE_STEPS: i64 = 4096;
/// No row has a greater number.
const LAST: i64 = 1 << 40;
/// Every SQLite file begins with these bytes, and this is how many its header has.
const MAGIC: &[u8] = b"SQLite format 3\0";
const HEADER: usize = 100;

/// What was saved of a damaged ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// Where the damaged file is kept.
    pub damaged: PathBuf,
    /// How many events were carried over.
    pub events: u64,
    /// How many rows could be read, but no longer had the bytes that were stored.
    pub unsound: u64,
}

/// A table that is not made of others, and its columns.
struct Told {
    table: &'static str,
    columns: &'static str,
    bytes: Checked,
}

/// How the rows of a table are checked.
enum Checked {
    /// After its number a row has the digest of the bytes that came, that of the bytes that an erasure
    /// left, or null, and the bytes.
    ByDigest,
    /// They are not.
    Not,
}

const TOLD: [Told; 10] = [
    Told {
        table: "event",
        columns: "seq, digest, redacted, body, id, canonical, source, aside, parked, parsed, type, created, \
                  received_at, delivered_at, api_version, livemode, account, subject",
        bytes: Checked::ByDigest,
    },
    Told {
        table: "fetched",
        columns: "seq, digest, redacted, body, request_id, at, received_at",
        bytes: Checked::ByDigest,
    },
    // Not how far the list was read: what got lost is read again, as far as Stripe still has it.
    Told {
        table: "listed",
        columns: "seq, event, created, listed_at",
        bytes: Checked::Not,
    },
    // Not that objects have filled it: they may be among what got lost.
    Told {
        table: "gap",
        columns: "seq, since, until",
        bytes: Checked::Not,
    },
    Told {
        table: "absence",
        columns: "seq, since, until, why",
        bytes: Checked::Not,
    },
    Told {
        table: "act",
        columns: "seq, subject, at, act",
        bytes: Checked::Not,
    },
    Told {
        table: "document",
        columns: "seq, kind, id, at, body",
        bytes: Checked::Not,
    },
    Told {
        table: "erasure",
        columns: "seq, at, salt, asked, events, answers, notes, documents, payments",
        bytes: Checked::Not,
    },
    Told {
        table: "erased",
        columns: "seq, id",
        bytes: Checked::Not,
    },
    Told {
        table: "delivery",
        columns: "seq, at, status, code, event, bytes, digest, count",
        bytes: Checked::Not,
    },
];

/// Puts a new ledger with all that can be read in the place of a damaged one. None when there is no
/// file.
pub(crate) fn salvage(folder: &Path) -> Result<Option<Salvaged>, StoreError> {
    let ledger = folder.join(FILE);
    let Some(damaged) = set_aside(&ledger, "damaged").map_err(failed(&ledger))? else {
        return Ok(None);
    };
    let mut new = open(&ledger, &SCHEMA)?;
    let mut salvaged = Salvaged {
        damaged: damaged.clone(),
        events: 0,
        unsound: 0,
    };
    // It is read from a copy: mending its header must not touch what is kept.
    let copy = ledger.with_extension("salvaging.sqlite");
    copy_with_header(&damaged, &copy, &ledger).map_err(failed(&copy))?;
    if let Ok(old) = open_damaged(&copy) {
        let transaction = new.transaction()?;
        for told in &TOLD {
            let (carried, unsound) = carry_over(&old, &transaction, told)?;
            salvaged.unsound += unsound;
            if told.table == "event" {
                salvaged.events = carried;
            }
        }
        transaction.execute_batch(
            "INSERT OR IGNORE INTO setting (name, value) \
             SELECT 'mode', iif(livemode, 'live', 'test') FROM event \
             WHERE livemode IS NOT NULL AND aside IS NULL ORDER BY seq LIMIT 1",
        )?;
        transaction.commit()?;
    }
    crate::restore::remove(&copy).map_err(failed(&copy))?;
    rebuild::in_place(&mut new, &mut |_| {})?;
    Ok(Some(salvaged))
}

/// Copies a database with its log; a header that is none is replaced by that of a sound ledger.
fn copy_with_header(damaged: &Path, copy: &Path, sound: &Path) -> std::io::Result<()> {
    for suffix in ["", "-wal"] {
        let from = crate::restore::with(damaged, suffix);
        if from.exists() {
            fs::copy(from, crate::restore::with(copy, suffix))?;
        }
    }
    let mut file = fs::File::options().read(true).write(true).open(copy)?;
    let mut magic = [0; MAGIC.len()];
    let readable = file.read_exact(&mut magic).is_ok();
    if readable && magic == *MAGIC {
        return Ok(());
    }
    let mut header = [0; HEADER];
    fs::File::open(sound)?.read_exact(&mut header)?;
    // How long it is, SQLite finds out where these two numbers differ.
    header[92..96].fill(0);
    file.rewind()?;
    file.write_all(&header)
}

/// Carries a table over; says how many rows were, and how many were not what was stored.
fn carry_over(old: &Connection, new: &Connection, told: &Told) -> rusqlite::Result<(u64, u64)> {
    let Told { table, columns, .. } = told;
    let marks = vec!["?"; columns.split(',').count()].join(", ");
    let mut write = new.prepare(&format!(
        "INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"
    ))?;
    let (mut carried, mut unsound) = (0, 0);
    let mut after = 0;
    let mut step = 1;
    let mut missed = 0;
    while after < LAST {
        let read = read_after(old, told, after, |row| {
            step = 1;
            missed = 0;
            match row {
                Some(values) => carried += write.execute(params_from_iter(values))? as u64,
                None => unsound += 1,
            }
            Ok(())
        });
        let (last, ended) = read?;
        if ended {
            break;
        }
        missed += 1;
        if missed > SINGLE_STEPS {
            step *= 2;
        }
        after = last.max(after) + step;
    }
    Ok((carried, unsound))
}

/// Reads rows from a number on, in order, until the end or a row that cannot be read; says which was
/// the last, and whether it was the end.
fn read_after(
    old: &Connection,
    told: &Told,
    after: i64,
    mut take: impl FnMut(Option<Vec<Value>>) -> rusqlite::Result<()>,
) -> rusqlite::Result<(i64, bool)> {
    let Told { table, columns, .. } = told;
    let sql = format!("SELECT {columns} FROM {table} NOT INDEXED WHERE seq > ?1 ORDER BY seq");
    let mut last = after;
    let Ok(mut statement) = old.prepare_cached(&sql) else {
        // Not even the table is known any more.
        return Ok((last, true));
    };
    let count = statement.column_count();
    let Ok(mut rows) = statement.query([after]) else {
        return Ok((last, false));
    };
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok((last, true)),
            Err(_) => return Ok((last, false)),
        };
        let values: rusqlite::Result<Vec<Value>> = (0..count).map(|at| row.get(at)).collect();
        let Ok(values) = values else {
            return Ok((last, false));
        };
        if let Some(Value::Integer(seq)) = values.first() {
            last = *seq;
        }
        let sound = match told.bytes {
            Checked::ByDigest => is_intact(&values),
            Checked::Not => true,
        };
        take(sound.then_some(values))?;
    }
}

fn is_intact(row: &[Value]) -> bool {
    match row {
        [_, _, Value::Blob(redacted), Value::Blob(bytes), ..] => intact(bytes, redacted).is_some(),
        [_, Value::Blob(digest), Value::Null, Value::Blob(bytes), ..] => {
            intact(bytes, digest).is_some()
        }
        _ => false,
    }
}
