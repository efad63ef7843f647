//! Carrying plans out.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::{LinkStep, PaymentLinkId, UnixSeconds};
use countertop_receiver::Clock;
use countertop_store::{DueLink, Ledger};
use countertop_stripe_client::Client;
use tokio::time::{Instant, sleep};

use super::trouble;
use crate::links::{self, Activity, LinkError};

/// How often it is looked at the latest: a clock that was set or a computer that slept is noticed by that.
const LOOK: Duration = Duration::from_secs(10);
/// After a failure: the first pause, which doubles, and the longest.
const FIRST_REST: Duration = Duration::from_secs(10);
const LONGEST_REST: Duration = Duration::from_secs(600);

/// Opens and closes links when their time has come, until the ledger is closed.
pub async fn keep_plans(ledger: Arc<Ledger>, client: Client, clock: impl Clock) {
    let mut carrier = Carrier {
        ledger,
        client,
        rests: HashMap::new(),
    };
    loop {
        let now = clock.now();
        carrier.carry_out(now).await;
        sleep(carrier.pause(now)).await;
    }
}

struct Carrier {
    ledger: Arc<Ledger>,
    client: Client,
    /// Links with which it went wrong: how long to wait, and until when.
    rests: HashMap<PaymentLinkId, (Duration, Instant)>,
}

impl Carrier {
    async fn carry_out(&mut self, now: UnixSeconds) {
        let due = match self.ledger.due_links(now) {
            Ok(due) => due,
            Err(error) => {
                tracing::warn!(%error, "The plans of links cannot be read.");
                return;
            }
        };
        for (id, steps) in by_link(due) {
            let rests = self.rests.get(&id);
            if rests.is_some_and(|(_, until)| Instant::now() < *until) {
                continue;
            }
            match self.do_steps(&id, &steps).await {
                Ok(()) => {
                    self.rests.remove(&id);
                }
                Err(error) => self.rest(id, &error).await,
            }
        }
    }

    /// Brings the link into the state of its last step, and notes that all were done.
    async fn do_steps(&self, id: &PaymentLinkId, steps: &[DueLink]) -> Result<(), LinkError> {
        let Some(last) = steps.last() else {
            return Ok(());
        };
        let activity = match last.step {
            LinkStep::Open => Activity::Open,
            LinkStep::Close => Activity::Closed,
        };
        links::set_active(&self.ledger, &self.client, id, activity).await?;
        for step in steps {
            self.ledger.link_plan_done(id, step.step, step.at).await?;
        }
        trouble::forget(&self.ledger, id).await?;
        tracing::info!(link = %id, step = ?last.step, "A link was changed as planned.");
        Ok(())
    }

    async fn rest(&mut self, id: PaymentLinkId, error: &LinkError) {
        let pause = self
            .rests
            .get(&id)
            .map_or(FIRST_REST, |(pause, _)| *pause * 2);
        let pause = pause.min(LONGEST_REST);
        tracing::warn!(link = %id, %error, "A link could not be changed as planned.");
        if let Err(error) = trouble::keep(&self.ledger, &id, &error.to_string()).await {
            tracing::warn!(link = %id, %error, "That cannot be kept.");
        }
        self.rests.insert(id, (pause, Instant::now() + pause));
    }

    /// How long until it has to be looked again.
    fn pause(&self, now: UnixSeconds) -> Duration {
        let next = self.ledger.next_due().ok().flatten();
        let until = next.map(|at| u64::try_from(at.0.saturating_sub(now.0)));
        match until {
            // What is overdue rests by its own pause.
            Some(Ok(seconds)) if seconds > 0 => LOOK.min(Duration::from_secs(seconds)),
            _ => LOOK,
        }
    }
}

/// The steps of each link, in their order.
fn by_link(due: Vec<DueLink>) -> BTreeMap<PaymentLinkId, Vec<DueLink>> {
    let mut links: BTreeMap<PaymentLinkId, Vec<DueLink>> = BTreeMap::new();
    for step in due {
        links.entry(step.id.clone()).or_default().push(step);
    }
    links
}
