//! The table `look`: what the API was asked for in vain, so that it is not asked for ever.

use countertop_domain::{Lack, UnixSeconds};
use rusqlite::{Connection, OptionalExtension, params};

/// What is known of an object that a payment lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Which one.
    pub lack: Lack,
    /// How often it was asked for in vain.
    pub times: u32,
    /// When it was last.
    pub looked_at: Option<UnixSeconds>,
}

/// Notes that something was asked for in vain once more.
pub(crate) fn note(connection: &Connection, lack: &str, at: UnixSeconds) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO look (lack, times, at) VALUES (?1, 1, ?2) \
             ON CONFLICT DO UPDATE SET times = times + 1, at = excluded.at",
        )?
        .execute(params![lack, at.0])
        .map(drop)
}

/// How often something was asked for.
pub(crate) fn of(connection: &Connection, lack: Lack) -> rusqlite::Result<Lacking> {
    let looked = connection
        .prepare_cached("SELECT times, at FROM look WHERE lack = ?1")?
        .query_row([lack.to_string()], |row| {
            Ok((row.get(0)?, UnixSeconds(row.get(1)?)))
        })
        .optional()?;
    let (times, looked_at) = looked.map_or((0, None), |(times, at)| (times, Some(at)));
    Ok(Lacking {
        lack,
        times,
        looked_at,
    })
}

/// The payments among the newest that lack something at first sight. Those whose session was asked
/// for in vain as often as given here, are taken to have none.
pub(crate) fn incomplete(
    connection: &Connection,
    among: u32,
    sessions: u32,
) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT id FROM ( \
               SELECT id, amount_captured, settled, session, link FROM payment \
               ORDER BY created DESC, id DESC LIMIT ?1) AS newest \
             WHERE (amount_captured > 0 AND settled IS NULL) \
             OR (session IS NULL AND id LIKE 'pi\\_%' ESCAPE '\\' AND NOT EXISTS ( \
               SELECT 1 FROM look WHERE lack = 'session ' || newest.id AND times >= ?2)) \
             OR (link IS NOT NULL AND NOT EXISTS ( \
               SELECT 1 FROM snapshot WHERE id = newest.link AND kind = 'link_items')) \
             OR (id LIKE 'pi\\_%' ESCAPE '\\' AND NOT EXISTS ( \
               SELECT 1 FROM snapshot WHERE id = newest.id AND kind = 'intent'))",
        )?
        .query_map([among, sessions], |row| row.get(0))?
        .collect()
}
