//! Payouts.

use countertop_domain::{Currency, Object, Payout, PayoutStatus, UnixSeconds};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::Expandable;
use crate::lenient::lenient;

lenient! {
    struct Wire<'a> {
        id: String,
        status: PayoutStatus,
        amount: i64,
        currency: Currency,
        created: UnixSeconds,
        arrival_date: UnixSeconds,
        automatic: bool,
        failure_code: String,
        failure_message: String,
        livemode: bool,
    } borrowed {
        balance_transaction: Expandable<'a>,
    }
}

pub(super) fn collect(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<Wire<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Payout(Payout {
        id,
        status: wire
            .status
            .unwrap_or_else(|| PayoutStatus::Other("unknown".to_owned())),
        amount: wire.amount,
        currency: wire.currency,
        created: wire.created,
        arrival_date: wire.arrival_date,
        automatic: wire.automatic,
        failure_code: wire.failure_code,
        failure_message: wire.failure_message,
        livemode: wire.livemode,
    }));
    found.expand_all(&[wire.balance_transaction]);
}
