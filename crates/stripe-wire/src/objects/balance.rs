//! Balance transactions.

use countertop_domain::{BalanceTransaction, Currency, Object, UnixSeconds};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::expandable::Expandable;
use crate::lenient;

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    fee: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    net: Option<i64>,
    #[serde(default, rename = "type", deserialize_with = "lenient::field")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    created: Option<UnixSeconds>,
    #[serde(default, deserialize_with = "lenient::field")]
    currency: Option<Currency>,
    #[serde(default, borrow)]
    exchange_rate: Option<&'a RawValue>,
    #[serde(default, borrow)]
    source: Expandable<'a>,
}

/// Without its amounts a balance transaction says nothing, so then it is not read.
pub(super) fn collect(raw: &RawValue, found: &mut Vec<Object>) {
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
    if let Some(source) = wire.source.object() {
        super::collect(source, found);
    }
}

/// The number's own digits: a rate goes through no float.
fn decimal(raw: &RawValue) -> Option<String> {
    let text = raw.get();
    text.starts_with(|first: char| first.is_ascii_digit())
        .then(|| text.to_owned())
}
