//! Sums of today, of the same weekday a week ago, and of the days of the chart.

use countertop_domain::UnixSeconds;
use countertop_store::{DailyGross, DayFigures, Ledger, StoreError};

use crate::ipc::{CurrencyDay, HomeQuery, TimeSpan, Volume};

/// Today's figures by currency, compared with a week ago.
pub(super) fn today(ledger: &Ledger, query: &HomeQuery) -> Result<Vec<CurrencyDay>, StoreError> {
    let TimeSpan { from, to } = query.week_ago;
    let before = ledger.taken(UnixSeconds(from), UnixSeconds(to))?;
    let figures = ledger.figures(UnixSeconds(query.day_start), UnixSeconds(query.day_end))?;
    let days = figures.into_iter().map(|it| {
        let week_ago = before.get(&it.currency).copied().unwrap_or(0);
        day(it, week_ago)
    });
    Ok(days.collect())
}

fn day(figures: DayFigures, week_ago: i64) -> CurrencyDay {
    CurrencyDay {
        change_percent: change_percent(figures.gross, week_ago),
        currency: figures.currency,
        gross: figures.gross,
        week_ago,
        fees: figures.fees,
        fees_unknown: figures.fees_unknown.unsigned_abs(),
        refunded: figures.refunded,
        paid: figures.paid.unsigned_abs(),
        failed: figures.failed.unsigned_abs(),
        processing: figures.processing.unsigned_abs(),
    }
}

/// By how many percent an amount is more than another, rounded half away from zero.
fn change_percent(now: i64, before: i64) -> Option<i64> {
    if before <= 0 {
        return None;
    }
    let (now, before) = (i128::from(now), i128::from(before));
    let twice = (now - before) * 200;
    let rounded = (twice + twice.signum() * before) / (2 * before);
    i64::try_from(rounded).ok()
}

/// What was captured on the days of the chart, the later half beside the days before.
pub(super) fn volume(
    ledger: &Ledger,
    days: &[i64],
    end: UnixSeconds,
) -> Result<Vec<Volume>, StoreError> {
    let begin: Vec<_> = days.iter().copied().map(UnixSeconds).collect();
    let found = ledger.gross_by_day(&begin, end)?.into_iter();
    Ok(found
        .map(|DailyGross { currency, days }| {
            let (before, after) = days.split_at(days.len() / 2);
            Volume {
                currency,
                sum: sum(after),
                sum_before: sum(before),
                days: after.to_vec(),
                days_before: before.to_vec(),
            }
        })
        .collect())
}

fn sum(days: &[i64]) -> i64 {
    days.iter()
        .fold(0, |sum: i64, day| sum.saturating_add(*day))
}

#[cfg(test)]
mod tests {
    use super::change_percent;

    #[test]
    fn a_change_is_told_in_whole_percent() {
        for (now, before, percent) in [
            (118, 100, Some(18)),
            (0, 100, Some(-100)),
            (1005, 1000, Some(1)),
            (1004, 1000, Some(0)),
            (995, 1000, Some(-1)),
            (i64::MAX, 1, None),
            (5, 0, None),
        ] {
            assert_eq!(change_percent(now, before), percent, "{now} after {before}");
        }
    }
}
