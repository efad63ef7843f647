//! Invoices: drawn up, finalized, voided.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::discount;
use super::line::{self, Line};
use super::parts;
use crate::checkout::total;
use crate::payment;
use crate::state::{Kind, PageQuery, StateError, Work};

/// What an invoice is drawn up of.
pub(super) struct Order<'a> {
    pub(super) customer: &'a Value,
    pub(super) currency: &'a str,
    /// Stripe's word for why there is one.
    pub(super) reason: &'static str,
    /// Null where the invoice is for a one-off sale.
    pub(super) subscription: &'a Value,
    pub(super) lines: Vec<Line>,
    /// The discount as the sale keeps it, null for none.
    pub(super) discount: &'a Value,
    /// As a session shows it, null for none.
    pub(super) shipping_cost: &'a Value,
    pub(super) period: (UnixSeconds, UnixSeconds),
}

/// Draws up an invoice and tells of it; it is a draft.
pub(super) fn draw_up(
    work: &mut Work<'_>,
    order: &Order<'_>,
    change: impl FnOnce(&mut Value),
) -> Result<Value, StateError> {
    let mut invoice = parts::blank_invoice(work, order.customer);
    for (name, value) in [
        ("billing_reason", json!(order.reason)),
        ("currency", json!(order.currency)),
        ("period_start", json!(order.period.0)),
        ("period_end", json!(order.period.1)),
        ("parent", parts::parent_of(order.subscription)),
        ("_subscription", order.subscription["id"].clone()),
        ("_shipping", order.shipping_cost.clone()),
    ] {
        invoice[name] = value;
    }
    let off = discount::off_each(order.discount, &order.lines, order.currency);
    let is_used = total(&off) > 0;
    let used = if is_used {
        &order.discount["id"]
    } else {
        &Value::Null
    };
    let mut shown = Vec::new();
    for (line, off) in order.lines.iter().zip(&off) {
        let of_line = if *off > 0 { used } else { &Value::Null };
        shown.push(line::show(work, line, &invoice, (of_line, *off)));
    }
    add_up(&mut invoice, &order.lines, total(&off), used);
    let url = format!("/v1/invoices/{}/lines", text(&invoice["id"]));
    invoice["lines"] = json!({ "object": "list", "data": shown, "has_more": false, "url": url });
    change(&mut invoice);
    work.insert(Kind::Invoice, &invoice)?;
    work.announce("invoice.created", &invoice)?;
    Ok(invoice)
}

/// What it all comes to.
fn add_up(invoice: &mut Value, lines: &[Line], off: i64, discount: &Value) {
    let amounts: Vec<i64> = lines.iter().map(|line| line.amount).collect();
    let subtotal = total(&amounts);
    let shipping = invoice["_shipping"].clone();
    let shipped = shipping["amount_total"].as_i64().unwrap_or(0);
    let sum = (subtotal - off).saturating_add(shipped);
    for (name, amount) in [
        ("amount_due", sum),
        ("amount_remaining", sum),
        ("amount_shipping", shipped),
        ("subtotal", subtotal),
        ("subtotal_excluding_tax", subtotal),
        ("total", sum),
        ("total_excluding_tax", sum),
    ] {
        invoice[name] = json!(amount);
    }
    invoice["shipping_cost"] = shipping;
    if !discount.is_null() {
        invoice["discounts"] = json!([discount]);
        invoice["total_discount_amounts"] = json!([{ "amount": off, "discount": discount }]);
    }
}

/// Makes a draft final: it gets its number, and an intent to be paid with where there is something
/// to pay. One that was paid in a checkout comes with its intent.
pub(crate) fn finalize(
    work: &mut Work<'_>,
    mut invoice: Value,
    paid_with: Option<&Value>,
) -> Result<Value, StateError> {
    let number = number(work, &invoice["customer"])?;
    let id = text(&invoice["id"]);
    for (name, value) in [
        ("status", json!("open")),
        ("number", json!(number)),
        ("effective_at", json!(work.now())),
        ("ending_balance", json!(0)),
        ("hosted_invoice_url", json!(format!("/pay/invoice/{id}"))),
        ("automatically_finalizes_at", Value::Null),
        ("_due", Value::Null),
    ] {
        invoice[name] = value;
    }
    invoice["status_transitions"]["finalized_at"] = json!(work.now());
    work.replace(Kind::Invoice, &invoice)?;
    work.announce("invoice.finalized", &invoice)?;
    if invoice["amount_due"] != 0 {
        let intent = match paid_with {
            Some(intent) => intent["id"].clone(),
            None => intent_for(work, &invoice)?["id"].clone(),
        };
        parts::keep_payment(work, &invoice, &intent)?;
        invoice["_payment_intent"] = intent;
        work.replace(Kind::Invoice, &invoice)?;
    }
    Ok(invoice)
}

