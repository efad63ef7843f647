//! The projection: from the newest snapshots of a sale's objects to its payment.

mod fulfilment;
mod money;
mod sale;
mod status;

use std::collections::BTreeMap;

use crate::payment::{Facts, PaymentDispute, Settlement};
use crate::{CustomerId, Payment};
use sale::Sale;

/// The payment that a set of facts makes; none until an intent or a charge is known.
pub fn project(facts: &Facts) -> Option<Payment> {
    let sale = Sale::of(facts)?;
    let status = sale.status();
    let (session, intent, charge) = (sale.session, sale.intent, sale.charge());
    Some(Payment {
        id: sale.id(),
        amount: sale.amount(),
        amount_captured: sale.captured().unwrap_or(0),
        amount_refunded: sale.amount_refunded(),
        currency: sale.currency(),
        settlement: settlement(&sale),
        created: sale.created(),
        paid_at: sale.paid_at(),
        livemode: livemode(&sale),
        customer: customer(&sale),
        customer_email: customer_email(&sale),
        customer_name: customer_name(&sale),
        description: intent
            .and_then(|it| it.description.clone())
            .or_else(|| charge?.description.clone()),
        payment_link: session.and_then(|it| it.link.clone()),
        checkout_session: session.map(|it| it.id.clone()),
        charge: charge.map(|it| it.id.clone()),
        method: charge.and_then(|it| it.method.clone()),
        failure_code: sale.failure(&status).and_then(|it| it.code.clone()),
        failure_message: sale.failure(&status).and_then(|it| it.message.clone()),
        dispute: dispute(&sale),
        fulfilment: sale.fulfilment(),
        metadata: metadata(&sale),
        status,
    })
}

fn livemode(sale: &Sale<'_>) -> bool {
    let named = sale.intent.and_then(|it| it.livemode);
    named.or_else(|| sale.charge()?.livemode) == Some(true)
}

fn settlement(sale: &Sale<'_>) -> Option<Settlement> {
    let settled = sale.settled()?;
    Some(Settlement {
        amount: settled.amount,
        fee: settled.fee,
        net: settled.net,
        currency: settled.currency,
        exchange_rate: settled.exchange_rate.clone(),
    })
}

/// Stripe's customer, as the first names one that names any.
fn customer(sale: &Sale<'_>) -> Option<CustomerId> {
    sale.session
        .and_then(|it| it.customer.clone())
        .or_else(|| sale.intent?.customer.clone())
        .or_else(|| sale.charge()?.customer.clone())
}

/// What the customer wrote at the checkout comes first.
fn customer_email(sale: &Sale<'_>) -> Option<String> {
    sale.session
        .and_then(|it| it.email.clone())
        .or_else(|| sale.charge()?.email.clone())
        .or_else(|| sale.invoice?.email.clone())
        .or_else(|| sale.intent?.receipt_email.clone())
}

fn customer_name(sale: &Sale<'_>) -> Option<String> {
    sale.session
        .and_then(|it| it.name.clone())
        .or_else(|| sale.charge()?.name.clone())
        .or_else(|| sale.invoice?.name.clone())
}

fn dispute(sale: &Sale<'_>) -> Option<PaymentDispute> {
    let dispute = sale.dispute()?;
    Some(PaymentDispute {
        id: dispute.id.clone(),
        status: dispute.status.clone(),
        reason: dispute.reason.clone(),
        amount: dispute.amount,
        evidence_due_by: dispute.evidence_due_by,
    })
}

/// The metadata of the first that has any: the intent, the charge, the session, the invoice.
fn metadata(sale: &Sale<'_>) -> BTreeMap<String, String> {
    let intent = sale.intent.map(|it| &it.metadata);
    let charge = sale.charge().map(|it| &it.metadata);
    let session = sale.session.map(|it| &it.metadata);
    let invoice = sale.invoice.map(|it| &it.metadata);
    [intent, charge, session, invoice]
        .into_iter()
        .flatten()
        .find(|metadata| !metadata.is_empty())
        .cloned()
        .unwrap_or_default()
}
