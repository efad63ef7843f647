//! Today at a glance.

use countertop_domain::{Currency, DisputeRow, PayoutRow, UnixSeconds};
use countertop_store::{DayFigures, PaymentFilter, Span};

use crate::App;
use crate::ipc::{CurrencyDay, Home, HomeDispute, HomePayout, HomeQuery, IpcError, IpcErrorCode};

/// How many of the newest payments stand on the first page.
const LATEST: u32 = 8;
/// How many disputes and failed payouts stand there at most.
const MOST_DISPUTES: u32 = 20;
const MOST_PAYOUTS: u32 = 5;
/// For how long a payout that failed is told of, in seconds.
const RECENT: i64 = 30 * 24 * 60 * 60;

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
                disputes: ledger
                    .disputes_to_answer(MOST_DISPUTES)?
                    .into_iter()
                    .map(dispute)
                    .collect(),
                failed_payouts: ledger
                    .failed_payouts(UnixSeconds(from.0 - RECENT), MOST_PAYOUTS)?
                    .into_iter()
                    .map(payout)
                    .collect(),
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

fn dispute(row: DisputeRow) -> HomeDispute {
    HomeDispute {
        id: row.id.to_string(),
        payment: row.payment,
        reason: row.reason,
        amount: row.amount,
        currency: code(row.currency),
        due_by: row.evidence_due_by.map(|it| it.0),
    }
}

fn payout(row: PayoutRow) -> HomePayout {
    HomePayout {
        id: row.id.to_string(),
        amount: row.amount,
        currency: code(row.currency),
        created: row.created.0,
    }
}

fn code(currency: Option<Currency>) -> String {
    currency.map(|it| it.to_string()).unwrap_or_default()
}
