//! Sales as Stripe's documentation tells them, reduced: what happens, event by event, and what the
//! payment must say in the end.

use serde_json::{Value, json};

use crate::histories::{event, with};

/// One sale.
pub struct Sequence {
    pub name: &'static str,
    pub events: Vec<Value>,
    /// What each payment says in the end, by its id.
    pub payments: Vec<(&'static str, Value)>,
}

pub fn all() -> Vec<Sequence> {
    vec![
        one_off(),
        declined_then_paid(),
        delayed_debit(),
        debit_that_bounces(),
        refunds_of_which_one_fails(),
        dispute_lost_then_won(),
        captured_in_part(),
        authorisation_released(),
        subscription(),
        subscription_before_2025(),
        charge_without_an_intent(),
        intent_that_holds_its_charges(),
    ]
}

fn sequence(
    name: &'static str,
    events: &[(i64, &str, Value)],
    payments: &[(&'static str, Value)],
) -> Sequence {
    let told = events
        .iter()
        .enumerate()
        .map(|(at, (created, kind, object))| {
            // Ids in another order than the events': Stripe's say nothing of time.
            event(
                &format!("evt_{:02}", (at * 7 + 3) % 31),
                *created,
                kind,
                object,
            )
        });
    Sequence {
        name,
        events: told.collect(),
        payments: payments.to_vec(),
    }
}

fn intent(status: &str, changes: Value) -> Value {
    let intent = json!({
        "id": "pi_1", "object": "payment_intent", "amount": 5000, "amount_received": 0,
        "capture_method": "automatic", "currency": "eur", "created": 100, "livemode": false,
        "status": status, "metadata": {"order": "7"}, "latest_charge": null,
        "last_payment_error": null,
    });
    with(intent, changes)
}

fn paid(changes: Value) -> Value {
    let paid = json!({"amount_received": 5000, "latest_charge": "ch_1"});
    with(intent("succeeded", paid), changes)
}

fn charge(status: &str, changes: Value) -> Value {
    let charge = json!({
        "id": "ch_1", "object": "charge", "amount": 5000, "amount_captured": 5000,
        "amount_refunded": 0, "captured": true, "currency": "eur", "created": 110,
        "livemode": false, "payment_intent": "pi_1", "status": status, "metadata": {},
        "billing_details": {"email": "bank@example.com", "name": "A. Ruiz"},
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242"}},
        "balance_transaction": null,
    });
    with(charge, changes)
}

fn session(payment_status: &str, changes: Value) -> Value {
    let session = json!({
        "id": "cs_1", "object": "checkout.session", "status": "complete", "currency": "eur",
        "payment_status": payment_status, "payment_intent": "pi_1", "payment_link": "plink_1",
        "created": 90, "amount_total": 5000,
        "customer_details": {"email": "ana@example.com", "name": "Ana Ruiz"},
    });
    with(session, changes)
}

fn refund(id: &str, created: i64, amount: i64, status: &str) -> Value {
    json!({"id": id, "object": "refund", "amount": amount, "charge": "ch_1", "created": created,
        "payment_intent": "pi_1", "status": status})
}

fn dispute(status: &str) -> Value {
    json!({"id": "du_1", "object": "dispute", "amount": 5000, "charge": "ch_1", "currency": "eur",
        "created": 300, "reason": "fraudulent", "status": status,
        "evidence_details": {"due_by": 900}})
}

/// In the order of a delivery that was seen in the wild.
fn one_off() -> Sequence {
    sequence(
        "a one-off payment",
        &[
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (
                110,
                "checkout.session.completed",
                session("paid", json!({})),
            ),
            (
                100,
                "payment_intent.created",
                intent("requires_payment_method", json!({})),
            ),
            (
                112,
                "charge.updated",
                charge("succeeded", json!({"balance_transaction": "txn_1"})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "amount": 5000, "amount_captured": 5000,
                "amount_refunded": 0, "currency": "eur", "created": 100, "paid_at": 110,
                "customer_email": "ana@example.com", "customer_name": "Ana Ruiz",
                "payment_link": "plink_1", "checkout_session": "cs_1", "charge": "ch_1",
                "method": {"type": "card", "brand": "visa", "last4": "4242"},
                "fulfilment": "pending", "metadata": {"order": "7"}, "settlement": null,
                "dispute": null, "failure_code": null, "livemode": false}),
        )],
    )
}

fn declined_then_paid() -> Sequence {
    let declined = json!({"code": "card_declined", "message": "Your card was declined."});
    let failed = json!({"id": "ch_0", "captured": false, "amount_captured": 0, "created": 105,
        "failure_code": "card_declined"});
    sequence(
        "declined, then paid",
        &[
            (
                100,
                "payment_intent.created",
                intent("requires_payment_method", json!({})),
            ),
            (105, "charge.failed", charge("failed", failed)),
            (
                105,
                "payment_intent.payment_failed",
                intent(
                    "requires_payment_method",
                    json!({"last_payment_error": declined, "latest_charge": "ch_0"}),
                ),
            ),
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (
                110,
                "checkout.session.completed",
                session("paid", json!({})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "charge": "ch_1", "failure_code": null, "paid_at": 110,
                "amount_captured": 5000}),
        )],
    )
}

fn debit(status: &str) -> Value {
    let taken = status == "succeeded";
    charge(
        status,
        json!({"captured": true, "amount_captured": if taken { 5000 } else { 0 },
            "balance_transaction": "txn_1",
            "payment_method_details": {"type": "sepa_debit", "sepa_debit": {"last4": "3000"}}}),
    )
}

fn delayed_debit() -> Sequence {
    sequence(
        "a debit that takes days",
        &[
            (
                110,
                "checkout.session.completed",
                session("unpaid", json!({})),
            ),
            (
                110,
                "payment_intent.processing",
                intent("processing", json!({"latest_charge": "ch_1"})),
            ),
            (110, "charge.pending", debit("pending")),
            (9000, "charge.succeeded", debit("succeeded")),
            (9001, "payment_intent.succeeded", paid(json!({}))),
            (
                9001,
                "checkout.session.async_payment_succeeded",
                session("paid", json!({})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "paid_at": 9000, "fulfilment": "pending",
                "amount_captured": 5000}),
        )],
    )
}

