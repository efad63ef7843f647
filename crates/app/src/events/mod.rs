//! Events and deliveries as the window shows them.

mod door;

use countertop_store::{EventFilter, EventRow as Row, StoredEvent};

use crate::App;
use crate::ipc::{
    DeliveriesQuery, DeliveryPage, EventDetail, EventPage, EventQuery, EventRow, EventsQuery,
    IpcError, IpcErrorCode,
};
use crate::payments::span;
pub(crate) use door::{delivery_row, reason};

impl App {
    /// A page of events, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read or the cursor is none.
    pub async fn list_events(&self, query: EventsQuery) -> Result<EventPage, IpcError> {
        let filter = EventFilter {
            event_type: query.event_type,
            span: span(query.after.as_deref(), query.limit)?,
        };
        self.read(move |ledger| {
            let page = ledger.events(&filter)?;
            Ok(EventPage {
                rows: page.rows.into_iter().map(row).collect(),
                next: page.next.map(|next| next.to_string()),
            })
        })
        .await
    }

    /// One event with its bytes.
    ///
    /// # Errors
    /// When there is no such event or the ledger cannot be read.
    pub async fn show_event(&self, query: EventQuery) -> Result<EventDetail, IpcError> {
        self.read(move |ledger| {
            let Some(StoredEvent { row: known, body }) = ledger.event(&query.id)? else {
                let message = format!("There is no event {}.", query.id);
                return Err(IpcError::new(IpcErrorCode::NotFound, message));
            };
            Ok(EventDetail {
                row: row(known),
                bytes: body.len() as u64,
                text: String::from_utf8_lossy(&body).into_owned(),
            })
        })
        .await
    }

    /// A page of what came to the door, newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read or the cursor is none.
    pub async fn list_deliveries(&self, query: DeliveriesQuery) -> Result<DeliveryPage, IpcError> {
        let span = span(query.after.as_deref(), query.limit)?;
        self.read(move |ledger| {
            let page = if query.is_refused {
                ledger.refused_deliveries(&span)?
            } else {
                ledger.deliveries(&span)?
            };
            Ok(DeliveryPage {
                rows: page.rows.into_iter().map(delivery_row).collect(),
                next: page.next.map(|next| next.to_string()),
            })
        })
        .await
    }
}

fn row(row: Row) -> EventRow {
    EventRow {
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
