//! `deliveries list`: what came to the door.

use anyhow::Result;
use countertop_store::{DeliveryRow, Page};
use serde::Serialize;

use super::list::{form, or_dash, span};
use crate::args::{Global, Span};
use crate::ledger::beside;
use crate::table::{self, Column};

/// A delivery in the list.
#[derive(Serialize)]
struct Row {
    id: String,
    at: i64,
    status: u16,
    code: Option<String>,
    event: Option<String>,
    bytes: u64,
    /// How many it stands for: a flood of refusals is one line a second.
    count: u64,
    /// What the body tells, where its signature fits no secret.
    symptom: Option<String>,
}

impl From<DeliveryRow> for Row {
    fn from(row: DeliveryRow) -> Self {
        let delivery = row.delivery;
        Self {
            id: row.id,
            at: delivery.at.0,
            status: delivery.status,
            code: delivery.code,
            event: delivery.event,
            bytes: delivery.bytes,
            count: delivery.count,
            symptom: delivery.symptom,
        }
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::words("ID", |it| it.id.clone()),
    Column::numbers("AT", |it| it.at.to_string()),
    Column::numbers("STATUS", |it| it.status.to_string()),
    Column::words("CODE", |it| or_dash(it.code.as_ref())),
    Column::words("EVENT", |it| or_dash(it.event.as_ref())),
    Column::numbers("BYTES", |it| it.bytes.to_string()),
    Column::words("SYMPTOM", |it| or_dash(it.symptom.as_ref())),
    Column::numbers("COUNT", |it| it.count.to_string()),
];

/// Lists deliveries, newest first.
///
/// # Errors
/// When the ledger cannot be read.
pub fn list(global: &Global, args: &Span) -> Result<()> {
    let span = span(args)?;
    let page = beside(global, |ledger| Ok(ledger.deliveries(&span)?))?;
    let page = Page {
        rows: page.rows.into_iter().map(Row::from).collect(),
        next: page.next,
    };
    table::page(form(global), &page, COLUMNS)
}
