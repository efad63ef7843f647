//! Whether the ledger is sound: the file, the bytes in it, and the rows made from them.

use std::cmp::Ordering;

use countertop_sqlite::open_scratch;
use rusqlite::types::Value;
use rusqlite::{Connection, Rows};

use crate::delivery::Noted;
use crate::rebuild::Parked;
use crate::schema::SCHEMA;
use crate::{StoreError, cursor, follow, listed, payment_row, rebuild};

/// Something that is not as it should be, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding(pub String);

/// A table made from what was told, and the columns that a rebuild must give back; the first are
/// its key.
struct Derived {
    table: &'static str,
    keys: usize,
    columns: &'static str,
    /// Where they are, and the order of their keys.
    from: &'static str,
}

const DERIVED: &[Derived] = &[
    Derived {
        table: "snapshot",
        keys: 2,
        columns: "kind, id, intent, charge, invoice, subscription, first_at, paid_at, at, rank, origin, \
                  pinned, digest, object",
        from: "snapshot ORDER BY kind, id",
    },
    Derived {
        table: "payment",
        keys: 1,
        columns: payment_row::COLUMNS,
        from: "payment ORDER BY id",
    },
    Derived {
        table: "tally",
        keys: 1,
        columns: "*",
        from: "tally WHERE name != 'events' AND count != 0 ORDER BY name",
    },
    Derived {
        table: "link",
        keys: 1,
        columns: "*",
        from: "link ORDER BY id",
    },
    Derived {
        table: "checkout",
        keys: 1,
        columns: "*",
        from: "checkout ORDER BY id",
    },
    Derived {
        table: "payout",
        keys: 1,
        columns: "*",
        from: "payout ORDER BY id",
    },
    Derived {
        table: "dispute",
        keys: 1,
        columns: "*",
        from: "dispute ORDER BY id",
    },
];

/// What follows the payments can be compared only once it has caught up with them.
const FOLLOWING: &[Derived] = &[
    Derived {
        table: "quarter of an hour",
        keys: 1,
        columns: "quarter || ' ' || currency, *",
        from: "period_total ORDER BY quarter, currency",
    },
    Derived {
        table: "search entry of",
        keys: 1,
        columns: "payment.id, quarter, followed.link",
        from: "followed JOIN payment USING (seq) ORDER BY id",
    },
    Derived {
        table: "link's sum",
        keys: 1,
        columns: "link || ' ' || level || ' ' || start || ' ' || currency, *",
        from: "link_period ORDER BY link, level, start, currency",
    },
    Derived {
        table: "figures of",
        keys: 1,
        columns: "*",
        from: "link_figures ORDER BY link",
    },
];

/// Most differences that are listed for one table.
const MOST_LISTED: u32 = 10;

pub(crate) fn check(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = file(connection)?;
    findings.extend(schema(connection)?);
    findings.extend(lacking(connection)?);
    let (rebuilt, damaged) = rebuilt(connection)?;
    findings.extend(damaged);
    let following: &[Derived] = if follow::is_current(connection)? {
        FOLLOWING
    } else {
        &[]
    };
    for derived in DERIVED.iter().chain(following) {
        findings.extend(compare(connection, &rebuilt, derived)?);
    }
    Ok(findings)
}

fn file(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    let verdicts = connection
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let unsound = verdicts.into_iter().filter(|verdict| verdict != "ok");
    Ok(unsound
        .map(|verdict| Finding(format!("The file is damaged: {verdict}.")))
        .collect())
}

fn schema(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    const SQL: &str = "SELECT name, coalesce(sql, '') FROM sqlite_schema \
                       WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
    let of = |connection: &Connection| {
        connection
            .prepare(SQL)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(String, String)>>>()
    };
    let (found, expected) = (of(connection)?, of(&open_scratch(&SCHEMA)?)?);
    let missing = expected.iter().filter(|it| !found.contains(it));
    let foreign = found.iter().filter(|it| !expected.contains(it));
    let findings = missing
        .map(|(name, _)| {
            Finding(format!(
                "The schema lacks {name}, or has it in another shape."
            ))
        })
        .chain(
            foreign.map(|(name, _)| Finding(format!("The schema has {name}, which is not ours."))),
        )
        .collect();
    Ok(findings)
}

