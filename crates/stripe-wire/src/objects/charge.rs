//! Charges.

use std::collections::BTreeMap;

use countertop_domain::{Charge, ChargeStatus, Currency, Failure, Method, Object, UnixSeconds};
use serde_json::Value;
use serde_json::value::RawValue;

use super::expandable::{Expandable, List};
use super::{Found, source};
use crate::lenient::lenient;

lenient! {
    struct Wire<'a> {
        id: String,
        status: ChargeStatus,
        amount: i64,
        amount_captured: i64,
        amount_refunded: i64,
        captured: bool,
        currency: Currency,
        created: UnixSeconds,
        livemode: bool,
        description: String,
        receipt_email: String,
        billing_details: BillingDetails,
        payment_method_details: Value,
        source: Value,
        failure_code: String,
        failure_message: String,
        metadata: BTreeMap<String, String>,
    } borrowed {
        payment_intent: Expandable<'a>,
        balance_transaction: Expandable<'a>,
        dispute: Expandable<'a>,
        customer: Expandable<'a>,
        /// Before API version 2025-03-31 a charge named its invoice.
        invoice: Expandable<'a>,
        /// Before API version 2022-11-15 a charge held its refunds.
        refunds: List<'a>,
    }
}

lenient! {
    struct BillingDetails {
        email: String,
        name: String,
    }
}

pub(super) fn collect(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<Wire<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    let source = wire.source.unwrap_or_default();
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
        invoice: wire.invoice.id(),
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
        customer: wire.customer.id(),
        email: email
            .or(wire.receipt_email)
            .or_else(|| source::email(&source)),
        name: name.or_else(|| source::name(&source)),
        method: wire
            .payment_method_details
            .as_ref()
            .and_then(method)
            .or_else(|| source::method(&source)),
        balance_transaction: wire.balance_transaction.id(),
        failure,
        metadata: wire.metadata.unwrap_or_default(),
    }));
    found.expand_all(&[
        wire.balance_transaction,
        wire.dispute,
        wire.payment_intent,
        wire.invoice,
    ]);
    wire.refunds.each(|refund| found.expand(refund));
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
