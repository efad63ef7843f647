//! A full sample of every family, in the shape of the pinned API version; and old shapes.

use serde_json::{Value, json};

/// One sample of every family of objects, by the name that Stripe gives it.
pub(crate) fn all() -> Vec<Value> {
    vec![
        payment_intent(),
        charge(),
        session(),
        refund(),
        dispute(),
        payment_link(),
        balance_transaction(),
        payout(),
        invoice(),
        invoice_payment(),
        subscription(),
        early_fraud_warning(),
        review(),
        product(),
        price(),
        report_run(),
        balance(),
    ]
}

/// Samples of API versions back to 2019, which hold more inside one object.
pub(crate) fn old() -> Vec<Value> {
    vec![old_intent(), old_charge(), old_invoice()]
}

pub(crate) fn payment_intent() -> Value {
    json!({
        "id": "pi_1", "object": "payment_intent", "amount": 2500, "amount_received": 2500,
        "capture_method": "automatic", "created": 100, "currency": "eur", "description": "Two cakes",
        "invoice": null, "last_payment_error": {"code": "card_declined", "message": "Declined."},
        "latest_charge": "ch_1", "livemode": false, "metadata": {"order": "7"},
        "receipt_email": "ana@example.com", "status": "succeeded",
    })
}

pub(crate) fn charge() -> Value {
    json!({
        "id": "ch_1", "object": "charge", "amount": 2500, "amount_captured": 2500,
        "amount_refunded": 0, "balance_transaction": "txn_1",
        "billing_details": {"email": "ana@example.com", "name": "Ana Ruiz"}, "captured": true,
        "created": 101, "currency": "eur", "description": "Two cakes", "disputed": false,
        "failure_code": null, "failure_message": null, "livemode": false,
        "metadata": {"order": "7"}, "payment_intent": "pi_1",
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242"}},
        "receipt_email": null, "refunded": false, "status": "succeeded",
    })
}

fn session() -> Value {
    json!({
        "id": "cs_test_1", "object": "checkout.session", "amount_total": 2500, "created": 90,
        "currency": "eur", "customer_details": {"email": "ana@example.com", "name": "Ana Ruiz"},
        "customer_email": null, "invoice": "in_1", "metadata": {"a": "b"}, "mode": "subscription",
        "payment_intent": null, "payment_link": "plink_1", "payment_status": "paid",
        "status": "complete", "subscription": "sub_1",
    })
}

fn refund() -> Value {
    json!({
        "id": "re_1", "object": "refund", "amount": 500, "charge": "ch_1", "created": 200,
        "currency": "eur", "payment_intent": "pi_1", "status": "succeeded",
        "balance_transaction": "txn_2",
    })
}

fn dispute() -> Value {
    json!({
        "id": "du_1", "object": "dispute", "amount": 2500, "charge": "ch_1", "created": 300,
        "currency": "eur", "evidence_details": {"due_by": 900}, "payment_intent": "pi_1",
        "reason": "fraudulent", "status": "needs_response",
    })
}

pub(crate) fn payment_link() -> Value {
    json!({
        "id": "plink_1", "object": "payment_link", "active": true, "currency": "eur",
        "livemode": false, "metadata": {"a": "b"}, "url": "https://buy.stripe.com/x",
    })
}

/// A link with a limit, and with what it sells: a subscription whose price the customer chooses, which
/// is more than Stripe allows in one.
pub(crate) fn sold_link() -> Value {
    let mut link = payment_link();
    link["inactive_message"] = json!("Come back in spring.");
    link["restrictions"] = json!({"completed_sessions": {"limit": 20, "count": 7}});
    link["line_items"] = json!({"object": "list", "data": [{
        "id": "li_1", "object": "item", "description": "Coffee club", "quantity": 2,
        "currency": "eur", "adjustable_quantity": {"enabled": true, "minimum": 1, "maximum": 9},
        "price": {"id": "price_1", "object": "price", "active": false, "product": "prod_1",
            "unit_amount": null, "recurring": {"interval": "month", "interval_count": 3},
            "custom_unit_amount": {"minimum": 500, "maximum": null, "preset": 900}},
    }]});
    link
}

pub(crate) fn balance_transaction() -> Value {
    json!({
        "id": "txn_1", "object": "balance_transaction", "amount": 2500, "created": 102,
        "currency": "eur", "exchange_rate": null, "fee": 63, "net": 2437, "source": "ch_1",
        "type": "charge",
    })
}

