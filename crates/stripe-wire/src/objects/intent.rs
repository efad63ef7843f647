//! Payment intents.

use std::collections::BTreeMap;

use countertop_domain::{
    CaptureMethod, Currency, Failure, Intent, IntentStatus, Object, UnixSeconds,
};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::{Expandable, List};
use crate::lenient::lenient;

lenient! {
    struct Wire<'a> {
        id: String,
        status: IntentStatus,
        amount: i64,
        amount_received: i64,
        currency: Currency,
        created: UnixSeconds,
        livemode: bool,
        capture_method: CaptureMethod,
        description: String,
        receipt_email: String,
        last_payment_error: PaymentError,
        metadata: BTreeMap<String, String>,
    } borrowed {
        latest_charge: Expandable<'a>,
        customer: Expandable<'a>,
        /// Before API version 2025-03-31 an intent named its invoice.
        invoice: Expandable<'a>,
        /// Before API version 2022-11-15 an intent held its charges.
        charges: List<'a>,
    }
}

lenient! {
    struct PaymentError {
        code: String,
        message: String,
    }
}

pub(super) fn collect(raw: &RawValue, found: &mut Found) {
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
        customer: wire.customer.id(),
        receipt_email: wire.receipt_email,
        latest_charge: wire.latest_charge.id(),
        invoice: wire.invoice.id(),
        last_error: wire.last_payment_error.map(|error| Failure {
            code: error.code,
            message: error.message,
        }),
        metadata: wire.metadata.unwrap_or_default(),
    }));
    found.expand_all(&[wire.latest_charge, wire.invoice]);
    wire.charges.each(|charge| found.expand(charge));
}
