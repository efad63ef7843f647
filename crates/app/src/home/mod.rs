//! Today at a glance: figures, the last weeks, what waits for the merchant, the newest payments.

mod figures;
mod waiting;

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, PaymentFilter, Span, StoreError};

use crate::App;
use crate::ipc::{Home, HomeQuery, IpcError, IpcErrorCode, NextPayout, PaymentRow};
use crate::link_list::are_days;

/// How many of the newest payments stand on the first page.
const LATEST: u32 = 8;
/// How many payouts on their way are counted.
const MOST_ON_THEIR_WAY: u32 = 100;
/// Most days of the chart: two months and the two before.
const MOST_DAYS: usize = 124;

impl App {
    /// Today's figures, what waits for the merchant and the latest payments.
    ///
    /// # Errors
    /// When the ledger cannot be read or the days are none.
    pub async fn home(&self, query: HomeQuery) -> Result<Home, IpcError> {
        check(&query)?;
        self.read(move |ledger| {
            let today = UnixSeconds(query.day_start);
            Ok(Home {
                days: figures::today(ledger, &query)?,
                volume: figures::volume(ledger, &query.days, UnixSeconds(query.day_end))?,
                next_payout: next_payout(ledger)?,
                disputes: waiting::disputes(ledger)?,
                suspicions: waiting::suspicions(ledger)?,
                failed_payouts: waiting::failed_payouts(ledger, today)?,
                to_fulfil: ledger.count_to_fulfil()?.unsigned_abs(),
                sold_out: waiting::sold_out(ledger)?,
                latest: latest(ledger)?,
            })
        })
        .await
    }
}

fn check(query: &HomeQuery) -> Result<(), IpcError> {
    let wrong = if query.day_start >= query.day_end || query.week_ago.from > query.week_ago.to {
        "The day ends before it begins.".to_owned()
    } else if !query.days.len().is_multiple_of(2) || !are_days(&query.days, MOST_DAYS) {
        format!(
            "The days of the chart are none: an even number up to {MOST_DAYS}, the oldest first, each \
             beginning with a quarter of an hour."
        )
    } else {
        return Ok(());
    };
    Err(IpcError::new(IpcErrorCode::InvalidInput, wrong))
}

fn latest(ledger: &Ledger) -> Result<Vec<PaymentRow>, StoreError> {
    let span = Span {
        limit: LATEST,
        ..Span::default()
    };
    let page = ledger.payments(&PaymentFilter {
        span,
        ..PaymentFilter::default()
    })?;
    crate::payments::rows(ledger, page.rows)
}

fn next_payout(ledger: &Ledger) -> Result<Option<NextPayout>, StoreError> {
    let mut payouts = ledger
        .payouts_on_their_way(MOST_ON_THEIR_WAY)?
        .into_iter()
        .filter(|it| it.amount > 0);
    Ok(payouts.next().map(|payout| NextPayout {
        amount: payout.amount,
        currency: waiting::code(payout.currency),
        arrives: payout.arrival_date.map(|it| it.0),
        others: payouts.count() as u64,
    }))
}
