//! Balance transactions.

use countertop_domain::{BalanceTransaction, Currency, Object, UnixSeconds};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::Expandable;
use crate::lenient::lenient;

lenient! {
    struct Wire<'a> {
        id: String,
        amount: i64,
        fee: i64,
        net: i64,
        #[serde(rename = "type")]
        kind: String,
        created: UnixSeconds,
        currency: Currency,
    } borrowed {
        exchange_rate: Option<&'a RawValue>,
        source: Expandable<'a>,
    }
}

/// Without its amounts a balance transaction says nothing, so then it is not read.
pub(super) fn collect(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<Wire<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    let (Some(amount), Some(fee), Some(net), Some(currency)) =
        (wire.amount, wire.fee, wire.net, wire.currency)
    else {
        return;
    };
    found.push(Object::BalanceTransaction(BalanceTransaction {
        id,
        charge: wire.source.id(),
        kind: wire.kind,
        created: wire.created,
        amount,
        fee,
        net,
        currency,
        exchange_rate: wire.exchange_rate.and_then(decimal),
    }));
    found.expand_all(&[wire.source]);
}

/// The number's own digits: a rate goes through no float.
fn decimal(raw: &RawValue) -> Option<String> {
    let text = raw.get();
    text.starts_with(|first: char| first.is_ascii_digit())
        .then(|| text.to_owned())
}
