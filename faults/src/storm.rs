//! A storm: every event several times, in any order, must end in the rows of the quiet run.

use anyhow::{Result, ensure};
use countertop_stripe_wire::API_VERSION;
use serde_json::{Value, json};

use crate::number::{Chance, grouped};
use crate::serve::Start;
use crate::trial::Trial;
use crate::until::seconds;
use crate::{commands, load, proof};

/// When the first sale happens.
const OPENED: i64 = 1_790_000_000;
/// How often an event comes at most.
const MOST: usize = 5;

/// Sent once in order, and shuffled with each event up to five times.
pub fn shuffled(trial: &Trial) -> Result<String> {
    let sales = trial.paced(150, 16_500);
    let mut chance = Chance(26);
    let bodies: Vec<Vec<u8>> = (0..sales)
        .flat_map(|number| sale(number, &mut chance))
        .map(|event| event.to_string().into_bytes())
        .collect();
    let sorted = run(trial, "sorted", &bodies, (0..bodies.len()).collect(), 1)?;
    let mut order: Vec<usize> = (0..bodies.len())
        .flat_map(|at| vec![at; 1 + chance.below(MOST)])
        .collect();
    chance.shuffle(&mut order);
    let deliveries = order.len();
    let storm = run(trial, "storm", &bodies, order, 16)?;
    ensure!(
        sorted.events.len() == bodies.len(),
        "some events are not listed"
    );
    ensure!(sorted.payments.len() >= sales, "some sales are not listed");
    for (what, quiet, wild) in [
        ("event", &sorted.events, &storm.events),
        ("payment", &sorted.payments, &storm.payments),
    ] {
        let differing = quiet.iter().zip(wild).find(|(quiet, wild)| quiet != wild);
        ensure!(differing.is_none(), "a {what} differs: {differing:?}");
        ensure!(
            quiet.len() == wild.len(),
            "{} and {}",
            quiet.len(),
            wild.len()
        );
    }
    Ok(format!(
        "{} events of {} sales, {} deliveries in {}: every row equals that of the sorted run",
        grouped(bodies.len()),
        grouped(sales),
        grouped(deliveries),
        storm.took
    ))
}

/// What a run left.
struct Rows {
    events: Vec<Value>,
    payments: Vec<Value>,
    took: String,
}

fn run(
    trial: &Trial,
    name: &str,
    bodies: &[Vec<u8>],
    order: Vec<usize>,
    senders: usize,
) -> Result<Rows> {
    let ledger = trial.folder.join(name);
    let serve = Start::of(trial).ledger(&ledger).start()?;
    let began = std::time::Instant::now();
    load::send_bodies(serve.address, bodies, &order, senders)?;
    let took = seconds(began.elapsed());
    serve.stop()?;
    commands::on(trial, &ledger, ["db", "check"])?.printed("db check")?;
    proof::once(trial, &ledger)?;
    let mut events = commands::listed(trial, &ledger, "events")?;
    for row in &mut events {
        // When it came is all that may differ.
        row["received_at"] = Value::Null;
    }
    Ok(Rows {
        events,
        payments: commands::listed(trial, &ledger, "payments")?,
        took,
    })
}

