//! One sale of the model: its state, and its objects as Stripe writes them.

use serde_json::{Value, json};

/// How a sale is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Through a payment link.
    Link,
    /// Through an intent alone.
    Intent,
    /// A charge without an intent, as old integrations make them.
    Bare,
    /// The first payment of a subscription, sold through a link.
    Subscription,
    /// A later one.
    Renewal,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    New,
    Authorised,
    Pending,
    Paid,
    Released,
    Failed,
}

#[derive(Clone, Debug)]
pub struct Sale {
    pub n: usize,
    pub kind: Kind,
    pub is_manual: bool,
    pub is_debit: bool,
    pub stage: Stage,
    pub amount: i64,
    pub captured: i64,
    pub declined: bool,
    pub is_settled: bool,
    /// Id, status and time of each.
    pub disputes: Vec<(String, i64, &'static str)>,
    /// Id, time, amount and status of each.
    refunds: Vec<(String, i64, i64, &'static str)>,
    attempts: usize,
    tried_at: i64,
    paid_at: Option<i64>,
}

impl Sale {
    pub fn new(n: usize, choice: u8) -> Self {
        let kinds = [
            Kind::Link,
            Kind::Intent,
            Kind::Bare,
            Kind::Subscription,
            Kind::Renewal,
        ];
        let kind = kinds[usize::from(choice) % kinds.len()];
        let is_of_a_subscription = matches!(kind, Kind::Subscription | Kind::Renewal);
        Self {
            n,
            kind,
            is_manual: choice & 0x40 != 0 && !is_of_a_subscription,
            is_debit: choice & 0x80 != 0 && choice & 0x40 == 0,
            stage: Stage::New,
            amount: 1000,
            captured: 0,
            declined: false,
            is_settled: false,
            disputes: Vec::new(),
            refunds: Vec::new(),
            attempts: 0,
            tried_at: 0,
            paid_at: None,
        }
    }

    /// Whether anything was told of it.
    pub fn is_known(&self) -> bool {
        self.attempts > 0
    }

    pub fn try_once(&mut self, now: i64) {
        self.attempts += 1;
        self.tried_at = now;
    }

    pub fn take(&mut self, amount: i64, now: i64) {
        self.captured = amount;
        self.paid_at = Some(now);
    }

    pub fn charge_id(&self) -> String {
        format!("ch_{}{}", self.n, self.attempts)
    }

    /// The id of its payment. Each attempt of a bare charge is one of its own; the last counts here.
    pub fn payment(&self) -> String {
        match self.kind {
            Kind::Bare => self.charge_id(),
            _ => format!("pi_{}", self.n),
        }
    }

    fn intent_id(&self) -> Option<String> {
        (self.kind != Kind::Bare).then(|| self.payment())
    }

    pub fn charge_status(&self) -> &'static str {
        match self.stage {
            Stage::Pending => "pending",
            Stage::New | Stage::Failed => "failed",
            Stage::Authorised | Stage::Paid | Stage::Released => "succeeded",
        }
    }

    /// What was given back and did not fail.
    pub fn refunded(&self) -> i64 {
        let counting = self.refunds.iter().filter(|it| it.3 != "failed");
        counting.map(|it| it.2).sum()
    }

    pub fn refund(&mut self, amount: i64, now: i64) -> Value {
        let id = format!("re_{}{}", self.n, self.refunds.len());
        self.refunds.push((id, now, amount, "succeeded"));
        self.refund_json(self.refunds.len() - 1)
    }

    pub fn fail_a_refund(&mut self) -> Option<Value> {
        let at = self.refunds.iter().position(|it| it.3 != "failed")?;
        self.refunds[at].3 = "failed";
        Some(self.refund_json(at))
    }

    fn refund_json(&self, at: usize) -> Value {
        let (id, created, amount, status) = &self.refunds[at];
        json!({"id": id, "object": "refund", "amount": amount, "created": created,
            "status": status, "charge": self.charge_id(), "payment_intent": self.intent_id()})
    }

    /// Opens a dispute, or goes on with the one that there is.
    pub fn dispute(&mut self, choice: u8, now: i64) -> Value {
        match self.disputes.last_mut() {
            Some((_, _, status)) if *status != "won" => {
                *status = match *status {
                    "needs_response" if choice.is_multiple_of(2) => "lost",
                    _ => "won",
                };
            }
            _ => {
                let id = format!("du_{}{}", self.n, self.disputes.len());
                self.disputes.push((id, now, "needs_response"));
            }
        }
        let (id, created, status) = self.disputes.last().unwrap();
        json!({"id": id, "object": "dispute", "amount": self.captured, "created": created,
            "status": status, "charge": self.charge_id()})
    }

    pub fn intent(&self) -> Option<Value> {
        let status = match self.stage {
            Stage::New | Stage::Failed => "requires_payment_method",
            Stage::Authorised => "requires_capture",
            Stage::Pending => "processing",
            Stage::Paid => "succeeded",
            Stage::Released => "canceled",
        };
        let error = self.declined.then(|| json!({"code": "card_declined"}));
        let method = if self.is_manual {
            "manual"
        } else {
            "automatic"
        };
        Some(
            json!({"id": self.intent_id()?, "object": "payment_intent", "amount": self.amount,
            "amount_received": self.captured, "capture_method": method, "created": 500,
            "currency": "eur", "last_payment_error": error, "latest_charge": self.charge_id(),
            "livemode": false, "metadata": {}, "status": status}),
        )
    }

    pub fn charge(&self, status: &str) -> Value {
        let is_captured = matches!(self.stage, Stage::Paid | Stage::Pending);
        let released = match self.stage {
            Stage::Paid => self.amount - self.captured,
            Stage::Released => self.amount,
            Stage::New | Stage::Authorised | Stage::Pending | Stage::Failed => 0,
        };
        let kind = if self.is_debit { "sepa_debit" } else { "card" };
        let transaction = self.transaction().map(|it| it["id"].clone());
        json!({"id": self.charge_id(), "object": "charge", "amount": self.amount,
            "amount_captured": self.captured, "amount_refunded": released + self.refunded(),
            "balance_transaction": transaction, "captured": is_captured, "created": self.tried_at,
            "currency": "eur", "livemode": false, "metadata": {},
            "payment_intent": self.intent_id(), "payment_method_details": {"type": kind},
            "status": status})
    }

    /// What settles it, once Stripe has told.
    pub fn transaction(&self) -> Option<Value> {
        let made_at = if self.is_debit {
            self.tried_at
        } else {
            self.paid_at?
        };
        self.is_settled.then(|| {
            json!({"id": format!("txn_{}", self.charge_id()), "object": "balance_transaction",
                "amount": self.captured, "created": made_at, "currency": "eur", "fee": 30,
                "net": self.captured - 30, "source": self.charge_id(), "type": "charge"})
        })
    }

    pub fn session(&self) -> Option<Value> {
        let paid = if self.stage == Stage::Paid {
            "paid"
        } else {
            "unpaid"
        };
        let mut session = json!({"id": format!("cs_{}", self.n), "object": "checkout.session",
            "created": 400, "payment_link": "plink_1", "payment_status": paid,
            "status": "complete"});
        match self.kind {
            Kind::Link => session["payment_intent"] = json!(self.intent_id()),
            Kind::Subscription | Kind::Renewal => {
                session["subscription"] = json!(format!("sub_{}", self.n));
            }
            Kind::Intent | Kind::Bare => return None,
        }
        Some(session)
    }

    /// The invoice and its payment, with the types of their events.
    pub fn invoices(&self) -> Vec<(&'static str, Value)> {
        let reason = match self.kind {
            Kind::Subscription => "subscription_create",
            Kind::Renewal => "subscription_cycle",
            Kind::Link | Kind::Intent | Kind::Bare => return Vec::new(),
        };
        let (invoice, subscription) = (format!("in_{}", self.n), format!("sub_{}", self.n));
        vec![
            (
                "invoice.paid",
                json!({"id": invoice, "object": "invoice", "billing_reason": reason,
                    "created": 450, "metadata": {}, "status": "paid",
                    "parent": {"subscription_details": {"subscription": subscription}}}),
            ),
            (
                "invoice_payment.paid",
                json!({"id": format!("inpay_{}", self.n), "object": "invoice_payment",
                    "invoice": invoice, "status": "paid",
                    "payment": {"payment_intent": self.intent_id()}}),
            ),
        ]
    }

    /// What is beyond doubt once everything is told.
    pub fn truth(&self) -> Value {
        let refunded = self.refunded();
        let is_order = !matches!(self.kind, Kind::Bare | Kind::Renewal);
        let is_paid = self.stage == Stage::Paid;
        let is_pending = is_order && is_paid && refunded < self.captured;
        let link = self.session().is_some() && self.stage != Stage::New;
        json!({
            "status": self.status(),
            "amount_captured": self.captured,
            "amount_refunded": refunded,
            "paid_at": self.paid_at,
            "fulfilment": if is_pending { "pending" } else { "not_needed" },
            "payment_link": link.then_some("plink_1"),
        })
    }

    fn status(&self) -> &'static str {
        let is = |wanted: &str| self.disputes.iter().any(|it| it.2 == wanted);
        match self.stage {
            _ if is("lost") => "dispute_lost",
            _ if is("needs_response") => "disputed",
            _ if self.refunded() == self.captured && self.captured > 0 => "refunded",
            _ if self.refunded() > 0 => "partially_refunded",
            Stage::Paid => "succeeded",
            Stage::Authorised => "uncaptured",
            Stage::Pending => "processing",
            Stage::Released if self.kind == Kind::Bare => "uncaptured",
            Stage::Released => "canceled",
            Stage::New | Stage::Failed => "failed",
        }
    }
}
