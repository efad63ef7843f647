//! Invoices and their payments with nothing in them yet, in Stripe's current shape.

use serde_json::{Value, json};

use super::invoice::text;
use crate::SHOP_NAME;
use crate::state::{Kind, StateError, Work};

/// A draft for a customer, with nothing on it.
pub(super) fn blank_invoice(work: &mut Work<'_>, customer: &Value) -> Value {
    let now = work.now();
    let mut invoice = unset();
    for (name, value) in [
        ("id", json!(work.new_id(Kind::Invoice))),
        ("created", json!(now)),
        ("webhooks_delivered_at", json!(now)),
        ("customer", customer["id"].clone()),
        ("customer_tax_exempt", json!("none")),
    ] {
        invoice[name] = value;
    }
    for name in ["address", "email", "name", "phone", "shipping"] {
        invoice[format!("customer_{name}")] = customer[name].clone();
    }
    invoice
}

/// Which subscription an invoice is of.
pub(super) fn parent_of(subscription: &Value) -> Value {
    if subscription.is_null() {
        return Value::Null;
    }
    json!({
        "quote_details": null,
        "subscription_details": {
            "metadata": subscription["metadata"],
            "subscription": subscription["id"],
        },
        "type": "subscription_details",
    })
}

fn unset() -> Value {
    json!({
        "object": "invoice",
        "account_country": "DE",
        "account_name": SHOP_NAME,
        "account_tax_ids": null,
        "amount_due": 0,
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_remaining": 0,
        "amount_shipping": 0,
        "application": null,
        "attempt_count": 0,
        "attempted": false,
        "auto_advance": true,
        "automatic_tax": {
            "disabled_reason": null,
            "enabled": false,
            "liability": null,
            "provider": null,
            "status": null,
        },
        "automatically_finalizes_at": null,
        "billing_reason": "manual",
        "collection_method": "charge_automatically",
        "custom_fields": null,
        "customer_account": null,
        "customer_tax_ids": [],
        "default_payment_method": null,
        "default_source": null,
        "default_tax_rates": [],
        "description": null,
        "discounts": [],
        "due_date": null,
        "effective_at": null,
        "ending_balance": null,
        "footer": null,
        "from_invoice": null,
        "hosted_invoice_url": null,
        "invoice_pdf": null,
        "issuer": { "type": "self" },
        "last_finalization_error": null,
        "latest_revision": null,
        "livemode": false,
        "metadata": {},
        "next_payment_attempt": null,
        "number": null,
        "on_behalf_of": null,
        "parent": null,
        "payment_settings": {
            "default_mandate": null,
            "payment_method_options": null,
            "payment_method_types": null,
        },
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "receipt_number": null,
        "rendering": null,
        "shipping_cost": null,
        "shipping_details": null,
        "starting_balance": 0,
        "statement_descriptor": null,
        "status": "draft",
        "status_transitions": {
            "finalized_at": null,
            "marked_uncollectible_at": null,
            "paid_at": null,
            "voided_at": null,
        },
        "test_clock": null,
        "total_discount_amounts": [],
        "total_pretax_credit_amounts": [],
        "total_taxes": [],
    })
}

/// Keeps what is to pay an invoice: an intent, which nobody has paid yet.
pub(super) fn keep_payment(
    work: &mut Work<'_>,
    invoice: &Value,
    intent: &Value,
) -> Result<(), StateError> {
    let payment = json!({
        "id": work.new_id(Kind::InvoicePayment),
        "object": "invoice_payment",
        "_intent": intent,
        "amount_paid": null,
        "amount_requested": invoice["amount_due"],
        "created": work.now(),
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": true,
        "livemode": false,
        "payment": { "payment_intent": intent, "type": "payment_intent" },
        "status": "open",
        "status_transitions": { "canceled_at": null, "paid_at": null },
    });
    work.insert(Kind::InvoicePayment, &payment)
}

/// The default payment of an invoice.
pub(super) fn payment_of(work: &Work<'_>, invoice: &Value) -> Result<Option<Value>, StateError> {
    let query = crate::state::PageQuery {
        limit: 1,
        ..crate::state::PageQuery::newest(Kind::InvoicePayment)
            .with("invoice", text(&invoice["id"]))
    };
    let page = work.page(&query)?;
    Ok(page.and_then(|page| page.objects.into_iter().next()))
}