/// What the API listed, and the ledger does not have. Catching up brings it, where Stripe still can.
fn lacking(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    let Some(cursor) = cursor::get(connection)? else {
        return Ok(Vec::new());
    };
    let lacking = listed::lacking_named(connection, cursor.since, MOST_LISTED)?;
    let finding = |event| {
        Finding(format!(
            "The API listed the event {event}, and the ledger does not have it: run `backfill`."
        ))
    };
    Ok(lacking.into_iter().map(finding).collect())
}

/// Makes all rows again in another database from what was told; reports damaged bytes.
fn rebuilt(from: &Connection) -> Result<(Connection, Vec<Finding>), StoreError> {
    let mut into = open_scratch(&SCHEMA)?;
    let met = rebuild::take_up(from, &into, Parked::LeaveOut, &mut |_| {})?;
    while follow::step(&mut into, &Noted::default())?.is_some() {}
    let findings = met
        .damaged
        .iter()
        .map(|what| Finding(format!("The bytes of {what} are not what was stored.")))
        .collect();
    Ok((into, findings))
}

/// The rows of one side that the other lacks, or has with other values. Both are read in step, since
/// neither may fit into memory.
fn compare(
    live: &Connection,
    rebuilt: &Connection,
    derived: &Derived,
) -> Result<Vec<Finding>, StoreError> {
    let sql = format!("SELECT {} FROM {}", derived.columns, derived.from);
    let (mut live, mut rebuilt) = (live.prepare(&sql)?, rebuilt.prepare(&sql)?);
    let mut sides = (
        Side::new(live.query([])?, derived)?,
        Side::new(rebuilt.query([])?, derived)?,
    );
    let mut differing = Differing::default();
    loop {
        let order = match (&sides.0.row, &sides.1.row) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => left.key.cmp(&right.key),
        };
        let left = if order.is_le() { sides.0.next()? } else { None };
        let right = if order.is_ge() { sides.1.next()? } else { None };
        if left != right {
            differing.note(left.or(right));
        }
    }
    Ok(differing.findings(derived.table))
}

/// One row: its key, and all its values.
#[derive(PartialEq)]
struct Keyed {
    key: Vec<String>,
    values: Vec<Value>,
}

/// A table being read in the order of its keys.
struct Side<'a> {
    rows: Rows<'a>,
    row: Option<Keyed>,
    keys: usize,
}

impl<'a> Side<'a> {
    fn new(rows: Rows<'a>, derived: &Derived) -> rusqlite::Result<Self> {
        let mut side = Self {
            rows,
            row: None,
            keys: derived.keys,
        };
        side.next()?;
        Ok(side)
    }

    /// Gives the row that it stands on, and goes to the next.
    fn next(&mut self) -> rusqlite::Result<Option<Keyed>> {
        let following = match self.rows.next()? {
            None => None,
            Some(row) => {
                let columns = row.as_ref().column_count();
                let values = (0..columns).map(|at| row.get(at));
                Some(Keyed {
                    values: values.collect::<rusqlite::Result<Vec<Value>>>()?,
                    key: (0..self.keys)
                        .map(|at| row.get(at))
                        .collect::<Result<_, _>>()?,
                })
            }
        };
        Ok(std::mem::replace(&mut self.row, following))
    }
}

/// The rows that differ: the first by name, the others by number.
#[derive(Default)]
struct Differing {
    named: Vec<String>,
    more: usize,
}

impl Differing {
    fn note(&mut self, row: Option<Keyed>) {
        let key = row.map(|it| it.key.join(" ")).unwrap_or_default();
        if self.named.len() < MOST_LISTED as usize {
            self.named.push(key);
        } else {
            self.more += 1;
        }
    }

    fn findings(self, table: &str) -> Vec<Finding> {
        let finding = |key: String| Finding(format!("The {table} {key} differs from a rebuild."));
        let mut findings: Vec<_> = self.named.into_iter().map(finding).collect();
        if self.more > 0 {
            let more = self.more;
            findings.push(Finding(format!(
                "{more} more rows of {table} differ from a rebuild."
            )));
        }
        findings
    }
}
