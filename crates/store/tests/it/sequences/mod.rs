//! Sales as Stripe's documentation tells them, reduced: what happens, event by event, and what the
//! payment must say in the end.

mod given_back;
mod old;
mod one_off;
mod subscriptions;

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
        one_off::one_off(),
        one_off::declined_then_paid(),
        one_off::delayed_debit(),
        one_off::debit_that_bounces(),
        given_back::refunds_of_which_one_fails(),
        given_back::dispute_lost_then_won(),
        one_off::captured_in_part(),
        one_off::authorisation_released(),
        subscriptions::subscription(),
        subscriptions::subscription_before_2025(),
        old::charge_without_an_intent(),
        old::intent_that_holds_its_charges(),
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
