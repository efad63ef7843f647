//! Money that goes back: refunds and disputes.

use countertop_domain::{
    Currency, Dispute, DisputeStatus, Object, Refund, RefundStatus, UnixSeconds,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::expandable::Expandable;
use crate::lenient;

#[derive(Deserialize)]
struct WireRefund<'a> {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    status: Option<RefundStatus>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    created: Option<UnixSeconds>,
    #[serde(default, borrow)]
    charge: Expandable<'a>,
    #[serde(default, borrow)]
    payment_intent: Expandable<'a>,
    #[serde(default, borrow)]
    balance_transaction: Expandable<'a>,
}

#[derive(Deserialize)]
struct WireDispute<'a> {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    status: Option<DisputeStatus>,
    #[serde(default, deserialize_with = "lenient::field")]
    reason: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    currency: Option<Currency>,
    #[serde(default, deserialize_with = "lenient::field")]
    created: Option<UnixSeconds>,
    #[serde(default, deserialize_with = "lenient::field")]
    evidence_details: Option<EvidenceDetails>,
    #[serde(default, borrow)]
    charge: Expandable<'a>,
    #[serde(default, borrow)]
    payment_intent: Expandable<'a>,
}

#[derive(Deserialize)]
struct EvidenceDetails {
    #[serde(default, deserialize_with = "lenient::field")]
    due_by: Option<UnixSeconds>,
}

pub(super) fn collect_refund(raw: &RawValue, found: &mut Vec<Object>) {
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
        created: wire.created,
    }));
    let expanded = [wire.charge, wire.payment_intent, wire.balance_transaction];
    for object in expanded.iter().filter_map(Expandable::object) {
        super::collect(object, found);
    }
}

pub(super) fn collect_dispute(raw: &RawValue, found: &mut Vec<Object>) {
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
    for object in [wire.charge, wire.payment_intent]
        .iter()
        .filter_map(Expandable::object)
    {
        super::collect(object, found);
    }
}
