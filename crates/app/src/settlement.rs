//! Fees: a charge's event names its balance transaction only by id, so that is fetched.

use std::sync::Arc;

use countertop_store::{Ledger, PaymentFilter, Span};
use countertop_stripe_client::{ApiError, Client};
use tokio::sync::broadcast::error::RecvError;

use crate::links::fetched;

/// How many of the newest payments are looked through at start.
const LOOKED_THROUGH: u32 = 200;

/// Fetches missing fees, first of the newest payments, then of those that change, until the ledger
/// is closed.
pub(crate) async fn keep_settled(ledger: Arc<Ledger>, client: Client) {
    let mut commits = ledger.subscribe();
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
            for payment in unsettled {
                settle(&ledger, &client, &payment.id).await;
            }
        }
        Err(error) => tracing::warn!(%error, "Payments without a fee could not be looked up."),
    }
    loop {
        match commits.recv().await {
            Ok(changes) => {
                for payment in &changes.payments {
                    settle(&ledger, &client, payment).await;
                }
            }
            // Missed changes are found at the next start.
            Err(RecvError::Lagged(missed)) => tracing::debug!(missed, "Commits were missed."),
            Err(RecvError::Closed) => return,
        }
    }
}

async fn settle(ledger: &Ledger, client: &Client, payment: &str) {
    let missing = match ledger.missing_settlement(payment) {
        Ok(Some(id)) => id,
        Ok(None) => return,
        Err(error) => {
            tracing::warn!(%error, payment, "A payment's fee could not be looked up.");
            return;
        }
    };
    match client.retrieve_balance_transaction(&missing).await {
        Ok(reply) => {
            if let Err(error) = ledger.record_fetched(fetched(reply)).await {
                tracing::warn!(%error, payment, "A payment's fee could not be recorded.");
            }
        }
        Err(ApiError::NotFound(_)) => tracing::debug!(payment, "Stripe has no such fee yet."),
        Err(error) => tracing::warn!(%error, payment, "A payment's fee could not be fetched."),
    }
}
