//! From what was told to the rows made of it, inside the transaction that records it.

use std::collections::BTreeSet;

use countertop_domain::{ActKind, DisputeRow, Mode, Object, Seen, UnixSeconds, project};
use countertop_stripe_wire::{Aside, RecordedEvent};
use rusqlite::Connection;

use crate::column::json;
use crate::compressed::compress;
use crate::erasure::Erasures;
use crate::event::{Inserted, Standing};
use crate::snapshot::Fresh;
use crate::told::sha256;
use crate::{
    Changes, Fetched, ListedPage, Recorded, act, checkout, cursor, dispute, event, failpoint,
    fetched, gap, link, listed, payment, payment_row, payout, setting, snapshot,
};

/// An event with what can be made of it before its turn to be written comes: the writer only binds.
pub(crate) struct Prepared {
    pub(crate) event: RecordedEvent,
    pub(crate) received_at: UnixSeconds,
    /// The bytes as they are stored.
    pub(crate) compressed: Vec<u8>,
    /// The digest of these bytes, where an erasure left them.
    pub(crate) redacted: Option<[u8; 32]>,
    /// The objects inside as their rows hold them.
    pub(crate) objects: Vec<String>,
}

impl Prepared {
    pub(crate) fn new(event: RecordedEvent, received_at: UnixSeconds) -> rusqlite::Result<Self> {
        let objects = event.objects().iter().map(json);
        Ok(Self {
            objects: objects.collect::<rusqlite::Result<_>>()?,
            compressed: compress(event.body()),
            redacted: None,
            received_at,
            event,
        })
    }

    /// The same without what was erased.
    pub(crate) fn without_erased(&self, left: Vec<u8>) -> rusqlite::Result<Self> {
        Ok(Self {
            redacted: Some(sha256(&left)),
            ..Self::new(self.event.redacted(left), self.received_at)?
        })
    }
}

/// What one transaction has to know while it goes on.
#[derive(Default)]
pub(crate) struct Touched {
    /// The rows that have to be made anew at its end: several events of one payment make one row.
    payments: BTreeSet<String>,
    links: BTreeSet<String>,
    checkouts: BTreeSet<String>,
    payouts: BTreeSet<String>,
    disputes: BTreeSet<String>,
    mode: Option<Mode>,
    erasures: Erasures,
    fresh: Fresh,
}

