//! Charges.

use std::collections::BTreeMap;

use countertop_domain::{Charge, ChargeStatus, Currency, Failure, Method, Object, UnixSeconds};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::expandable::{Expandable, List};
use crate::lenient;

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    status: Option<ChargeStatus>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount_captured: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount_refunded: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    captured: Option<bool>,
    #[serde(default, deserialize_with = "lenient::field")]
    currency: Option<Currency>,
    #[serde(default, deserialize_with = "lenient::field")]
    created: Option<UnixSeconds>,
    #[serde(default, deserialize_with = "lenient::field")]
    livemode: Option<bool>,
    #[serde(default, deserialize_with = "lenient::field")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    receipt_email: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    billing_details: Option<BillingDetails>,
    #[serde(default, deserialize_with = "lenient::field")]
    payment_method_details: Option<Value>,
    #[serde(default, deserialize_with = "lenient::field")]
    failure_code: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    failure_message: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    metadata: Option<BTreeMap<String, String>>,
    #[serde(default, borrow)]
    payment_intent: Expandable<'a>,
    #[serde(default, borrow)]
    balance_transaction: Expandable<'a>,
    #[serde(default, borrow)]
    dispute: Expandable<'a>,
    /// Before API version 2022-11-15 a charge held its refunds.
    #[serde(default, borrow)]
    refunds: List<'a>,
}

#[derive(Deserialize)]
struct BillingDetails {
    #[serde(default, deserialize_with = "lenient::field")]
    email: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    name: Option<String>,
}

pub(super) fn collect(raw: &RawValue, found: &mut Vec<Object>) {
    let Some(wire) = super::parse::<Wire<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    let (email, name) = wire
        .billing_details
        .map_or((None, None), |it| (it.email, it.name));
    let failure = match (wire.failure_code, wire.failure_message) {
        (None, None) => None,
        (code, message) => Some(Failure { code, message }),
    };
    found.push(Object::Charge(Charge {
        id,
        intent: wire.payment_intent.id(),
        status: wire
            .status
            .unwrap_or_else(|| ChargeStatus::Other("unknown".to_owned())),
        amount: wire.amount,
        amount_captured: wire.amount_captured,
        amount_refunded: wire.amount_refunded,
        captured: wire.captured,
        currency: wire.currency,
        created: wire.created,
        livemode: wire.livemode,
        description: wire.description,
        email: email.or(wire.receipt_email),
        name,
        method: wire.payment_method_details.as_ref().and_then(method),
        balance_transaction: wire.balance_transaction.id(),
        failure,
        metadata: wire.metadata.unwrap_or_default(),
    }));
    let expanded = [wire.balance_transaction, wire.dispute, wire.payment_intent];
    for object in expanded.iter().filter_map(Expandable::object) {
        super::collect(object, found);
    }
    wire.refunds.each(|refund| super::collect(refund, found));
}

/// `payment_method_details` is tagged by `type`, and the details stand under a key of that name.
fn method(details: &Value) -> Option<Method> {
    let kind = details.get("type")?.as_str()?;
    let of_kind = details.get(kind);
    let text = |key: &str| of_kind?.get(key)?.as_str().map(str::to_owned);
    Some(Method {
        kind: kind.to_owned(),
        brand: text("brand")
            .or_else(|| text("bank_name"))
            .or_else(|| text("bank")),
        last4: text("last4").or_else(|| text("iban_last4")),
    })
}
