//! Invoices, their payments, and subscriptions.

use std::collections::BTreeMap;

use countertop_domain::{
    BillingReason, Currency, Invoice, InvoicePayment, InvoicePaymentStatus, InvoiceStatus, Object,
    Subscription, SubscriptionStatus, UnixSeconds,
};
use serde_json::value::RawValue;

use super::Found;
use super::expandable::{Expandable, List};
use crate::lenient::lenient;

lenient! {
    struct Wire<'a> {
        id: String,
        status: InvoiceStatus,
        billing_reason: BillingReason,
        amount_due: i64,
        amount_paid: i64,
        currency: Currency,
        created: UnixSeconds,
        customer_email: String,
        customer_name: String,
        metadata: BTreeMap<String, String>,
    } borrowed {
        parent: Option<&'a RawValue>,
        payments: List<'a>,
        /// Before API version 2025-03-31 these four stood in the invoice itself.
        subscription: Expandable<'a>,
        subscription_details: Option<&'a RawValue>,
        payment_intent: Expandable<'a>,
        charge: Expandable<'a>,
    }
}

lenient! {
    struct Parent<'a> {
    } borrowed {
        subscription_details: Option<&'a RawValue>,
    }
}

lenient! {
    struct SubscriptionDetails<'a> {
        metadata: BTreeMap<String, String>,
    } borrowed {
        subscription: Expandable<'a>,
    }
}

lenient! {
    struct WirePayment<'a> {
        id: String,
        status: InvoicePaymentStatus,
        amount_paid: i64,
        currency: Currency,
        created: UnixSeconds,
    } borrowed {
        invoice: Expandable<'a>,
        payment: Option<&'a RawValue>,
    }
}

lenient! {
    struct PaidBy<'a> {
    } borrowed {
        payment_intent: Expandable<'a>,
        charge: Expandable<'a>,
    }
}

lenient! {
    struct WireSubscription<'a> {
        id: String,
        status: SubscriptionStatus,
        created: UnixSeconds,
        metadata: BTreeMap<String, String>,
    } borrowed {
        customer: Expandable<'a>,
        latest_invoice: Expandable<'a>,
    }
}

pub(super) fn collect(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<Wire<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    let details = wire
        .parent
        .and_then(super::parse::<Parent<'_>>)
        .and_then(|it| it.subscription_details)
        .or(wire.subscription_details)
        .and_then(super::parse::<SubscriptionDetails<'_>>);
    let (of_the_subscription, subscription) =
        details.map_or((None, None), |it| (it.metadata, Some(it.subscription)));
    let subscription = subscription.unwrap_or_default();
    let metadata = wire.metadata.filter(|it| !it.is_empty());
    found.push(Object::Invoice(Invoice {
        id,
        status: wire.status,
        billing_reason: wire.billing_reason,
        subscription: subscription.id().or_else(|| wire.subscription.id()),
        intent: wire.payment_intent.id(),
        charge: wire.charge.id(),
        amount_due: wire.amount_due,
        amount_paid: wire.amount_paid,
        currency: wire.currency,
        created: wire.created,
        email: wire.customer_email,
        name: wire.customer_name,
        metadata: metadata.or(of_the_subscription).unwrap_or_default(),
    }));
    found.expand_all(&[
        subscription,
        wire.subscription,
        wire.payment_intent,
        wire.charge,
    ]);
    wire.payments.each(|payment| found.expand(payment));
}

pub(super) fn collect_payment(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WirePayment<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    let paid_by = wire.payment.and_then(super::parse::<PaidBy<'_>>);
    let (intent, charge) =
        paid_by.map_or_else(Default::default, |it| (it.payment_intent, it.charge));
    found.push(Object::InvoicePayment(InvoicePayment {
        id,
        invoice: wire.invoice.id(),
        intent: intent.id(),
        charge: charge.id(),
        status: wire.status,
        amount_paid: wire.amount_paid,
        currency: wire.currency,
        created: wire.created,
    }));
    found.expand_all(&[wire.invoice, intent, charge]);
}

pub(super) fn collect_subscription(raw: &RawValue, found: &mut Found) {
    let Some(wire) = super::parse::<WireSubscription<'_>>(raw) else {
        return;
    };
    let Some(id) = wire.id.and_then(|id| id.parse().ok()) else {
        return;
    };
    found.push(Object::Subscription(Subscription {
        id,
        status: wire
            .status
            .unwrap_or_else(|| SubscriptionStatus::Other("unknown".to_owned())),
        customer: wire.customer.id(),
        latest_invoice: wire.latest_invoice.id(),
        created: wire.created,
        metadata: wire.metadata.unwrap_or_default(),
    }));
    found.expand_all(&[wire.latest_invoice]);
}
