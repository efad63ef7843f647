//! What Stripe's fraud protection says: early fraud warnings and reviews.

use countertop_domain::{EarlyFraudWarning, Object, Review, UnixSeconds};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::Expandable;
use crate::lenient::lenient;

lenient! {
    struct WireWarning<'a> {
        id: String,
        actionable: bool,
        fraud_type: String,
        created: UnixSeconds,
    } borrowed {
        charge: Expandable<'a>,
        payment_intent: Expandable<'a>,
    }
}

lenient! {
    struct WireReview<'a> {
        id: String,
        open: bool,
        opened_reason: String,
        closed_reason: String,
        created: UnixSeconds,
    } borrowed {
        charge: Expandable<'a>,
        payment_intent: Expandable<'a>,
    }
}

pub(super) fn collect_warning(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireWarning<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::EarlyFraudWarning(EarlyFraudWarning {
        id,
        charge: wire.charge.id(),
        intent: wire.payment_intent.id(),
        actionable: wire.actionable,
        fraud_type: wire.fraud_type,
        created: wire.created,
    }));
    found.expand_all(&[wire.charge, wire.payment_intent]);
}

pub(super) fn collect_review(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireReview<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Review(Review {
        id,
        charge: wire.charge.id(),
        intent: wire.payment_intent.id(),
        open: wire.open,
        opened_reason: wire.opened_reason,
        closed_reason: wire.closed_reason,
        created: wire.created,
    }));
    found.expand_all(&[wire.charge, wire.payment_intent]);
}
