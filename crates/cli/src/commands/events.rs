//! `events list` and `events get`.

use anyhow::{Result, bail};
use countertop_store::{EventFilter, EventRow, Page};
use serde::Serialize;

use super::list::{form, or_dash, span};
use crate::args::{EventsList, Global};
use crate::ledger::beside;
use crate::output;
use crate::table::{self, Column};

/// An event in the list.
#[derive(Serialize)]
struct Row {
    id: String,
    #[serde(rename = "type")]
    event_type: Option<String>,
    created: i64,
    received_at: i64,
    source: String,
    api_version: Option<String>,
    livemode: Option<bool>,
    handled: bool,
    parsed: bool,
    aside: Option<String>,
    parked: bool,
    erased: bool,
}

impl From<EventRow> for Row {
    fn from(row: EventRow) -> Self {
        Self {
            id: row.id,
            event_type: row.event_type,
            created: row.created.0,
            received_at: row.received_at.0,
            source: row.source,
            api_version: row.api_version,
            livemode: row.livemode,
            handled: row.handled,
            parsed: row.parsed,
            aside: row.aside,
            parked: row.parked,
            erased: row.erased,
        }
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::words("ID", |it| it.id.clone()),
    Column::words("TYPE", |it| or_dash(it.event_type.as_ref())),
    Column::numbers("CREATED", |it| it.created.to_string()),
    Column::numbers("RECEIVED", |it| it.received_at.to_string()),
    Column::words("SOURCE", |it| it.source.clone()),
    Column::words("HANDLED", |it| yes_or_no(it.handled)),
    Column::words("ASIDE", |it| or_dash(it.aside.as_ref())),
];

fn yes_or_no(it: bool) -> String {
    if it { "yes" } else { "no" }.to_owned()
}

/// Lists events, newest first.
///
/// # Errors
/// When the ledger cannot be read.
pub fn list(global: &Global, args: &EventsList) -> Result<()> {
    let filter = EventFilter {
        event_type: args.event_type.clone(),
        span: span(&args.span)?,
    };
    let page = beside(global, |ledger| Ok(ledger.events(&filter)?))?;
    let page = Page {
        rows: page.rows.into_iter().map(Row::from).collect(),
        next: page.next,
    };
    table::page(form(global), &page, COLUMNS)
}

/// Writes the exact bytes of an event's canonical rendering.
///
/// # Errors
/// When there is none of this id, or the ledger cannot be read.
pub fn get(global: &Global, id: &str) -> Result<()> {
    match beside(global, |ledger| Ok(ledger.event(id)?))? {
        Some(event) => output::bytes(&event.body),
        None => bail!("the ledger has no event '{id}': `events list` shows what it has"),
    }
}
