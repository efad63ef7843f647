//! Every stored event once more, as it was told.

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::{RecordedEvent, Source, UnverifiedEvent};
use rusqlite::Connection;

use crate::compressed::intact;

/// Walks over every stored event in the order of arrival.
pub(crate) fn events(
    connection: &Connection,
    mut visit: impl FnMut(Replayed) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(
        "SELECT id, source, aside IS NULL AND NOT parked, parked, seq, received_at, digest, \
         coalesce(redacted, digest), body FROM event ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let digest: [u8; 32] = row.get(6)?;
        let (of_these, body): (Vec<u8>, Vec<u8>) = (row.get(7)?, row.get(8)?);
        let source: String = row.get(1)?;
        visit(Replayed {
            id: row.get(0)?,
            counts: row.get(2)?,
            parked: row.get(3)?,
            seq: row.get(4)?,
            received_at: UnixSeconds(row.get(5)?),
            event: intact(&body, &of_these).map(|body| {
                let event = UnverifiedEvent::new(body);
                let event = if source == Source::Imported.as_str() {
                    event.imported()
                } else {
                    event.from_api()
                };
                event.standing_for(digest)
            }),
        })?;
    }
    Ok(())
}

/// A stored event on its way through the projection again.
pub(crate) struct Replayed {
    pub(crate) seq: i64,
    pub(crate) id: String,
    pub(crate) counts: bool,
    pub(crate) parked: bool,
    pub(crate) received_at: UnixSeconds,
    /// None when the bytes are damaged.
    pub(crate) event: Option<RecordedEvent>,
}

/// A parked event counts from now on.
pub(crate) fn unpark(connection: &Connection, seq: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE event SET parked = 0 WHERE seq = ?1")?
        .execute([seq])
        .map(drop)
}
