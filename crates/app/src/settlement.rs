//! Fees: a charge's event names its balance transaction only by id, so that is fetched.
//!
//! The event that names it may be the last of a payment, and changes nothing else about it: then no
//! commit tells of that payment any more. So a paid payment whose fee is unknown is looked at again
//! by itself, after growing pauses.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::BalanceTransactionId;
use countertop_store::{Ledger, PaymentFilter, Span};
use countertop_stripe_client::{ApiError, Client};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

use crate::links::fetched;

/// How many of the newest payments are looked through at start.
const LOOKED_THROUGH: u32 = 200;
/// The pauses until a payment is looked at again. After the last, the next start does it.
const PAUSES: [Duration; 8] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_secs(60),
    Duration::from_secs(300),
    Duration::from_secs(900),
    Duration::from_secs(3600),
];
/// How many payments may wait to be looked at again. In an import of many, the next start does it.
const MOST_WAITING: usize = 1_000;
/// Where nothing waits, there is no hurry.
const IDLE: Duration = Duration::from_secs(3600);

/// Whether there is more to do about a payment's fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fee {
    /// It is known, or there is none to be known.
    Settled,
    /// It is to come.
    Unknown,
}

/// Fetches missing fees, first of the newest payments, then of those that change, until the ledger
/// is closed.
pub(crate) async fn keep_settled(ledger: Arc<Ledger>, client: Client) {
    let mut commits = ledger.subscribe();
    let mut waiting = Waiting::default();
    for payment in newest_unsettled(&ledger) {
        let fee = settle(&ledger, &client, &payment).await;
        waiting.note(payment, fee, Instant::now());
    }
    loop {
        tokio::select! {
            commit = commits.recv() => match commit {
                Ok(changes) => for payment in changes.payments {
                    waiting.begin(&payment);
                    let fee = settle(&ledger, &client, &payment).await;
                    waiting.note(payment, fee, Instant::now());
                },
                // Missed changes are found at the next start.
                Err(RecvError::Lagged(missed)) => tracing::debug!(missed, "Commits were missed."),
                Err(RecvError::Closed) => return,
            },
            () = sleep_until(waiting.next(Instant::now())) => {
                if let Some(payment) = waiting.due(Instant::now()) {
                    let fee = settle(&ledger, &client, &payment).await;
                    waiting.note(payment, fee, Instant::now());
                }
            }
        }
    }
}

fn newest_unsettled(ledger: &Ledger) -> Vec<String> {
    let newest = PaymentFilter {
        span: Span {
            limit: LOOKED_THROUGH,
            ..Span::default()
        },
        ..PaymentFilter::default()
    };
    match ledger.payments(&newest) {
        Ok(page) => {
            let unsettled = page.rows.into_iter().filter(|it| it.settlement.is_none());
            unsettled.map(|it| it.id).collect()
        }
        Err(error) => {
            tracing::warn!(%error, "Payments without a fee could not be looked up.");
            Vec::new()
        }
    }
}

async fn settle(ledger: &Ledger, client: &Client, payment: &str) -> Fee {
    let missing = match ledger.missing_settlement(payment) {
        Ok(Some(id)) => id,
        Ok(None) => return named(ledger, payment),
        Err(error) => {
            tracing::warn!(%error, payment, "A payment's fee could not be looked up.");
            return Fee::Unknown;
        }
    };
    fetch(ledger, client, payment, &missing).await
}

/// Where no balance transaction is to be fetched: whether one is to come.
fn named(ledger: &Ledger, payment: &str) -> Fee {
    match ledger.payment(payment) {
        Ok(Some(row)) if row.amount_captured > 0 && row.settlement.is_none() => Fee::Unknown,
        Ok(_) => Fee::Settled,
        Err(error) => {
            tracing::warn!(%error, payment, "A payment could not be looked up.");
            Fee::Unknown
        }
    }
}

async fn fetch(
    ledger: &Ledger,
    client: &Client,
    payment: &str,
    missing: &BalanceTransactionId,
) -> Fee {
    match client.retrieve_balance_transaction(missing).await {
        Ok(reply) => match ledger.record_fetched(fetched(reply)).await {
            Ok(()) => return Fee::Settled,
            Err(error) => tracing::warn!(%error, payment, "A payment's fee could not be recorded."),
        },
        Err(ApiError::NotFound(_)) => tracing::debug!(payment, "Stripe has no such fee yet."),
        Err(error) => tracing::warn!(%error, payment, "A payment's fee could not be fetched."),
    }
    Fee::Unknown
}

/// The payments that are to be looked at again.
#[derive(Debug, Default)]
struct Waiting(BTreeMap<String, Look>);

#[derive(Debug)]
struct Look {
    at: Instant,
    /// How many there were before.
    before: usize,
}

impl Waiting {
    /// A payment changed: its looks begin anew.
    fn begin(&mut self, payment: &str) {
        self.0.remove(payment);
    }

    /// A payment was looked at.
    fn note(&mut self, payment: String, fee: Fee, now: Instant) {
        let before = self.0.remove(&payment).map_or(0, |look| look.before + 1);
        let pause = PAUSES.get(before).filter(|_| fee == Fee::Unknown);
        if let Some(pause) = pause
            && self.0.len() < MOST_WAITING
        {
            let at = now + *pause;
            self.0.insert(payment, Look { at, before });
        }
    }

    /// When to look next.
    fn next(&self, now: Instant) -> Instant {
        let first = self.0.values().map(|look| look.at).min();
        first.unwrap_or(now + IDLE)
    }

    /// One that is to be looked at now.
    fn due(&self, now: Instant) -> Option<String> {
        let due = self.0.iter().filter(|(_, look)| look.at <= now);
        due.min_by_key(|(_, look)| look.at)
            .map(|(payment, _)| payment.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_that_is_unknown_is_looked_for_again_and_again_but_not_for_ever() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        assert_eq!(waiting.next(start), start + IDLE);
        let (mut now, mut looks) = (start, 0);
        waiting.note("pi_1".into(), Fee::Unknown, now);
        while !waiting.0.is_empty() {
            assert_eq!(waiting.due(now), None, "not before its time");
            now = waiting.next(now);
            assert_eq!(waiting.due(now).as_deref(), Some("pi_1"));
            waiting.note("pi_1".into(), Fee::Unknown, now);
            looks += 1;
        }
        assert_eq!(looks, PAUSES.len());
        assert_eq!(now - start, PAUSES.iter().sum());
    }

    #[test]
    fn a_fee_that_is_known_is_looked_for_no_more_and_a_change_begins_anew() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        for payment in ["pi_1", "pi_2"] {
            waiting.note(payment.into(), Fee::Unknown, start);
            waiting.note(payment.into(), Fee::Unknown, start);
        }
        assert_eq!(waiting.next(start), start + PAUSES[1]);
        waiting.note("pi_1".into(), Fee::Settled, start);
        waiting.begin("pi_2");
        waiting.note("pi_2".into(), Fee::Unknown, start);
        assert_eq!(waiting.0.keys().collect::<Vec<_>>(), ["pi_2"]);
        assert_eq!(waiting.next(start), start + PAUSES[0]);
    }

    #[test]
    fn not_more_wait_than_can_be_kept_in_mind() {
        let mut waiting = Waiting::default();
        for number in 0..=MOST_WAITING {
            waiting.note(format!("pi_{number}"), Fee::Unknown, Instant::now());
        }
        assert_eq!(waiting.0.len(), MOST_WAITING);
    }
}
