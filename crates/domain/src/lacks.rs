//! What a payment lacks: objects that something of it names and that nothing told of.

use std::fmt;

use crate::{
    BalanceTransactionId, ChargeId, ObjectKind, PaymentIntentId, PaymentLinkId, Snapshots, gather,
};

/// Something that the API can be asked for. The order is the one to ask in: the first may bring the
/// others with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// The intent itself.
    Intent(PaymentIntentId),
    /// The newest attempt that the intent names.
    Charge(ChargeId),
    /// What the charge is settled by: it took money, and does not say yet.
    Fee(ChargeId),
    /// A balance transaction, of the charge or of a refund.
    BalanceTransaction(BalanceTransactionId),
    /// The visit to the pay page, where there was one.
    Session(PaymentIntentId),
    /// The link that the visit began with, and what it sells.
    Link(PaymentLinkId),
}

/// As a ledger keeps it: `session pi_1`.
impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Intent(id) => write!(f, "intent {id}"),
            Self::Charge(id) => write!(f, "charge {id}"),
            Self::Fee(id) => write!(f, "fee {id}"),
            Self::BalanceTransaction(id) => write!(f, "balance_transaction {id}"),
            Self::Session(id) => write!(f, "session {id}"),
            Self::Link(id) => write!(f, "link {id}"),
        }
    }
}

/// What a payment lacks, in the order to ask for it.
///
/// Whether an intent came through a pay page, nothing of it says: the session of one that has none
/// is lacking until it was asked for. That of an invoice's payment is found over the invoice.
///
/// # Errors
/// When an object cannot be read.
pub fn lacks<S: Snapshots>(snapshots: &S, payment: &str) -> Result<Vec<Lack>, S::Error> {
    let facts = gather(snapshots, payment)?;
    let mut lacks = Vec::new();
    let intent = payment.parse::<PaymentIntentId>().ok();
    if facts.intent.is_none() {
        lacks.extend(intent.clone().map(Lack::Intent));
    }
    let latest = facts
        .intent
        .as_ref()
        .and_then(|it| it.object.latest_charge.clone());
    let is_known = |id: &ChargeId| facts.charges.iter().any(|it| it.object.id == *id);
    lacks.extend(latest.filter(|id| !is_known(id)).map(Lack::Charge));

    let charges = facts.charges.iter().map(|it| &it.object);
    let unsettled = charges
        .clone()
        .filter(|it| it.took_money() && it.balance_transaction.is_none());
    lacks.extend(unsettled.map(|it| Lack::Fee(it.id.clone())));
    let refunds = facts
        .refunds
        .iter()
        .map(|it| &it.object.balance_transaction);
    for id in charges
        .map(|it| &it.balance_transaction)
        .chain(refunds)
        .flatten()
    {
        if snapshots
            .get(ObjectKind::BalanceTransaction, id.as_str())?
            .is_none()
        {
            lacks.push(Lack::BalanceTransaction(id.clone()));
        }
    }
    if facts.sessions.is_empty() && facts.invoices.is_empty() && facts.invoice_payments.is_empty() {
        lacks.extend(intent.map(Lack::Session));
    }
    let links = facts
        .sessions
        .iter()
        .filter_map(|it| it.object.link.as_ref());
    for link in links {
        // With what it sells comes the link itself; no event has that.
        if snapshots
            .get(ObjectKind::LinkItems, link.as_str())?
            .is_none()
        {
            lacks.push(Lack::Link(link.clone()));
        }
    }
    lacks.sort();
    lacks.dedup();
    Ok(lacks)
}
