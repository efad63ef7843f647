//! The table `checkout`: the checkout sessions that payment links opened, as far as Stripe told of them.

use countertop_domain::{Object, ObjectKind, Session};
use rusqlite::{Connection, OptionalExtension, params};

use crate::snapshot::Fresh;
use crate::{link_period, snapshot};

/// Makes a checkout's row anew from the newest snapshot of its session, and marks what is summed of it.
pub(crate) fn project(connection: &Connection, fresh: &Fresh, id: &str) -> rusqlite::Result<()> {
    let Some(known) = snapshot::newest(connection, fresh, ObjectKind::Session, id)? else {
        return Ok(());
    };
    let Object::Session(session) = &known.seen.object else {
        return Ok(());
    };
    let before = place(connection, id)?;
    let changed = match &session.link {
        Some(link) => {
            let created = session.created.unwrap_or(known.seen.observation.at).0;
            write(connection, session, link.as_str(), created)?
        }
        None => remove(connection, id)?,
    };
    if changed {
        let after = place(connection, id)?;
        for (link, created) in before.iter().chain(&after) {
            link_period::mark(connection, link, *created)?;
        }
    }
    Ok(())
}

/// The link and the time that a checkout counts to.
fn place(connection: &Connection, id: &str) -> rusqlite::Result<Option<(String, i64)>> {
    connection
        .prepare_cached("SELECT link, created FROM checkout WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Says whether it is another row than the one that there was.
fn write(
    connection: &Connection,
    session: &Session,
    link: &str,
    created: i64,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "INSERT INTO checkout (id, link, created, status, payment_status, currency, amount, \
             reference) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
             ON CONFLICT DO UPDATE SET link = excluded.link, created = excluded.created, \
             status = excluded.status, payment_status = excluded.payment_status, \
             currency = excluded.currency, amount = excluded.amount, \
             reference = excluded.reference \
             WHERE (link, created, status, payment_status, currency, amount, reference) IS NOT \
             (excluded.link, excluded.created, excluded.status, excluded.payment_status, \
             excluded.currency, excluded.amount, excluded.reference)",
        )?
        .execute(params![
            session.id.as_str(),
            link,
            created,
            session.status.as_ref().map(|it| it.as_str()),
            session.payment_status.as_ref().map(|it| it.as_str()),
            session.currency.map(|it| it.to_string()),
            session.amount_total,
            session.client_reference_id,
        ])
        .map(|rows| rows > 0)
}

fn remove(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("DELETE FROM checkout WHERE id = ?1")?
        .execute([id])
        .map(|rows| rows > 0)
}
