//! A small model of Stripe: sales that go any way a sale can go, what Stripe tells of them, and what
//! is true of each in the end.

use std::collections::BTreeMap;
use std::fmt;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sale::{Kind, Sale, Stage};
use crate::telling::Input;

/// How fast things happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Every step has a second of its own, so what is newest is beyond doubt.
    Steady,
    /// Many steps share a second, one change has two events, and one event has two renderings, of
    /// which one may lack nearly anything.
    Crowded,
}

/// What Stripe told, and what is true.
#[derive(Clone)]
pub struct History {
    pub inputs: Vec<Input>,
    /// Of each payment, by its id, the fields that are beyond doubt.
    pub truth: BTreeMap<String, Value>,
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for input in &self.inputs {
            match input {
                Input::Event(event) => writeln!(f, "{event}")?,
                Input::Answer(at, body) => writeln!(f, "at {at}: {body}")?,
            }
        }
        Ok(())
    }
}

/// One step: of which sale, what, how much of it, and how it is told.
type Choice = (u8, u8, u8, u16);

/// Any history of up to three sales.
pub fn any_history(pace: Pace) -> impl Strategy<Value = History> {
    let kinds = prop::collection::vec(any::<u8>(), 1..4);
    let choices = prop::collection::vec(any::<Choice>(), 1..24);
    (kinds, choices).prop_map(move |(kinds, choices)| {
        let mut model = Model {
            pace,
            now: 1000,
            noise: 0,
            inputs: Vec::new(),
            sales: kinds
                .into_iter()
                .enumerate()
                .map(|(n, it)| Sale::new(n, it))
                .collect(),
        };
        choices.into_iter().for_each(|choice| model.step(choice));
        let truth = model.sales.iter().filter(|it| it.is_known());
        History {
            truth: truth.map(|it| (it.payment(), it.truth())).collect(),
            inputs: model.inputs,
        }
    })
}

struct Model {
    pace: Pace,
    now: i64,
    noise: u16,
    inputs: Vec<Input>,
    sales: Vec<Sale>,
}

impl Model {
    fn step(&mut self, (sale, action, amount, noise): Choice) {
        self.noise = noise;
        self.now += match self.pace {
            Pace::Steady => 10,
            Pace::Crowded => i64::from(noise >> 9 & 3 == 3),
        };
        let at = usize::from(sale) % self.sales.len();
        let mut sale = self.sales[at].clone();
        self.act(&mut sale, action, amount);
        self.sales[at] = sale;
    }

    fn act(&mut self, sale: &mut Sale, action: u8, amount: u8) {
        match (action % 12, sale.stage) {
            (0, Stage::New) => self.decline(sale),
            (1..=4, Stage::New) => self.pay(sale),
            (5 | 6, Stage::Authorised) => self.capture(sale, amount),
            (7, Stage::Authorised) => self.release(sale),
            (5 | 6, Stage::Pending) => self.succeed(sale),
            (7, Stage::Pending) => self.bounce(sale),
            (3 | 4, Stage::Paid) => self.refund(sale, amount),
            (5, Stage::Paid) => self.fail_a_refund(sale),
            (6 | 7, Stage::Paid) => self.dispute(sale, amount),
            (8, stage) if stage != Stage::New => self.settle(sale),
            (9, _) if sale.is_known() => self.read(sale),
            (10, _) if amount < 128 => self.pay_out(amount),
            (10, _) => self.switch_the_link(amount),
            (0, stage) if stage != Stage::New => self.give_up(sale, amount),
            (11, stage) if stage != Stage::New => self.warn(sale),
            _ => {}
        }
    }

    fn decline(&mut self, sale: &mut Sale) {
        sale.try_once(self.now);
        sale.declined = true;
        self.event("charge.failed", sale.charge("failed"));
        if sale.kind == Kind::Bare {
            sale.stage = Stage::Failed;
        }
        self.event_of_the_intent("payment_intent.payment_failed", sale);
    }

