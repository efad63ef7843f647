//! Plays one story: customers come at their times, the rest happens in its order.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::book::{Act, Book};
use super::customer::{Customer, Visit};
use super::script::{Action, Answer, Counter, Cue, Decision, Delivering, Purchase, Share};
use super::{Hitch, Stage, counter};
use crate::ipc::ActKind;

/// How long something that the store does by itself may take.
const BY_ITSELF: Duration = Duration::from_secs(20);
/// How often is looked for it.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// What is played on, with whom, and what came of it so far.
pub(super) struct Player {
    stage: Arc<Stage>,
    book: Book,
    addresses: Vec<String>,
    customers: JoinSet<Result<(), Hitch>>,
    /// The visits that are over, by the number of their purchase.
    visits: watch::Sender<BTreeMap<usize, Bought>>,
}

/// A visit that is over.
#[derive(Clone, Debug)]
struct Bought {
    name: String,
    visit: Visit,
}

impl Player {
    /// Opens the shop: finds or makes the links that the story sells through.
    pub(super) async fn new(
        stage: Arc<Stage>,
        book: Book,
        counter: Counter,
    ) -> Result<Self, Hitch> {
        let addresses = counter::addresses(&stage, counter).await?;
        Ok(Self {
            stage,
            book,
            addresses,
            customers: JoinSet::new(),
            visits: watch::Sender::new(BTreeMap::new()),
        })
    }

    /// Plays a story to its end. Dropped before, it takes the customers along.
    pub(super) async fn play(&mut self, cues: Vec<Cue>) -> Result<(), Hitch> {
        let began = Instant::now();
        for cue in cues {
            self.wait_until(began + self.stage.pace.of(cue.at)).await?;
            self.act(cue.action).await?;
        }
        while let Some(gone) = self.customers.join_next().await {
            gone.map_err(|_| Hitch::BrokenOff)??;
        }
        Ok(())
    }

    /// Waits, and hears meanwhile of customers who could not go on.
    async fn wait_until(&mut self, at: Instant) -> Result<(), Hitch> {
        loop {
            tokio::select! {
                () = sleep_until(at) => return Ok(()),
                Some(gone) = self.customers.join_next() => {
                    gone.map_err(|_| Hitch::BrokenOff)??;
                }
            }
        }
    }

    async fn act(&mut self, action: Action) -> Result<(), Hitch> {
        match action {
            Action::Buy(purchase) => self.let_in(purchase),
            Action::Refund(number, share) => self.refund(number, share).await,
            Action::Deliver(how) => self.deliver(how).await,
            Action::Dispute(number) => self.dispute(number).await,
            Action::Answer(number, answer) => self.answer(number, answer).await,
            Action::Decide(number, decision) => self.decide(number, decision).await,
            Action::AwaitWarning(number) => self.await_warning(number).await,
        }
    }

    /// Lets a customer in; the visit goes on by itself.
    fn let_in(&mut self, purchase: Purchase) -> Result<(), Hitch> {
        let address = self.addresses.get(purchase.link).cloned();
        let address = address.ok_or(Hitch::NoLink)?;
        let (stage, book, visits) = (
            Arc::clone(&self.stage),
            self.book.clone(),
            self.visits.clone(),
        );
        self.customers.spawn(async move {
            let customer = Customer {
                store: &stage.store,
                book: &book,
                pace: stage.pace,
                purchase: &purchase,
            };
            let visit = customer.buy(&address).await?;
            let name = purchase.name;
            visits.send_modify(|all| drop(all.insert(purchase.number, Bought { name, visit })));
            Ok(())
        });
        Ok(())
    }

    /// The payment of a purchase as it is now, once the visit is over, and the customer's name.
    async fn payment(&self, number: usize) -> Result<(String, Value), Hitch> {
        let mut visits = self.visits.subscribe();
        let over = visits.wait_for(|all| all.contains_key(&number));
        let over = timeout(BY_ITSELF, over)
            .await
            .map_err(|_| Hitch::NeverCame("payment"))?;
        let bought = over.ok().and_then(|all| all.get(&number).cloned());
        let bought = bought.ok_or(Hitch::NeverCame("payment"))?;
        let intent = bought.visit.intent.ok_or(Hitch::NeverCame("payment"))?;
        let path = format!("/v1/payment_intents/{intent}?expand[]=latest_charge");
        Ok((bought.name, self.stage.store.read(&path).await?))
    }