fn debit_that_bounces() -> Sequence {
    let bounced = json!({"code": "debit_not_authorized", "message": "Not authorized."});
    sequence(
        "a debit that bounces",
        &[
            (
                110,
                "checkout.session.completed",
                session("unpaid", json!({})),
            ),
            (
                110,
                "payment_intent.processing",
                intent("processing", json!({"latest_charge": "ch_1"})),
            ),
            (110, "charge.pending", debit("pending")),
            (9000, "charge.failed", debit("failed")),
            (
                9000,
                "payment_intent.payment_failed",
                intent(
                    "requires_payment_method",
                    json!({"latest_charge": "ch_1", "last_payment_error": bounced}),
                ),
            ),
            (
                9000,
                "checkout.session.async_payment_failed",
                session("unpaid", json!({})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "failed", "paid_at": null, "fulfilment": "not_needed",
                "failure_code": "debit_not_authorized", "amount_captured": 0}),
        )],
    )
}

fn refunds_of_which_one_fails() -> Sequence {
    let refunded = |total: i64| charge("succeeded", json!({"amount_refunded": total}));
    sequence(
        "two refunds, of which one fails",
        &[
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (
                200,
                "refund.created",
                refund("re_1", 200, 1000, "succeeded"),
            ),
            (200, "charge.refunded", refunded(1000)),
            (200, "refund.created", refund("re_2", 200, 700, "pending")),
            (200, "charge.refunded", refunded(1700)),
            (200, "refund.updated", refund("re_2", 200, 700, "succeeded")),
            (900, "refund.failed", refund("re_1", 200, 1000, "failed")),
            (
                900,
                "charge.refund.updated",
                refund("re_1", 200, 1000, "failed"),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "partially_refunded", "amount_refunded": 700,
                "fulfilment": "pending"}),
        )],
    )
}

fn dispute_lost_then_won() -> Sequence {
    sequence(
        "a dispute lost, then won",
        &[
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (110, "payment_intent.succeeded", paid(json!({}))),
            (300, "charge.dispute.created", dispute("needs_response")),
            (
                300,
                "charge.dispute.funds_withdrawn",
                dispute("needs_response"),
            ),
            (350, "charge.dispute.updated", dispute("under_review")),
            (400, "charge.dispute.closed", dispute("lost")),
            (500, "charge.dispute.closed", dispute("won")),
            (500, "charge.dispute.funds_reinstated", dispute("won")),
        ],
        &[(
            "pi_1",
            json!({"status": "succeeded", "dispute": {"id": "du_1", "status": "won",
                "reason": "fraudulent", "amount": 5000, "evidence_due_by": 900}}),
        )],
    )
}

fn authorised(changes: Value) -> Value {
    let authorised = json!({"captured": false, "amount_captured": 0});
    charge("succeeded", with(authorised, changes))
}

fn to_capture() -> Value {
    intent(
        "requires_capture",
        json!({"capture_method": "manual", "latest_charge": "ch_1"}),
    )
}