pub(crate) fn payout() -> Value {
    json!({
        "id": "po_1", "object": "payout", "amount": 2437, "arrival_date": 900, "automatic": true,
        "balance_transaction": "txn_3", "created": 800, "currency": "eur",
        "failure_code": "account_closed", "failure_message": "The account was closed.",
        "livemode": false, "status": "failed",
    })
}

pub(crate) fn invoice() -> Value {
    json!({
        "id": "in_1", "object": "invoice", "amount_due": 2500, "amount_paid": 2500,
        "billing_reason": "subscription_create", "created": 95, "currency": "eur",
        "customer_email": "ana@example.com", "customer_name": "Ana Ruiz", "metadata": {},
        "parent": {"type": "subscription_details",
            "subscription_details": {"subscription": "sub_1", "metadata": {"link": "7"}}},
        "status": "paid",
    })
}

pub(crate) fn invoice_payment() -> Value {
    json!({
        "id": "inpay_1", "object": "invoice_payment", "amount_paid": 2500, "amount_requested": 2500,
        "created": 96, "currency": "eur", "invoice": "in_1", "is_default": true,
        "payment": {"type": "payment_intent", "payment_intent": "pi_1"}, "status": "paid",
    })
}

pub(crate) fn subscription() -> Value {
    json!({
        "id": "sub_1", "object": "subscription", "created": 94, "customer": "cus_1",
        "latest_invoice": "in_1", "metadata": {"link": "7"}, "status": "active",
    })
}

pub(crate) fn early_fraud_warning() -> Value {
    json!({
        "id": "issfr_1", "object": "radar.early_fraud_warning", "actionable": true,
        "charge": "ch_1", "created": 250, "fraud_type": "made_with_stolen_card",
        "payment_intent": "pi_1",
    })
}

pub(crate) fn review() -> Value {
    json!({
        "id": "prv_1", "object": "review", "charge": "ch_1", "closed_reason": "approved",
        "created": 103, "open": false, "opened_reason": "rule", "payment_intent": "pi_1",
    })
}

pub(crate) fn product() -> Value {
    json!({"id": "gold-special", "object": "product", "active": true, "name": "Cake"})
}

pub(crate) fn price() -> Value {
    json!({
        "id": "price_1", "object": "price", "active": true, "currency": "eur",
        "product": "gold-special", "unit_amount": 1250,
    })
}

pub(crate) fn report_run() -> Value {
    json!({
        "id": "frr_1", "object": "reporting.report_run", "created": 950, "error": null,
        "report_type": "balance.summary.1", "result": {"object": "file", "url": "https://x"},
        "status": "succeeded",
    })
}

pub(crate) fn balance() -> Value {
    json!({
        "object": "balance", "available": [{"amount": 2437, "currency": "eur"}],
        "pending": [{"amount": 0, "currency": "eur"}, {"amount": "odd"}],
    })
}

/// An intent that holds its charges, and names its invoice.
pub(crate) fn old_intent() -> Value {
    json!({
        "id": "pi_1", "object": "payment_intent", "amount": 2500, "amount_received": 2500,
        "charges": {"object": "list", "data": [old_charge()]}, "created": 100, "currency": "eur",
        "invoice": "in_1", "livemode": false, "metadata": {}, "status": "succeeded",
    })
}

/// A charge that holds its source and its refunds, and an expanded intent.
pub(crate) fn old_charge() -> Value {
    json!({
        "id": "ch_1", "object": "charge", "amount": 2500, "amount_refunded": 500,
        "balance_transaction": "txn_1", "captured": true, "created": 101, "currency": "eur",
        "dispute": "dp_1", "disputed": true, "invoice": "in_1", "livemode": false, "metadata": {},
        "payment_intent": {"id": "pi_1", "object": "payment_intent", "status": "succeeded"},
        "refunds": {"object": "list", "data": [{"id": "re_1", "object": "refund", "amount": 500,
            "charge": "ch_1", "created": 200, "status": "succeeded"}]},
        "source": {"id": "card_1", "object": "card", "brand": "American Express", "last4": "0005",
            "name": "Ana Ruiz"},
        "status": "succeeded",
    })
}

/// An invoice that names everything itself.
pub(crate) fn old_invoice() -> Value {
    json!({
        "id": "in_1", "object": "invoice", "billing_reason": "subscription_cycle",
        "charge": "ch_1", "created": 95, "payment_intent": "pi_1", "status": "paid",
        "subscription": "sub_1", "metadata": {"own": "1"},
        "subscription_details": {"metadata": {"link": "7"}},
    })
}
