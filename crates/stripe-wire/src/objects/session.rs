//! Checkout sessions.

use std::collections::BTreeMap;

use countertop_domain::{
    Currency, Object, Session, SessionPaymentStatus, SessionStatus, UnixSeconds,
};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::Expandable;
use crate::lenient::lenient;

lenient! {
    struct Wire<'a> {
        id: String,
        status: SessionStatus,
        payment_status: SessionPaymentStatus,
        amount_total: i64,
        currency: Currency,
        created: UnixSeconds,
        customer_email: String,
        customer_details: CustomerDetails,
        metadata: BTreeMap<String, String>,
        client_reference_id: String,
        locale: String,
    } borrowed {
        payment_intent: Expandable<'a>,
        payment_link: Expandable<'a>,
        invoice: Expandable<'a>,
        subscription: Expandable<'a>,
        customer: Expandable<'a>,
    }
}

lenient! {
    struct CustomerDetails {
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
    let (email, name) = wire
        .customer_details
        .map_or((None, None), |it| (it.email, it.name));
    found.push(Object::Session(Session {
        id,
        status: wire.status,
        payment_status: wire.payment_status,
        intent: wire.payment_intent.id(),
        link: wire.payment_link.id(),
        invoice: wire.invoice.id(),
        subscription: wire.subscription.id(),
        amount_total: wire.amount_total,
        currency: wire.currency,
        created: wire.created,
        customer: wire.customer.id(),
        email: email.or(wire.customer_email),
        name,
        metadata: wire.metadata.unwrap_or_default(),
        client_reference_id: wire.client_reference_id,
        locale: wire.locale,
    }));
    found.expand_all(&[
        wire.payment_intent,
        wire.payment_link,
        wire.invoice,
        wire.subscription,
    ]);
}
