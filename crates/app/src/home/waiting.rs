//! What waits for the merchant.

use countertop_domain::{Currency, DisputeRow, Object, PayoutRow, UnixSeconds};
use countertop_store::{Ledger, LinkListing, LinkSort, LinkState, StoreError};

use crate::ipc::{HomeDispute, HomeLink, HomePayout, HomeSuspicion, SuspicionKind};

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
        let Some(mut suspicion) = suspicion(&object) else {
            continue;
        };
        let payment = match &suspicion.payment {
            Some(id) => ledger.payment(id)?,
            None => None,
        };
        if let Some(payment) = &payment {
            suspicion.amount = payment.amount;
            suspicion.currency = code(payment.currency);
        }
        suspicion.payment = payment.map(|it| it.id);
        suspicions.push(suspicion);
    }
    Ok(suspicions)
}

/// What a warning or a review tells; the payment is still to be looked up.
fn suspicion(object: &Object) -> Option<HomeSuspicion> {
    let (id, kind, intent, charge, reason) = if let Object::EarlyFraudWarning(it) = object {
        let kind = SuspicionKind::FraudWarning;
        (it.id.as_str(), kind, &it.intent, &it.charge, &it.fraud_type)
    } else if let Object::Review(it) = object {
        let kind = SuspicionKind::Review;
        (
            it.id.as_str(),
            kind,
            &it.intent,
            &it.charge,
            &it.opened_reason,
        )
    } else {
        return None;
    };
    let intent = intent.as_ref().map(ToString::to_string);
    Some(HomeSuspicion {
        id: id.to_owned(),
        kind,
        payment: intent.or_else(|| charge.as_ref().map(ToString::to_string)),
        reason: reason.clone(),
        amount: 0,
        currency: String::new(),
    })
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
