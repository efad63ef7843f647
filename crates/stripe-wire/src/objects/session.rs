//! Checkout sessions.

use std::collections::BTreeMap;

use countertop_domain::{
    Currency, Object, Session, SessionPaymentStatus, SessionStatus, UnixSeconds,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::expandable::Expandable;
use crate::lenient;

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    status: Option<SessionStatus>,
    #[serde(default, deserialize_with = "lenient::field")]
    payment_status: Option<SessionPaymentStatus>,
    #[serde(default, deserialize_with = "lenient::field")]
    amount_total: Option<i64>,
    #[serde(default, deserialize_with = "lenient::field")]
    currency: Option<Currency>,
    #[serde(default, deserialize_with = "lenient::field")]
    created: Option<UnixSeconds>,
    #[serde(default, deserialize_with = "lenient::field")]
    customer_email: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    customer_details: Option<CustomerDetails>,
    #[serde(default, deserialize_with = "lenient::field")]
    metadata: Option<BTreeMap<String, String>>,
    #[serde(default, borrow)]
    payment_intent: Expandable<'a>,
    #[serde(default, borrow)]
    payment_link: Expandable<'a>,
}

#[derive(Deserialize)]
struct CustomerDetails {
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
        .customer_details
        .map_or((None, None), |it| (it.email, it.name));
    found.push(Object::Session(Session {
        id,
        status: wire.status,
        payment_status: wire.payment_status,
        intent: wire.payment_intent.id(),
        link: wire.payment_link.id(),
        amount_total: wire.amount_total,
        currency: wire.currency,
        created: wire.created,
        email: email.or(wire.customer_email),
        name,
        metadata: wire.metadata.unwrap_or_default(),
    }));
    for object in [wire.payment_intent.object(), wire.payment_link.object()]
        .into_iter()
        .flatten()
    {
        super::collect(object, found);
    }
}
