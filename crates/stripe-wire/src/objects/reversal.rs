//! Money that goes back: refunds and disputes.

use countertop_domain::{
    Currency, Dispute, DisputeStatus, Object, Refund, RefundStatus, UnixSeconds,
};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::{Array, Expandable};
use crate::lenient::lenient;

lenient! {
    struct WireRefund<'a> {
        id: String,
        status: RefundStatus,
        amount: i64,
        created: UnixSeconds,
    } borrowed {
        charge: Expandable<'a>,
        payment_intent: Expandable<'a>,
        balance_transaction: Expandable<'a>,
    }
}

lenient! {
    struct WireDispute<'a> {
        id: String,
        status: DisputeStatus,
        reason: String,
        amount: i64,
        currency: Currency,
        created: UnixSeconds,
        evidence_details: EvidenceDetails,
    } borrowed {
        charge: Expandable<'a>,
        payment_intent: Expandable<'a>,
        balance_transactions: Array<'a>,
    }
}

lenient! {
    struct EvidenceDetails {
        due_by: UnixSeconds,
    }
}

pub(super) fn collect_refund(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireRefund<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Refund(Refund {
        id,
        charge: wire.charge.id(),
        intent: wire.payment_intent.id(),
        status: wire.status,
        amount: wire.amount,
        balance_transaction: wire.balance_transaction.id(),
        created: wire.created,
    }));
    found.expand_all(&[wire.charge, wire.payment_intent, wire.balance_transaction]);
}

pub(super) fn collect_dispute(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireDispute<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Dispute(Dispute {
        id,
        charge: wire.charge.id(),
        intent: wire.payment_intent.id(),
        status: wire
            .status
            .unwrap_or_else(|| DisputeStatus::Other("unknown".to_owned())),
        reason: wire.reason,
        amount: wire.amount,
        currency: wire.currency,
        created: wire.created,
        evidence_due_by: wire.evidence_details.and_then(|it| it.due_by),
    }));
    found.expand_all(&[wire.charge, wire.payment_intent]);
    // What it took from the balance, and gave back, stands in it as a whole.
    for transaction in wire.balance_transactions.items() {
        found.expand(transaction);
    }
}