fn captured_in_part() -> Sequence {
    let captured = json!({"amount_captured": 3000, "amount_refunded": 2000,
        "balance_transaction": "txn_1"});
    let refunded = json!({"amount_captured": 3000, "amount_refunded": 2500,
        "balance_transaction": "txn_1"});
    sequence(
        "authorised, captured in part, refunded in part",
        &[
            (110, "charge.succeeded", authorised(json!({}))),
            (
                110,
                "payment_intent.amount_capturable_updated",
                to_capture(),
            ),
            (
                110,
                "checkout.session.completed",
                session("unpaid", json!({})),
            ),
            (700, "charge.captured", charge("succeeded", captured)),
            (
                700,
                "payment_intent.succeeded",
                paid(json!({"capture_method": "manual", "amount_received": 3000})),
            ),
            (800, "refund.created", refund("re_1", 800, 500, "succeeded")),
            (800, "charge.refunded", charge("succeeded", refunded)),
        ],
        &[(
            "pi_1",
            json!({"status": "partially_refunded", "amount": 5000, "amount_captured": 3000,
                "amount_refunded": 500, "paid_at": 700}),
        )],
    )
}

fn authorisation_released() -> Sequence {
    sequence(
        "authorised, then given up",
        &[
            (110, "charge.succeeded", authorised(json!({}))),
            (
                110,
                "payment_intent.amount_capturable_updated",
                to_capture(),
            ),
            (
                700,
                "charge.refunded",
                authorised(json!({"amount_refunded": 5000, "refunded": true})),
            ),
            (
                700,
                "refund.created",
                refund("re_1", 700, 5000, "succeeded"),
            ),
            (
                700,
                "payment_intent.canceled",
                with(to_capture(), json!({"status": "canceled"})),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "canceled", "amount_captured": 0, "amount_refunded": 0,
                "paid_at": null, "fulfilment": "not_needed"}),
        )],
    )
}

fn invoice(id: &str, reason: &str, status: &str) -> Value {
    json!({"id": id, "object": "invoice", "billing_reason": reason, "status": status,
        "created": 105, "currency": "eur", "metadata": {},
        "parent": {"type": "subscription_details", "subscription_details":
            {"subscription": "sub_1", "metadata": {"plan": "gold"}}}})
}

fn invoice_payment(id: &str, invoice: &str, intent: &str) -> Value {
    json!({"id": id, "object": "invoice_payment", "invoice": invoice, "status": "paid",
        "payment": {"type": "payment_intent", "payment_intent": intent}})
}

/// Of a subscription's payments the session names none.
fn subscription() -> Sequence {
    let session = session(
        "paid",
        json!({"payment_intent": null, "subscription": "sub_1", "invoice": "in_1",
            "mode": "subscription"}),
    );
    let active = json!({"id": "sub_1", "object": "subscription", "status": "active",
        "latest_invoice": "in_2", "customer": "cus_1", "metadata": {"plan": "gold"}});
    let second = json!({"id": "pi_2", "created": 5100, "latest_charge": "ch_2", "metadata": {}});
    let other = json!({"id": "ch_2", "created": 5110, "payment_intent": "pi_2"});
    let (first, renewal) = ("subscription_create", "subscription_cycle");
    sequence(
        "a subscription's first payment and its renewal",
        &[
            (105, "customer.subscription.created", active.clone()),
            (105, "invoice.created", invoice("in_1", first, "draft")),
            (105, "invoice.finalized", invoice("in_1", first, "open")),
            (110, "charge.succeeded", charge("succeeded", json!({}))),
            (
                110,
                "payment_intent.succeeded",
                paid(json!({"metadata": {}})),
            ),
            (110, "invoice.paid", invoice("in_1", first, "paid")),
            (
                110,
                "invoice_payment.paid",
                invoice_payment("inpay_1", "in_1", "pi_1"),
            ),
            (111, "checkout.session.completed", session),
            (5100, "invoice.created", invoice("in_2", renewal, "draft")),
            (5110, "charge.succeeded", charge("succeeded", other)),
            (5110, "payment_intent.succeeded", paid(second)),
            (5110, "invoice.paid", invoice("in_2", renewal, "paid")),
            (
                5110,
                "invoice_payment.paid",
                invoice_payment("inpay_2", "in_2", "pi_2"),
            ),
            (5111, "customer.subscription.updated", active),
        ],
        &[
            (
                "pi_1",
                json!({"status": "succeeded", "payment_link": "plink_1", "fulfilment": "pending",
                    "checkout_session": "cs_1", "metadata": {"plan": "gold"}}),
            ),
            (
                "pi_2",
                json!({"status": "succeeded", "payment_link": "plink_1",
                    "fulfilment": "not_needed", "metadata": {"plan": "gold"}}),
            ),
        ],
    )
}

