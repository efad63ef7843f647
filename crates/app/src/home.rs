//! Today at a glance.

use countertop_domain::UnixSeconds;
use countertop_store::{DayFigures, PaymentFilter, Span};

use crate::App;
use crate::ipc::{CurrencyDay, Home, HomeQuery, IpcError, IpcErrorCode};

/// How many of the newest payments stand on the first page.
const LATEST: u32 = 8;

impl App {
    /// Today's figures and the latest payments.
    ///
    /// # Errors
    /// When the ledger cannot be read or the day is none.
    pub async fn home(&self, query: HomeQuery) -> Result<Home, IpcError> {
        if query.day_start >= query.day_end {
            let message = "The day ends before it begins.";
            return Err(IpcError::new(IpcErrorCode::InvalidInput, message));
        }
        self.read(move |ledger| {
            let (from, to) = (UnixSeconds(query.day_start), UnixSeconds(query.day_end));
            let span = Span {
                limit: LATEST,
                ..Span::default()
            };
            let latest = ledger.payments(&PaymentFilter {
                span,
                ..PaymentFilter::default()
            })?;
            Ok(Home {
                days: ledger.figures(from, to)?.into_iter().map(day).collect(),
                latest: crate::payments::rows(ledger, latest.rows)?,
                to_fulfil: ledger.count_to_fulfil()?.unsigned_abs(),
                open_links: ledger.info()?.links.0,
            })
        })
        .await
    }
}

fn day(figures: DayFigures) -> CurrencyDay {
    CurrencyDay {
        currency: figures.currency,
        gross: figures.gross,
        fees: figures.fees,
        fees_unknown: figures.fees_unknown.unsigned_abs(),
        refunded: figures.refunded,
        paid: figures.paid.unsigned_abs(),
        failed: figures.failed.unsigned_abs(),
        processing: figures.processing.unsigned_abs(),
    }
}