    fn pay(&mut self, sale: &mut Sale) {
        sale.try_once(self.now);
        sale.stage = match (sale.is_manual, sale.is_debit) {
            (true, _) => Stage::Authorised,
            (false, true) => Stage::Pending,
            (false, false) => Stage::Paid,
        };
        let (charge, intent) = match sale.stage {
            Stage::Authorised => (
                "charge.succeeded",
                "payment_intent.amount_capturable_updated",
            ),
            Stage::Pending => ("charge.pending", "payment_intent.processing"),
            _ => ("charge.succeeded", "payment_intent.succeeded"),
        };
        if sale.stage == Stage::Paid {
            sale.take(sale.amount, self.now);
        }
        self.event(charge, sale.charge(sale.charge_status()));
        self.event_of_the_intent(intent, sale);
        self.of_the_subscription(sale);
        self.event_of_the_session("checkout.session.completed", sale);
    }

    fn capture(&mut self, sale: &mut Sale, amount: u8) {
        let whole = amount.is_multiple_of(2);
        let part = if whole {
            sale.amount
        } else {
            1 + i64::from(amount)
        };
        sale.stage = Stage::Paid;
        sale.take(part, self.now);
        self.event("charge.captured", sale.charge("succeeded"));
        self.event_of_the_intent("payment_intent.succeeded", sale);
    }

    fn release(&mut self, sale: &mut Sale) {
        sale.stage = Stage::Released;
        self.event("charge.refunded", sale.charge("succeeded"));
        self.event_of_the_intent("payment_intent.canceled", sale);
    }

    fn succeed(&mut self, sale: &mut Sale) {
        sale.stage = Stage::Paid;
        sale.take(sale.amount, self.now);
        self.event("charge.succeeded", sale.charge("succeeded"));
        self.event_of_the_intent("payment_intent.succeeded", sale);
        self.event_of_the_session("checkout.session.async_payment_succeeded", sale);
    }

    fn bounce(&mut self, sale: &mut Sale) {
        sale.stage = Stage::Failed;
        sale.declined = true;
        self.event("charge.failed", sale.charge("failed"));
        self.event_of_the_intent("payment_intent.payment_failed", sale);
        self.event_of_the_session("checkout.session.async_payment_failed", sale);
    }

    fn refund(&mut self, sale: &mut Sale, amount: u8) {
        let left = sale.captured - sale.refunded();
        let amount = if amount.is_multiple_of(4) {
            left
        } else {
            left.min(1 + i64::from(amount))
        };
        if amount == 0 {
            return;
        }
        let refund = sale.refund(amount, self.now);
        self.event("refund.created", refund);
        // The charge's own word may be lost.
        if !self.noise.is_multiple_of(5) {
            self.event("charge.refunded", sale.charge("succeeded"));
        }
    }

    fn fail_a_refund(&mut self, sale: &mut Sale) {
        if let Some(refund) = sale.fail_a_refund() {
            self.event("refund.failed", refund);
        }
    }

    fn dispute(&mut self, sale: &mut Sale, amount: u8) {
        let event_type = match sale.disputes.last() {
            Some((_, _, status)) if *status != "won" => "charge.dispute.closed",
            _ => "charge.dispute.created",
        };
        let dispute = sale.dispute(amount, self.now);
        self.event(event_type, dispute);
    }

    fn settle(&mut self, sale: &mut Sale) {
        sale.is_settled = sale.stage != Stage::Failed;
        self.event("charge.updated", sale.charge(sale.charge_status()));
        if let Some(transaction) = sale.transaction() {
            self.inputs.push(Input::Answer(self.now, transaction));
        }
    }

    fn read(&mut self, sale: &Sale) {
        let charge = sale.charge(sale.charge_status());
        let mut read = sale.intent().unwrap_or(charge.clone());
        if read["object"] == "payment_intent" && read["latest_charge"] == charge["id"] {
            read["latest_charge"] = charge;
        }
        self.inputs.push(Input::Answer(self.now, read));
    }

    fn pay_out(&mut self, amount: u8) {
        let status = ["pending", "in_transit", "paid", "failed"][usize::from(amount % 4)];
        let payout = json!({"id": "po_1", "object": "payout", "amount": 100, "currency": "eur",
            "created": 1000, "status": status, "automatic": true, "arrival_date": 2000});
        self.event("payout.updated", payout);
    }

