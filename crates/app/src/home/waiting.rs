//! What waits for the merchant.

use countertop_domain::{Currency, DisputeRow, PayoutRow, UnixSeconds};
use countertop_store::{Ledger, LinkListing, LinkSort, LinkState, StoreError};

use crate::ipc::{HomeDispute, HomeLink, HomePayout, HomeSuspicion};
use crate::suspicions::suspicion;

/// How many of each stand there at most.
const MOST_DISPUTES: u32 = 20;
const MOST_SUSPICIONS: u32 = 20;
const MOST_PAYOUTS: u32 = 5;
const MOST_LINKS: u32 = 5;
/// For how long a payout that failed is told of, in seconds.
const RECENT: i64 = 30 * 24 * 60 * 60;

/// The disputes that wait for an answer, the most urgent first.
pub(super) fn disputes(ledger: &Ledger) -> Result<Vec<HomeDispute>, StoreError> {
    let rows = ledger.disputes_to_answer(MOST_DISPUTES)?.into_iter();
    Ok(rows
        .map(|row: DisputeRow| HomeDispute {
            id: row.id.to_string(),
            payment: row.payment,
            reason: row.reason,
            amount: row.amount,
            currency: code(row.currency),
            due_by: row.evidence_due_by.map(|it| it.0),
        })
        .collect())
}

/// The payments that the card's issuer or Stripe's rules suspect, the newest first.
pub(super) fn suspicions(ledger: &Ledger) -> Result<Vec<HomeSuspicion>, StoreError> {
    let mut suspicions = Vec::new();
    for object in ledger.suspicions(MOST_SUSPICIONS)? {
        let Some((suspicion, payment)) = suspicion(&object) else {
            continue;
        };
        // A charge may be kept under its intent.
        let id = match payment {
            Some(named) => ledger.payment_of(&named)?.or(Some(named)),
            None => None,
        };
        let payment = match id {
            Some(id) => ledger.payment(&id)?,
            None => None,
        };
        suspicions.push(HomeSuspicion {
            suspicion,
            amount: payment.as_ref().map_or(0, |it| it.amount),
            currency: code(payment.as_ref().and_then(|it| it.currency)),
            payment: payment.map(|it| it.id),
        });
    }
    Ok(suspicions)
}

/// The payouts that failed of late, the newest first.
pub(super) fn failed_payouts(
    ledger: &Ledger,
    today: UnixSeconds,
) -> Result<Vec<HomePayout>, StoreError> {
    let since = UnixSeconds(today.0 - RECENT);
    let rows = ledger.failed_payouts(since, MOST_PAYOUTS)?.into_iter();
    Ok(rows
        .map(|row: PayoutRow| HomePayout {
            id: row.id.to_string(),
            amount: row.amount,
            currency: code(row.currency),
            created: row.created.0,
        })
        .collect())
}

/// The links that are sold out, those paid of late first.
pub(super) fn sold_out(ledger: &Ledger) -> Result<Vec<HomeLink>, StoreError> {
    let page = ledger.list_links(&LinkListing {
        sort: LinkSort::LastPayment,
        state: Some(LinkState::SoldOut),
        limit: MOST_LINKS,
        ..LinkListing::default()
    })?;
    Ok(page
        .rows
        .into_iter()
        .map(|(row, _)| HomeLink {
            id: row.id,
            name: row.name,
            limit: row.completed_limit,
        })
        .collect())
}

/// A currency's code; empty where there is none.
pub(super) fn code(currency: Option<Currency>) -> String {
    currency.map(|it| it.to_string()).unwrap_or_default()
}
