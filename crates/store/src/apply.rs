//! From what was told to the rows made of it, inside the transaction that records it.

use std::collections::BTreeSet;

use countertop_domain::{Object, Seen, UnixSeconds, project};
use countertop_stripe_wire::{Aside, RecordedEvent};
use rusqlite::Connection;

use crate::event::Inserted;
use crate::{Changes, Fetched, Recorded, event, fetched, link, payment, setting, snapshot};

/// The rows that have to be made anew at the end of a batch: several events of one payment make one
/// row, once.
#[derive(Default)]
pub(crate) struct Touched {
    payments: BTreeSet<String>,
    links: BTreeSet<String>,
}

/// Records an event and takes up its snapshots.
pub(crate) fn record_event(
    connection: &Connection,
    event: &RecordedEvent,
    received_at: UnixSeconds,
    touched: &mut Touched,
) -> rusqlite::Result<Recorded> {
    let aside = match event.aside() {
        Some(aside) => Some(aside),
        None => mode_conflict(connection, event)?,
    };
    let inserted = event::insert(connection, event, received_at, aside)?;
    if inserted.news {
        take_up(connection, &event.snapshots(received_at), touched)?;
    }
    let Inserted {
        first_seen,
        first_counted,
        ..
    } = inserted;
    Ok(Recorded {
        first_seen,
        first_counted,
        aside,
    })
}

/// The first event that names a mode decides the ledger's; one of the other mode is kept aside.
fn mode_conflict(
    connection: &Connection,
    event: &RecordedEvent,
) -> rusqlite::Result<Option<Aside>> {
    let Some(mode) = event.mode() else {
        return Ok(None);
    };
    match setting::mode(connection)? {
        Some(ledger) => Ok((ledger != mode).then_some(Aside::Mode)),
        None => setting::set_mode(connection, mode).map(|()| None),
    }
}

/// Records an answer of the API and takes up its snapshots. An answer that says just what the
/// ledger knows already is no news and is not kept.
pub(crate) fn record_fetched(
    connection: &Connection,
    answer: &Fetched,
    received_at: UnixSeconds,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    let snapshots = answer.snapshots();
    for seen in &snapshots {
        if !snapshot::is_known(connection, seen)? {
            fetched::insert(connection, answer, received_at)?;
            return take_up(connection, &snapshots, touched);
        }
    }
    Ok(())
}

/// Keeps the newest snapshots and notes whose rows they change.
pub(crate) fn take_up(
    connection: &Connection,
    snapshots: &[Seen<Object>],
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    for seen in snapshots {
        let newer = snapshot::upsert(connection, seen)?;
        match &seen.object {
            // Even an older state can be the first sighting, which is a link's time.
            Object::Link(_) | Object::LinkItems(_) => {
                touched.links.insert(seen.object.id().to_owned());
            }
            object if newer => {
                touched
                    .payments
                    .extend(snapshot::payments_of(connection, object)?);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Makes the touched rows anew.
pub(crate) fn finish(connection: &Connection, touched: Touched) -> rusqlite::Result<Changes> {
    let mut changes = Changes::default();
    for id in touched.payments {
        let changed = match project(&snapshot::facts(connection, &id)?) {
            Some(row) => payment::upsert(connection, &row).map(|()| true)?,
            None => payment::remove(connection, &id)?,
        };
        if changed {
            changes.payments.insert(id);
        }
    }
    for id in touched.links {
        if link::project(connection, &id)? {
            changes.links.insert(id);
        }
    }
    Ok(changes)
}
