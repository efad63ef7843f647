//! Events as Stripe sends them, and a ledger to put them in.

use countertop_store::{Ledger, Recorded, Role};
use countertop_stripe_wire::{API_VERSION, RecordedEvent, UnverifiedEvent};
use serde_json::{Value, json};

pub struct Shop {
    pub ledger: Ledger,
    pub folder: tempfile::TempDir,
}

pub fn shop() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
    Shop { ledger, folder }
}

impl Shop {
    pub async fn tell(&self, event: &Value) -> Recorded {
        self.ledger.record(believed(event)).await.unwrap()
    }

    /// Waits until the search and the totals show what was told.
    pub fn followed(&self) {
        let patience = std::time::Duration::from_secs(10);
        assert!(self.ledger.wait_for_followers(patience).unwrap());
    }

    pub async fn tell_all(&self, events: &[Value]) {
        for event in events {
            self.tell(event).await;
        }
    }
}

/// The event as read from the API, which believes it without a signature.
pub fn believed(event: &Value) -> RecordedEvent {
    UnverifiedEvent::new(event.to_string().into_bytes()).from_api()
}

pub fn event(id: &str, created: i64, event_type: &str, object: &Value) -> Value {
    json!({
        "id": id, "object": "event", "api_version": API_VERSION, "created": created,
        "livemode": false, "type": event_type, "data": {"object": object},
    })
}

pub fn intent(status: &str) -> Value {
    json!({
        "id": "pi_1", "object": "payment_intent", "amount": 8650, "amount_received": 0,
        "currency": "eur", "created": 100, "livemode": false, "status": status, "metadata": {},
        "latest_charge": null, "last_payment_error": null,
    })
}

pub fn charge(id: &str, status: &str) -> Value {
    json!({
        "id": id, "object": "charge", "amount": 8650, "amount_captured": 8650,
        "amount_refunded": 0, "captured": status == "succeeded", "currency": "eur", "created": 110,
        "livemode": false, "payment_intent": "pi_1", "status": status, "metadata": {},
        "billing_details": {"email": "ana@example.com", "name": "Ana Ruiz"},
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242"}},
        "balance_transaction": null,
    })
}

pub fn with(mut object: Value, changes: Value) -> Value {
    for (key, value) in changes.as_object().unwrap() {
        object[key] = value.clone();
    }
    object
}

/// A sale with all that can happen to one: a decline, success, the session, settlement, a refund
/// that fails later, a dispute that is lost and then won. Seconds repeat on purpose.
pub fn eventful_sale() -> Vec<Value> {
    let declined = json!({"code": "card_declined", "message": "Your card was declined."});
    let paid = json!({"amount_received": 8650, "latest_charge": "ch_2"});
    let settled = json!({"balance_transaction": "txn_1"});
    let refunded = json!({"balance_transaction": "txn_1", "amount_refunded": 1000});
    let refund = |status| {
        json!({"id": "re_1", "object": "refund", "amount": 1000,
        "charge": "ch_2", "payment_intent": "pi_1", "status": status})
    };
    let dispute = |status| {
        json!({"id": "dp_1", "object": "dispute", "amount": 8650,
        "charge": "ch_2", "payment_intent": null, "status": status, "currency": "eur",
        "created": 300, "reason": "fraudulent", "evidence_details": {"due_by": 900}})
    };
    let session = json!({"id": "cs_1", "object": "checkout.session", "status": "complete",
        "payment_status": "paid", "payment_intent": "pi_1", "payment_link": "plink_1",
        "created": 90, "currency": "eur", "amount_total": 8650,
        "customer_details": {"email": "ana@example.com", "name": "Ana Ruiz"}});
    vec![
        event(
            "evt_99",
            105,
            "payment_intent.created",
            &intent("requires_payment_method"),
        ),
        event("evt_02", 105, "charge.failed", &charge("ch_1", "failed")),
        event(
            "evt_03",
            105,
            "payment_intent.payment_failed",
            &with(
                intent("requires_payment_method"),
                json!({"last_payment_error": declined}),
            ),
        ),
        event(
            "evt_04",
            110,
            "charge.succeeded",
            &charge("ch_2", "succeeded"),
        ),
        event(
            "evt_05",
            110,
            "payment_intent.succeeded",
            &with(intent("succeeded"), paid),
        ),
        event("evt_06", 110, "checkout.session.completed", &session),
        event(
            "evt_07",
            111,
            "charge.updated",
            &with(charge("ch_2", "succeeded"), settled),
        ),
        event("evt_08", 200, "refund.created", &refund("pending")),
        event(
            "evt_09",
            200,
            "charge.refunded",
            &with(charge("ch_2", "succeeded"), refunded),
        ),
        event("evt_10", 250, "refund.failed", &refund("failed")),
        event(
            "evt_11",
            300,
            "charge.dispute.created",
            &dispute("needs_response"),
        ),
        event("evt_12", 400, "charge.dispute.closed", &dispute("lost")),
        event("evt_13", 500, "charge.dispute.closed", &dispute("won")),
    ]
}
