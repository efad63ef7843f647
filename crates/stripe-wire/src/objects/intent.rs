//! Payment intents.

use std::collections::BTreeMap;

use countertop_domain::{
    CaptureMethod, Currency, Failure, Intent, IntentStatus, Object, UnixSeconds,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::expandable::{Expandable, List};
use crate::lenient;

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    status: Option<IntentStatus>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount_received: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    currency: Option<Currency>,
    #[serde(default, deserialize_with = "lenient::field")]
    created: Option<UnixSeconds>,
    #[serde(default, deserialize_with = "lenient::field")]
    livemode: Option<bool>,
    #[serde(default, deserialize_with = "lenient::field")]
    capture_method: Option<CaptureMethod>,
    #[serde(default, deserialize_with = "lenient::field")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    receipt_email: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    last_payment_error: Option<PaymentError>,
    #[serde(default, deserialize_with = "lenient::field")]
    metadata: Option<BTreeMap<String, String>>,
    #[serde(default, borrow)]
    latest_charge: Expandable<'a>,
    /// Before API version 2022-11-15 an intent held its charges.
    #[serde(default, borrow)]
    charges: List<'a>,
}

#[derive(Deserialize)]
struct PaymentError {
    #[serde(default, deserialize_with = "lenient::field")]
    code: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    message: Option<String>,
}

pub(super) fn collect(raw: &RawValue, found: &mut Vec<Object>) {
    let Some(wire) = super::parse::<Wire<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Intent(Intent {
        id,
        status: wire
            .status
            .unwrap_or_else(|| IntentStatus::Other("unknown".to_owned())),
        amount: wire.amount,
        amount_received: wire.amount_received,
        currency: wire.currency,
        created: wire.created,
        livemode: wire.livemode,
        capture_method: wire.capture_method,
        description: wire.description,
        receipt_email: wire.receipt_email,
        latest_charge: wire.latest_charge.id(),
        last_error: wire.last_payment_error.map(|error| Failure {
            code: error.code,
            message: error.message,
        }),
        metadata: wire.metadata.unwrap_or_default(),
    }));
    if let Some(charge) = wire.latest_charge.object() {
        super::collect(charge, found);
    }
    wire.charges.each(|charge| super::collect(charge, found));
}