    async fn refund(&self, number: usize, share: Share) -> Result<(), Hitch> {
        let (name, intent) = self.payment(number).await?;
        let all = intent["amount"].as_i64().unwrap_or(0);
        let amount = match share {
            Share::Whole => all,
            Share::Half => all / 2,
        };
        let asked = json!({ "payment_intent": intent["id"], "amount": amount });
        self.stage.store.write("/v1/refunds", &asked).await?;
        let act = Act::of_payment(ActKind::Refunded, &name, &intent);
        self.book.note(act.with_amount(amount));
        Ok(())
    }

    async fn deliver(&self, how: Delivering) -> Result<(), Hitch> {
        self.stage.store.control("faults", &how.faults()).await?;
        self.book.note(Act::of(match how {
            Delivering::Nothing => ActKind::OutageBegan,
            Delivering::Carelessly => ActKind::OutageEnded,
        }));
        Ok(())
    }

    async fn dispute(&self, number: usize) -> Result<(), Hitch> {
        let (name, intent) = self.payment(number).await?;
        let asked = json!({ "payment_intent": intent["id"], "reason": "fraudulent" });
        self.stage.store.control("disputes", &asked).await?;
        self.book
            .note(Act::of_payment(ActKind::Disputed, &name, &intent));
        Ok(())
    }

    async fn await_warning(&self, number: usize) -> Result<(), Hitch> {
        let (name, intent) = self.payment(number).await?;
        let list = "/v1/radar/early_fraud_warnings";
        self.first_of(list, &intent, "early fraud warning").await?;
        self.book
            .note(Act::of_payment(ActKind::Warned, &name, &intent));
        Ok(())
    }

    async fn answer(&self, number: usize, answer: Answer) -> Result<(), Hitch> {
        let (name, intent) = self.payment(number).await?;
        let kind = match answer {
            Answer::Nothing => ActKind::NothingSent,
            Answer::Evidence => {
                let dispute = self.first_of("/v1/disputes", &intent, "dispute").await?;
                let asked = json!({ "evidence": evidence(&name), "submit": true });
                self.stage
                    .store
                    .write(&format!("/v1/disputes/{dispute}"), &asked)
                    .await?;
                ActKind::EvidenceSent
            }
        };
        self.book.note(Act::of_payment(kind, &name, &intent));
        Ok(())
    }

    async fn decide(&self, number: usize, decision: Decision) -> Result<(), Hitch> {
        let (name, intent) = self.payment(number).await?;
        let dispute = self.first_of("/v1/disputes", &intent, "dispute").await?;
        let asked = json!({ "status": decision.status() });
        self.stage
            .store
            .control(&format!("disputes/{dispute}/close"), &asked)
            .await?;
        let kind = match decision {
            Decision::Won => ActKind::DisputeWon,
            Decision::Lost => ActKind::DisputeLost,
        };
        self.book.note(Act::of_payment(kind, &name, &intent));
        Ok(())
    }

    /// The id of the first object of a list that is about a payment, once there is one.
    async fn first_of(
        &self,
        list: &str,
        intent: &Value,
        what: &'static str,
    ) -> Result<String, Hitch> {
        let payment = intent["id"].as_str().unwrap_or_default();
        let path = format!("{list}?payment_intent={payment}");
        let looking = async {
            loop {
                let found = self.stage.store.read(&path).await?;
                if let Some(id) = found["data"][0]["id"].as_str() {
                    return Ok(id.to_owned());
                }
                sleep(LOOK_EVERY).await;
            }
        };
        let found = timeout(BY_ITSELF, looking).await;
        found.unwrap_or(Err(Hitch::NeverCame(what)))
    }
}

/// What a merchant has to show for a sale over the counter.
fn evidence(name: &str) -> Value {
    json!({
        "customer_name": name,
        "product_description": "Birthday cake, 24 cm, baked to order",
        "uncategorized_text":
            "The cake was handed over in the shop on the day of the order; the receipt is signed.",
    })
}