    /// Somebody else looks at the pay page, and may come back to another link.
    fn give_up(&mut self, sale: &Sale, amount: u8) {
        let status = if amount.is_multiple_of(2) {
            "expired"
        } else {
            "open"
        };
        let mut session = json!({"id": format!("cs_left_{}", sale.n), "object": "checkout.session",
            "created": 400 + i64::from(amount) * 60, "status": status, "payment_status": "unpaid",
            "currency": "eur", "client_reference_id": format!("flyer-{}", amount % 3)});
        if !amount.is_multiple_of(5) {
            session["payment_link"] = json!(format!("plink_{}", 1 + amount % 2));
        }
        self.event("checkout.session.expired", session);
    }

    /// Closes or opens the link, or reads it, then with what it sells.
    fn switch_the_link(&mut self, amount: u8) {
        let mut link = json!({"id": "plink_1", "object": "payment_link", "currency": "eur",
            "active": amount.is_multiple_of(2), "url": "https://buy.stripe.com/x",
            "restrictions": {"completed_sessions": {"limit": 1 + amount % 3, "count": 0}}});
        if amount.is_multiple_of(3) {
            link["line_items"] = json!({"data": [{"description": "Cake", "quantity": 1,
                "price": {"unit_amount": 1000}}]});
            self.inputs.push(Input::Answer(self.now, link));
        } else {
            self.event("payment_link.updated", link);
        }
    }

    fn warn(&mut self, sale: &Sale) {
        let charge = sale.charge_id();
        let warning = json!({"id": format!("issfr_{}", sale.n), "charge": charge,
            "object": "radar.early_fraud_warning", "actionable": self.noise.is_multiple_of(2)});
        self.event("radar.early_fraud_warning.created", warning);
    }

    fn event_of_the_intent(&mut self, event_type: &str, sale: &Sale) {
        if let Some(intent) = sale.intent() {
            self.event(event_type, intent);
        }
    }

    fn event_of_the_session(&mut self, event_type: &str, sale: &Sale) {
        if let Some(session) = sale.session() {
            self.event(event_type, session);
        }
    }

    fn of_the_subscription(&mut self, sale: &Sale) {
        for (event_type, object) in sale.invoices() {
            self.event(event_type, object);
        }
    }

    fn event(&mut self, event_type: &str, object: Value) {
        let told = self.inputs.len();
        // An id says nothing of time.
        let id = |told: usize| format!("evt_{:03}", (told * 389 + 71) % 997);
        let event = crate::histories::event(&id(told), self.now, event_type, &object);
        if self.pace == Pace::Steady {
            self.inputs.push(Input::Event(event));
            return;
        }
        if self.noise & 1 == 1 {
            let twin = crate::histories::event(&id(told + 2), self.now, event_type, &object);
            self.inputs.push(Input::Event(twin));
        }
        let otherwise = rendered_otherwise(event.clone(), self.noise >> 3);
        let renderings = match self.noise >> 1 & 3 {
            0 | 1 => vec![event],
            2 => vec![event, otherwise],
            _ => vec![otherwise],
        };
        self.inputs.extend(renderings.into_iter().map(Input::Event));
    }
}

/// The same event in another API version, which may lack nearly anything.
fn rendered_otherwise(mut event: Value, lacks: u16) -> Value {
    const LACKING: [&[&str]; 6] = [
        &["payment_intent"],
        &["balance_transaction", "amount_captured"],
        &["invoice", "subscription", "parent"],
        &["status"],
        &["charge"],
        &["created", "metadata", "capture_method"],
    ];
    event["api_version"] = json!("2019-05-16");
    let fields = event["data"]["object"].as_object_mut().unwrap();
    for (bit, lacking) in LACKING.iter().enumerate() {
        if lacks >> bit & 1 == 1 {
            lacking.iter().for_each(|field| drop(fields.remove(*field)));
        }
    }
    event
}