/// The next number of a customer's invoices, such as `7FE1103A-0001`.
fn number(work: &mut Work<'_>, customer: &Value) -> Result<String, StateError> {
    let id = text(customer);
    let Some(mut customer) = work.find(Kind::Customer, &id)? else {
        return Ok(format!("{}-0001", work.chance().word(8).to_uppercase()));
    };
    let sequence = customer["next_invoice_sequence"].as_i64().unwrap_or(1);
    customer["next_invoice_sequence"] = json!(sequence + 1);
    work.replace(Kind::Customer, &customer)?;
    let prefix = customer["invoice_prefix"].as_str().unwrap_or_default();
    Ok(format!("{prefix}-{sequence:04}"))
}

/// A new intent for what an invoice asks.
fn intent_for(work: &mut Work<'_>, invoice: &Value) -> Result<Value, StateError> {
    let mut intent = payment::blank_intent(work);
    let words = match invoice["billing_reason"].as_str() {
        Some("subscription_create") => "Subscription creation",
        Some("subscription_cycle") => "Subscription update",
        _ => "Payment for Invoice",
    };
    for (name, value) in [
        ("amount", invoice["amount_due"].clone()),
        ("currency", invoice["currency"].clone()),
        ("customer", invoice["customer"].clone()),
        ("description", json!(words)),
        ("payment_method_types", json!(["card"])),
        ("_invoice", invoice["id"].clone()),
    ] {
        intent[name] = value;
    }
    if invoice["currency"] == "eur" {
        intent["payment_method_types"] = json!(["card", "sepa_debit"]);
    }
    intent["payment_method_options"] = payment::options(&intent["payment_method_types"]);
    payment::keep_intent(work, &intent)?;
    Ok(intent)
}

/// Voids an open invoice: nobody is to pay it any more.
pub(crate) fn void(work: &mut Work<'_>, mut invoice: Value) -> Result<Value, StateError> {
    close(&mut invoice, "void");
    invoice["status_transitions"]["voided_at"] = json!(work.now());
    work.replace(Kind::Invoice, &invoice)?;
    cancel_payments(work, &invoice)?;
    work.announce("invoice.voided", &invoice)?;
    Ok(invoice)
}

/// Gives up on an open invoice.
pub(crate) fn mark_uncollectible(
    work: &mut Work<'_>,
    mut invoice: Value,
) -> Result<Value, StateError> {
    close(&mut invoice, "uncollectible");
    invoice["status_transitions"]["marked_uncollectible_at"] = json!(work.now());
    work.replace(Kind::Invoice, &invoice)?;
    work.announce("invoice.marked_uncollectible", &invoice)?;
    Ok(invoice)
}

/// Ends what would be done with an invoice by itself.
fn close(invoice: &mut Value, status: &str) {
    invoice["status"] = json!(status);
    invoice["auto_advance"] = json!(false);
    invoice["next_payment_attempt"] = Value::Null;
    invoice["_due"] = Value::Null;
}

/// Cancels the payments of an invoice that nobody made.
pub(super) fn cancel_payments(work: &mut Work<'_>, invoice: &Value) -> Result<(), StateError> {
    let of_invoice = PageQuery::newest(Kind::InvoicePayment).with("invoice", text(&invoice["id"]));
    for mut payment in work.all(of_invoice)? {
        if payment["status"] != "open" {
            continue;
        }
        payment["status"] = json!("canceled");
        payment["status_transitions"]["canceled_at"] = json!(work.now());
        work.replace(Kind::InvoicePayment, &payment)?;
        let intent = text(&payment["payment"]["payment_intent"]);
        if let Some(intent) = work.find(Kind::PaymentIntent, &intent)?
            && matches!(
                intent["status"].as_str(),
                Some("requires_payment_method" | "requires_confirmation" | "requires_action")
            )
        {
            payment::cancel(
                work,
                intent,
                payment::Release::Merchant(Some("void_invoice")),
            )?;
        }
    }
    Ok(())
}

pub(super) fn text(id: &Value) -> String {
    id.as_str().unwrap_or_default().to_owned()
}