/// A sale: declined at first or not, paid, settled, refunded, disputed. Seconds repeat on purpose.
fn sale(number: usize, chance: &mut Chance) -> Vec<Value> {
    let at = OPENED + (number / 3) as i64;
    let sale = Sale { number, at };
    let mut events = vec![sale.intent("created", 0, json!({"status": "requires_payment_method"}))];
    if chance.below(4) == 0 {
        let declined = json!({"code": "card_declined", "message": "Your card was declined."});
        events.push(sale.intent(
            "payment_failed",
            0,
            json!({"status": "requires_payment_method", "last_payment_error": declined}),
        ));
    }
    if chance.below(10) == 0 {
        return events;
    }
    let paid =
        json!({"status": "succeeded", "amount_received": 8650, "latest_charge": sale.id("ch")});
    events.push(sale.intent("succeeded", 5, paid));
    events.push(sale.charge("succeeded", 5, json!({})));
    events.push(sale.session());
    let settled = json!({"balance_transaction": sale.id("txn")});
    events.push(sale.charge("updated", 6, settled));
    if chance.below(3) == 0 {
        let refunded = [1000, 8650][chance.below(2)];
        let outcome = ["succeeded", "failed"][chance.below(2)];
        events.push(sale.refund("created", 90, refunded, "pending"));
        events.push(sale.charge("refunded", 90, json!({"amount_refunded": refunded})));
        events.push(sale.refund("updated", 95, refunded, outcome));
    }
    if chance.below(5) == 0 {
        events.push(sale.dispute("created", 200, "needs_response"));
        events.push(sale.dispute("closed", 300, ["won", "lost"][chance.below(2)]));
    }
    events
}

struct Sale {
    number: usize,
    at: i64,
}

impl Sale {
    fn id(&self, kind: &str) -> String {
        format!("{kind}_3Q{:010}", self.number)
    }

    fn event(&self, event_type: &str, after: i64, object: Value) -> Value {
        json!({
            "id": format!("{}_{}_{after}", self.id("evt"), event_type.replace('.', "_")),
            "object": "event", "api_version": API_VERSION, "created": self.at + after,
            "livemode": false, "type": event_type, "data": {"object": object},
        })
    }

    fn intent(&self, what: &str, after: i64, changes: Value) -> Value {
        let intent = json!({
            "id": self.id("pi"), "object": "payment_intent", "amount": 8650, "amount_received": 0,
            "currency": "eur", "created": self.at, "livemode": false, "metadata": {},
            "latest_charge": null, "last_payment_error": null,
        });
        self.event(
            &format!("payment_intent.{what}"),
            after,
            with(intent, changes),
        )
    }

    fn charge(&self, what: &str, after: i64, changes: Value) -> Value {
        let charge = json!({
            "id": self.id("ch"), "object": "charge", "amount": 8650, "amount_captured": 8650,
            "amount_refunded": 0, "captured": true, "currency": "eur", "created": self.at + 4,
            "livemode": false, "payment_intent": self.id("pi"), "status": "succeeded", "metadata": {},
            "billing_details": {"email": format!("customer{}@example.com", self.number)},
            "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242"}},
            "balance_transaction": null,
        });
        self.event(&format!("charge.{what}"), after, with(charge, changes))
    }

    fn session(&self) -> Value {
        let session = json!({
            "id": self.id("cs"), "object": "checkout.session", "status": "complete",
            "payment_status": "paid", "payment_intent": self.id("pi"), "payment_link": "plink_1",
            "created": self.at - 10, "currency": "eur", "amount_total": 8650, "livemode": false,
            "customer_details": {"email": format!("customer{}@example.com", self.number)},
        });
        self.event("checkout.session.completed", 5, session)
    }

    fn refund(&self, what: &str, after: i64, amount: i64, status: &str) -> Value {
        let refund = json!({
            "id": self.id("re"), "object": "refund", "amount": amount, "currency": "eur",
            "charge": self.id("ch"), "payment_intent": self.id("pi"), "status": status,
            "created": self.at + 90,
        });
        self.event(&format!("refund.{what}"), after, refund)
    }

    fn dispute(&self, what: &str, after: i64, status: &str) -> Value {
        let dispute = json!({
            "id": self.id("dp"), "object": "dispute", "amount": 8650, "charge": self.id("ch"),
            "payment_intent": self.id("pi"), "status": status, "currency": "eur",
            "created": self.at + 200, "reason": "fraudulent",
            "evidence_details": {"due_by": self.at + 9000},
        });
        self.event(&format!("charge.dispute.{what}"), after, dispute)
    }
}

fn with(mut object: Value, changes: Value) -> Value {
    if let (Some(object), Value::Object(changes)) = (object.as_object_mut(), changes) {
        object.extend(changes);
    }
    object
}
