//! How the receiver and the ledger are doing.

use std::sync::Arc;
use std::time::Duration;

use countertop_receiver::Counters;
use countertop_store::{EventFilter, Ledger, LedgerInfo, Span, WriterHealth};

use crate::App;
use crate::events::{delivery_row, reason};
use crate::ipc::{
    DeliveryRow, DoorFigures, Health, IpcError, LedgerFigures, RefusalCount, WriterFigures,
};

/// How many of the newest deliveries are shown.
const SHOWN: u32 = 20;

impl App {
    /// The figures of the receiver and the ledger, and what came to the door last.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn show_health(&self) -> Result<Health, IpcError> {
        let (receiver, since, door, counted) = {
            let shop = self.shop().await?;
            let reception = shop.reception();
            (
                shop.receiver_state(),
                reception.began().0,
                door(reception.counters()),
                Arc::clone(shop.counted()),
            )
        };
        self.read(move |ledger| {
            let deliveries = deliveries(ledger)?;
            Ok(Health {
                receiver,
                since,
                last_event_at: last_event_at(ledger, &deliveries)?,
                door,
                writer: writer(ledger.health()),
                ledger: holdings(counted.info(ledger)?, ledger),
                deliveries,
            })
        })
        .await
    }
}

fn door(counters: Counters) -> DoorFigures {
    let refused = counters.refused.into_iter();
    let refused = refused.map(|it| RefusalCount {
        reason: reason(it.status, it.code),
        status: it.status,
        code: it.code.map(str::to_owned),
        count: it.count,
    });
    DoorFigures {
        accepted: counters.accepted,
        refused: refused.collect(),
        redelivered: counters.redelivered,
        kept_aside: counters.kept_aside,
        connections: counters.connections,
        lag_seconds: counters.last_lag_seconds,
    }
}

fn writer(health: WriterHealth) -> WriterFigures {
    let mean = |sum: f64| (health.commits > 0).then(|| sum / health.commits as f64);
    WriterFigures {
        queue: health.queue,
        commits: health.commits,
        mean_inputs: mean(health.inputs as f64),
        largest_commit: health.largest_commit,
        mean_sync_ms: mean(milliseconds(health.syncing)),
        slowest_sync_ms: (health.commits > 0).then(|| milliseconds(health.slowest_sync)),
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn holdings(info: LedgerInfo, ledger: &Ledger) -> LedgerFigures {
    LedgerFigures {
        events: info.events,
        bytes: info.bytes,
        parked: info.left_out.parked,
        log_lost_at: info.log_lost_at.map(|it| it.0),
        folder: ledger.folder().display().to_string(),
    }
}

fn deliveries(ledger: &Ledger) -> Result<Vec<DeliveryRow>, IpcError> {
    let newest = Span {
        limit: SHOWN,
        ..Span::default()
    };
    let rows = ledger.deliveries(&newest)?.rows.into_iter();
    Ok(rows.map(delivery_row).collect())
}

/// The newest event may have come again since, and it may not have come through the door.
fn last_event_at(ledger: &Ledger, deliveries: &[DeliveryRow]) -> Result<Option<i64>, IpcError> {
    let newest = EventFilter {
        span: Span {
            limit: 1,
            ..Span::default()
        },
        ..EventFilter::default()
    };
    let known = ledger.events(&newest)?.rows.into_iter();
    let known = known.map(|it| it.received_at.0);
    let accepted = deliveries.iter().filter(|it| it.reason.is_none());
    Ok(known.chain(accepted.map(|it| it.at)).max())
}