/// Invoice, intent and charge name each other, and there are no payments of invoices.
fn subscription_before_2025() -> Sequence {
    let of = |id: &str, reason: &str, intent: &str, charge: &str| {
        json!({"id": id, "object": "invoice", "billing_reason": reason, "status": "paid",
            "subscription": "sub_1", "payment_intent": intent, "charge": charge, "created": 105})
    };
    let session = session(
        "paid",
        json!({"payment_intent": null, "subscription": "sub_1", "mode": "subscription"}),
    );
    let second = json!({"id": "pi_2", "created": 5100, "latest_charge": "ch_2", "invoice": "in_2"});
    let other = json!({"id": "ch_2", "created": 5110, "payment_intent": "pi_2", "invoice": "in_2"});
    sequence(
        "a subscription as it was told before 2025",
        &[
            (
                110,
                "charge.succeeded",
                charge("succeeded", json!({"invoice": "in_1"})),
            ),
            (
                110,
                "payment_intent.succeeded",
                paid(json!({"invoice": "in_1"})),
            ),
            (
                110,
                "invoice.paid",
                of("in_1", "subscription_create", "pi_1", "ch_1"),
            ),
            (111, "checkout.session.completed", session),
            (5110, "charge.succeeded", charge("succeeded", other)),
            (5110, "payment_intent.succeeded", paid(second)),
            (
                5110,
                "invoice.paid",
                of("in_2", "subscription_cycle", "pi_2", "ch_2"),
            ),
        ],
        &[
            (
                "pi_1",
                json!({"payment_link": "plink_1", "fulfilment": "pending"}),
            ),
            (
                "pi_2",
                json!({"payment_link": "plink_1", "fulfilment": "not_needed"}),
            ),
        ],
    )
}

/// A charge of 2019: no intent, the card in `source`, the refunds inside.
fn charge_without_an_intent() -> Sequence {
    let old = |captured: bool, total: i64, refunds: Value| {
        json!({"id": "ch_1", "object": "charge", "amount": 5000, "amount_refunded": total,
            "captured": captured, "currency": "eur", "created": 110, "livemode": false,
            "status": "succeeded", "metadata": {"order": "7"}, "description": "Cake",
            "source": {"id": "card_1", "object": "card", "brand": "Visa", "last4": "4242",
                "name": "Ana Ruiz"},
            "refunds": {"object": "list", "data": refunds}})
    };
    let one = |status: &str| {
        json!({"id": "re_1", "object": "refund", "amount": 1000, "charge": "ch_1", "created": 600,
            "status": status})
    };
    let two = json!({"id": "re_2", "object": "refund", "amount": 300, "charge": "ch_1",
        "created": 700, "status": "succeeded"});
    sequence(
        "a charge without an intent",
        &[
            (110, "charge.succeeded", old(false, 0, json!([]))),
            (500, "charge.captured", old(true, 0, json!([]))),
            (
                600,
                "charge.refunded",
                old(true, 1000, json!([one("succeeded")])),
            ),
            (
                700,
                "charge.refunded",
                old(true, 1300, json!([two, one("succeeded")])),
            ),
            (900, "charge.refund.updated", one("failed")),
        ],
        &[(
            "ch_1",
            json!({"status": "partially_refunded", "amount_captured": 5000,
                "amount_refunded": 300, "paid_at": 500, "created": 110, "customer_name": "Ana Ruiz",
                "method": {"type": "card", "brand": "visa", "last4": "4242"},
                "fulfilment": "not_needed", "description": "Cake"}),
        )],
    )
}

/// An intent as it was told before API version 2022-11-15.
fn intent_that_holds_its_charges() -> Sequence {
    let failed = json!({"id": "ch_0", "captured": false, "amount_captured": 0, "created": 105});
    let attempts = |charges: Value| json!({"object": "list", "data": charges});
    let declined = json!({"code": "card_declined", "message": "Your card was declined."});
    sequence(
        "an intent that holds its charges",
        &[
            (
                105,
                "payment_intent.payment_failed",
                intent(
                    "requires_payment_method",
                    json!({"last_payment_error": declined,
                        "charges": attempts(json!([charge("failed", failed.clone())]))}),
                ),
            ),
            (
                110,
                "payment_intent.succeeded",
                paid(json!({"latest_charge": null, "charges": attempts(json!([
                    charge("succeeded", json!({})), charge("failed", failed)]))})),
            ),
            (
                200,
                "charge.refunded",
                charge(
                    "succeeded",
                    json!({"amount_refunded": 5000, "refunds":
                    attempts(json!([refund("re_1", 200, 5000, "succeeded")]))}),
                ),
            ),
        ],
        &[(
            "pi_1",
            json!({"status": "refunded", "charge": "ch_1", "amount_refunded": 5000,
                "fulfilment": "not_needed", "customer_name": "A. Ruiz"}),
        )],
    )
}
