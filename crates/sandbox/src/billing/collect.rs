//! Collecting an invoice: its payment is tried, succeeds or fails, and is tried again.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::cancel::{self, Why};
use super::invoice::{cancel_payments, text};
use super::{parts, subscription};
use crate::payment::{self, Decline, Ended, How, Presence, ReturnTo};
use crate::state::{Kind, StateError, Work};

const DAY: i64 = 24 * 3600;
/// How many days pass until a payment that failed is tried again, attempt by attempt. After the
/// last of them the subscription is cancelled.
const RETRIES: [i64; 3] = [3, 5, 7];

/// How collecting an invoice ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Collected {
    /// With the invoice as it is afterwards.
    Paid(Value),
    /// A debit is on its way.
    Processing(Value),
    /// The bank declined; the invoice stays open.
    Declined(Value, Decline),
    /// There is nothing to pay with.
    NoMethod(Value),
}

/// Tries to have an open invoice paid with a method of the customer's, who is not there.
pub(crate) fn collect(
    work: &mut Work<'_>,
    invoice: Value,
    method: Option<Value>,
) -> Result<Collected, StateError> {
    if invoice["amount_due"] == 0 {
        return mark_paid(work, invoice).map(Collected::Paid);
    }
    let intent = text(&invoice["_payment_intent"]);
    let intent = work.find(Kind::PaymentIntent, &intent)?;
    let (Some(mut intent), Some(method)) = (intent, method) else {
        return failed(work, invoice, None).map(Collected::NoMethod);
    };
    intent["amount"] = invoice["amount_remaining"].clone();
    let how = How {
        presence: Presence::OffSession,
        return_to: ReturnTo::Sdk,
    };
    let attempt = payment::confirm(work, intent, method, how)?;
    let collected = match attempt.ended {
        Ended::Succeeded => Collected::Paid(mark_paid(work, invoice)?),
        Ended::Processing => Collected::Processing(wait(work, invoice)?),
        Ended::Declined(decline) => {
            let invoice = failed(work, invoice, Some(&decline))?;
            Collected::Declined(invoice, decline)
        }
        Ended::RequiresAction | Ended::Voucher => Collected::NoMethod(failed(work, invoice, None)?),
    };
    payment::settle(work, &attempt)?;
    Ok(collected)
}

/// A debit takes days; nothing is tried meanwhile.
fn wait(work: &mut Work<'_>, mut invoice: Value) -> Result<Value, StateError> {
    invoice["attempted"] = json!(true);
    invoice["next_payment_attempt"] = Value::Null;
    invoice["_due"] = Value::Null;
    work.replace(Kind::Invoice, &invoice)?;
    Ok(invoice)
}

/// Marks an open invoice as paid, in full, and tells of it as Stripe does.
pub(crate) fn mark_paid(work: &mut Work<'_>, mut invoice: Value) -> Result<Value, StateError> {
    let attempts = invoice["attempt_count"].as_i64().unwrap_or(0);
    for (name, value) in [
        ("amount_paid", invoice["amount_due"].clone()),
        ("amount_remaining", json!(0)),
        (
            "attempt_count",
            json!(attempts + i64::from(invoice["amount_due"] != 0)),
        ),
        ("attempted", json!(true)),
        ("auto_advance", json!(false)),
        ("next_payment_attempt", Value::Null),
        ("status", json!("paid")),
        ("_due", Value::Null),
    ] {
        invoice[name] = value;
    }
    invoice["status_transitions"]["paid_at"] = json!(work.now());
    work.replace(Kind::Invoice, &invoice)?;
    subscription::paid(work, &invoice)?;
    work.announce("invoice.paid", &invoice)?;
    work.announce("invoice.payment_succeeded", &invoice)?;
    if let Some(mut payment) = parts::payment_of(work, &invoice)?
        && payment["status"] == "open"
    {
        payment["amount_paid"] = invoice["amount_paid"].clone();
        payment["status"] = json!("paid");
        payment["status_transitions"]["paid_at"] = json!(work.now());
        work.replace(Kind::InvoicePayment, &payment)?;
        work.announce("invoice_payment.paid", &payment)?;
    }
    Ok(invoice)
}

/// Marks an open invoice as paid without Stripe: in cash, say. Nobody is to pay it here any more.
pub(crate) fn mark_paid_outside(work: &mut Work<'_>, invoice: Value) -> Result<Value, StateError> {
    cancel_payments(work, &invoice)?;
    let mut invoice = invoice;
    invoice["amount_paid_off_stripe"] = invoice["amount_due"].clone();
    mark_paid(work, invoice)
}

/// Marks that an attempt to have an invoice paid failed: it is tried again in some days, and at the
/// end the subscription is cancelled.
fn failed(
    work: &mut Work<'_>,
    mut invoice: Value,
    decline: Option<&Decline>,
) -> Result<Value, StateError> {
    let attempts = invoice["attempt_count"].as_i64().unwrap_or(0) + 1;
    let again = usize::try_from(attempts - 1)
        .ok()
        .and_then(|failed| RETRIES.get(failed))
        .filter(|_| !invoice["_subscription"].is_null())
        .map(|days| UnixSeconds(work.now().0 + days * DAY));
    invoice["attempt_count"] = json!(attempts);
    invoice["attempted"] = json!(true);
    invoice["auto_advance"] = json!(again.is_some());
    invoice["next_payment_attempt"] = json!(again);
    invoice["_due"] = json!(again);
    work.replace(Kind::Invoice, &invoice)?;
    work.announce("invoice.payment_failed", &invoice)?;
    if decline.is_some_and(|decline| decline.code == "authentication_required") {
        work.announce("invoice.payment_action_required", &invoice)?;
    }
    let id = text(&invoice["_subscription"]);
    let Some(of_invoice) = work.find(Kind::Subscription, &id)? else {
        return Ok(invoice);
    };
    match again {
        Some(_) => subscription::unpaid(work, of_invoice)?,
        None => cancel::cancel(work, of_invoice, Why::Unpaid).map(drop)?,
    }
    Ok(invoice)
}

/// The invoice that an intent is to pay, where there is one.
fn invoice_of(work: &Work<'_>, intent: &Value) -> Result<Option<Value>, StateError> {
    let invoice = work.find(Kind::Invoice, &text(&intent["_invoice"]))?;
    Ok(invoice.filter(|invoice| invoice["status"] == "open"))
}

/// A debit that was to pay an invoice succeeded.
pub(crate) fn paid_later(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    match invoice_of(work, intent)? {
        Some(invoice) => mark_paid(work, invoice).map(drop),
        None => Ok(()),
    }
}

/// It bounced.
pub(crate) fn failed_later(work: &mut Work<'_>, intent: &Value) -> Result<(), StateError> {
    match invoice_of(work, intent)? {
        Some(invoice) => failed(work, invoice, None).map(drop),
        None => Ok(()),
    }
}