/// Records an event and takes up its snapshots.
pub(crate) fn record_event(
    connection: &Connection,
    prepared: &Prepared,
    touched: &mut Touched,
) -> rusqlite::Result<Recorded> {
    let redacted = touched.erasures.event(connection, prepared)?;
    let prepared = redacted.as_ref().unwrap_or(prepared);
    let event = &prepared.event;
    let aside = match event.aside() {
        Some(aside) => Some(aside),
        None => mode_conflict(connection, event, touched)?,
    };
    let inserted = event::insert(
        connection,
        prepared,
        Standing {
            aside,
            parked: false,
        },
    )?;
    if inserted.news {
        failpoint::reached(&event.id());
        let snapshots = event.snapshots(prepared.received_at);
        for (seen, json) in snapshots.iter().zip(&prepared.objects) {
            take_up(connection, seen, json, touched)?;
        }
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

/// Keeps an event that cannot be projected.
pub(crate) fn park_event(
    connection: &Connection,
    prepared: &Prepared,
) -> rusqlite::Result<Recorded> {
    let redacted = Erasures::default().event(connection, prepared)?;
    let prepared = redacted.as_ref().unwrap_or(prepared);
    let aside = prepared.event.aside();
    let inserted = event::insert(
        connection,
        prepared,
        Standing {
            aside,
            parked: true,
        },
    )?;
    Ok(Recorded {
        first_seen: inserted.first_seen,
        first_counted: false,
        aside,
    })
}

/// Records a page of the API's list with what it shows; says how many of its events were new.
pub(crate) fn record_page(
    connection: &Connection,
    page: &ListedPage,
    touched: &mut Touched,
) -> rusqlite::Result<u64> {
    let mut new = 0;
    for prepared in &page.events {
        new += u64::from(record_event(connection, prepared, touched)?.first_seen);
    }
    note_listed(connection, page)?;
    Ok(new)
}

/// Keeps what a page shows: which events there are, and how far the list was read.
pub(crate) fn note_listed(connection: &Connection, page: &ListedPage) -> rusqlite::Result<()> {
    for Prepared {
        event, received_at, ..
    } in &page.events
    {
        let created = event.envelope().and_then(|it| it.created);
        let created = created.unwrap_or(*received_at);
        listed::insert(connection, &event.id(), created, page.listed_at)?;
    }
    if let Some(gap) = page.gap {
        gap::add(connection, gap)?;
    }
    cursor::advance(connection, &page.cursor)
}

/// The first event that names a mode decides the ledger's; one of the other mode is kept aside.
fn mode_conflict(
    connection: &Connection,
    event: &RecordedEvent,
    touched: &mut Touched,
) -> rusqlite::Result<Option<Aside>> {
    let Some(mode) = event.mode() else {
        return Ok(None);
    };
    if touched.mode.is_none() {
        touched.mode = setting::mode(connection)?;
    }
    match touched.mode {
        Some(ledger) => Ok((ledger != mode).then_some(Aside::Mode)),
        None => {
            touched.mode = Some(mode);
            setting::set_mode(connection, mode).map(|()| None)
        }
    }
}

/// Records an answer of the API and takes up its snapshots. One that says again what another said
/// makes no row anew, but what it says is newer than that: something else may have come between.
pub(crate) fn record_fetched(
    connection: &Connection,
    answer: &Fetched,
    received_at: UnixSeconds,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    let stored = touched.erasures.answer(connection, answer)?;
    let objects = stored.objects();
    let snapshots = stored.snapshots(&objects);
    if !snapshots.is_empty() && fetched::insert(connection, &stored, received_at)? {
        take_up_all(connection, &snapshots, touched)?;
    }
    Ok(())
}

/// Records what the merchant did to a payment or a link.
pub(crate) fn record_act(
    connection: &Connection,
    subject: &str,
    at: i64,
    kind: &ActKind,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    act::insert(connection, subject, at, kind)?;
    let of_its_kind = match kind.is_on_a_link() {
        true => &mut touched.links,
        false => &mut touched.payments,
    };
    of_its_kind.insert(subject.to_owned());
    Ok(())
}

/// Takes up snapshots whose rows were not prepared.
pub(crate) fn take_up_all(
    connection: &Connection,
    snapshots: &[Seen<&Object>],
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    for seen in snapshots {
        take_up(connection, seen, &json(seen.object)?, touched)?;
    }
    Ok(())
}

/// Keeps the snapshot when it is the newest, and notes whose rows it changes.
fn take_up(
    connection: &Connection,
    seen: &Seen<&Object>,
    json: &str,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    let object = seen.object;
    let before = snapshot::get(connection, object.kind(), object.id())?;
    if !snapshot::upsert(connection, seen, json)? {
        return Ok(());
    }
    touched.fresh.take(seen, before.as_ref());
    let id = || object.id().to_owned();
    let _ = match object {
        Object::Link(_) | Object::LinkItems(_) => touched.links.insert(id()),
        Object::Session(_) => touched.checkouts.insert(id()),
        Object::Payout(_) => touched.payouts.insert(id()),
        Object::Dispute(_) => touched.disputes.insert(id()),
        _ => false,
    };
    // Where it named other objects before, it was part of their payments.
    let before = before.map(|it| it.seen.object);
    let elsewhere = before.iter().filter(|it| it.ties() != object.ties());
    for state in elsewhere.chain([object]) {
        let concerned = snapshot::payments_of(connection, &touched.fresh, state)?;
        touched.payments.extend(concerned);
    }
    Ok(())
}

/// Makes the touched rows anew.
pub(crate) fn finish(connection: &Connection, touched: Touched) -> rusqlite::Result<Changes> {
    let mut changes = Changes::default();
    for id in &touched.disputes {
        dispute::project(connection, id)?;
    }
    let mut version = payment::next_version(connection)?;
    for id in touched.payments {
        match finish_payment(connection, &touched.fresh, &id, version)? {
            Made::Anew => {
                version += 1;
                changes.payments.insert(id);
            }
            Made::TheSame | Made::Nothing => drop(changes.told_of.insert(id)),
        }
    }
    for id in &touched.checkouts {
        checkout::project(connection, &touched.fresh, id)?;
    }
    for id in touched.links {
        if link::project(connection, &id)? {
            changes.links.insert(id);
        }
    }
    for id in &touched.payouts {
        payout::project(connection, id)?;
    }
    changes.payouts = touched.payouts;
    changes.disputes = touched.disputes;
    Ok(changes)
}

/// What became of a payment's row.
enum Made {
    /// It changed.
    Anew,
    /// It was as it is.
    TheSame,
    /// There is none: what is known does not make one.
    Nothing,
}

/// Makes a payment's row anew, and those of its disputes, which now know their payment. Says what
/// became of it.
fn finish_payment(
    connection: &Connection,
    fresh: &Fresh,
    id: &str,
    version: i64,
) -> rusqlite::Result<Made> {
    let mut facts = snapshot::facts_with(connection, fresh, id)?;
    facts.acts = act::of(connection, id, &facts)?;
    let Some(row) = project(&facts) else {
        let had_a_row = payment::remove(connection, id)?;
        return Ok(if had_a_row { Made::Anew } else { Made::Nothing });
    };
    for seen in &facts.disputes {
        dispute::write(connection, &DisputeRow::of_payment(&seen.object, id))?;
    }
    let is_new = payment_row::upsert(connection, &row, version)?;
    Ok(if is_new { Made::Anew } else { Made::TheSame })
}
