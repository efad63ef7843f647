//! The table `absence`: when nothing could be delivered to this computer, and why. It gives a late or
//! lost delivery its cause.

use countertop_domain::UnixSeconds;
use rusqlite::{Connection, params};

/// How many are kept.
const KEPT: i64 = 1000;

/// Why nothing could be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The computer slept.
    Asleep,
    /// There was no network.
    Offline,
    /// The receiver did not run.
    Stopped,
    /// The receiver ran, and no tunnel led to it.
    Unreached,
}

/// A stretch of time in which nothing could be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Its first second.
    pub from: UnixSeconds,
    /// The second after it.
    pub to: UnixSeconds,
    /// Why.
    pub why: Why,
}

impl Why {
    fn word(self) -> &'static str {
        match self {
            Self::Asleep => "asleep",
            Self::Offline => "offline",
            Self::Stopped => "stopped",
            Self::Unreached => "unreached",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "asleep" => Self::Asleep,
            "offline" => Self::Offline,
            "unreached" => Self::Unreached,
            _ => Self::Stopped,
        }
    }
}

/// Notes an absence, and forgets the oldest beyond the bound.
pub(crate) fn note(connection: &Connection, absence: &Absence) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO absence (since, until, why) VALUES (?1, ?2, ?3)")?
        .execute(params![absence.from.0, absence.to.0, absence.why.word()])?;
    connection
        .prepare_cached("DELETE FROM absence WHERE seq <= ?1")?
        .execute([connection.last_insert_rowid() - KEPT])
        .map(drop)
}

/// The absences that touch a stretch of time, oldest first.
pub(crate) fn between(
    connection: &Connection,
    [from, to]: [UnixSeconds; 2],
) -> rusqlite::Result<Vec<Absence>> {
    connection
        .prepare_cached(
            "SELECT since, until, why FROM absence WHERE since < ?2 AND until > ?1 ORDER BY since, seq",
        )?
        .query_map([from.0, to.0], |row| {
            Ok(Absence {
                from: UnixSeconds(row.get(0)?),
                to: UnixSeconds(row.get(1)?),
                why: Why::of(&row.get::<_, String>(2)?),
            })
        })?
        .collect()
}
