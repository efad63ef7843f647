//! Deliveries: signed events on their way to webhook endpoints, again and again until they are
//! taken.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::faults::{Fate, Faults};
use crate::server::stopped;
use crate::signing;
use crate::state::{Cause, Due, Outcome, State, StateError, Work};

/// How many deliveries may be under way at one endpoint. They start in the order of the events.
const AT_ONCE: usize = 8;
/// How many may be under way while faults hold them back.
const HELD_AT_ONCE: usize = 1000;
/// How long an endpoint may take to answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long at most until the queue is looked at again, whatever is due.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// Pause after the state could not be read or written.
const AFTER_ERROR: Duration = Duration::from_secs(1);

/// Sends what is due until told to stop.
pub(crate) struct Courier {
    state: State,
    clock: Arc<Clock>,
    faults: Faults,
    client: reqwest::Client,
    /// Changes when there is something new to send.
    queued: watch::Receiver<u64>,
    /// What is under way, by endpoint.
    under_way: HashMap<String, HashSet<i64>>,
    /// Room for so many at once, by endpoint. What is held back by a fault takes none.
    places: HashMap<String, Arc<Semaphore>>,
    attempts: JoinSet<Attempt>,
}

/// An attempt that ended.
struct Attempt {
    endpoint: String,
    seq: i64,
    outcome: Outcome,
}

impl Courier {
    pub(crate) fn new(
        state: State,
        clock: Arc<Clock>,
        faults: Faults,
    ) -> Result<Self, reqwest::Error> {
        let client = crate::local_client()?;
        Ok(Self {
            queued: state.queued(),
            state,
            clock,
            faults,
            client,
            under_way: HashMap::new(),
            places: HashMap::new(),
            attempts: JoinSet::new(),
        })
    }

    /// Works until told to stop. What is under way then is tried again at the next start.
    pub(crate) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        loop {
            let pause = match self.send_due().await {
                Ok(pause) => pause,
                Err(StateError::Closed) => return,
                Err(error) => {
                    tracing::error!(%error, "deliveries wait");
                    AFTER_ERROR
                }
            };
            tokio::select! {
                Ok(()) = self.queued.changed() => {}
                Some(ended) = self.attempts.join_next() => {
                    if self.record(ended).await.is_err() {
                        tokio::time::sleep(AFTER_ERROR).await;
                    }
                }
                () = tokio::time::sleep(pause) => {}
                () = stopped(&mut stop) => return,
            }
        }
    }

    /// Starts what is due and tells how long to wait for the next.
    async fn send_due(&mut self) -> Result<Duration, StateError> {
        let under_way = self.under_way.clone();
        let at_once = if self.faults.hold_deliveries() {
            HELD_AT_ONCE
        } else {
            AT_ONCE
        };
        let (due, next) = self
            .state
            .read(move |work: &mut Work<'_>| {
                let (endpoints, next) = work.waiting()?;
                let mut due = Vec::new();
                let nothing = HashSet::new();
                for endpoint in endpoints {
                    let busy = under_way.get(&endpoint).unwrap_or(&nothing);
                    let free = at_once.saturating_sub(busy.len());
                    if free > 0 {
                        due.extend(work.due(&endpoint, busy, free)?);
                    }
                }
                Ok::<_, StateError>((due, next))
            })
            .await?;
        for due in due {
            self.start(due);
        }
        let next = next.map(|ms| self.clock.in_truth(ms));
        Ok(next.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE))
    }

    fn start(&mut self, mut due: Due) {
        self.under_way
            .entry(due.endpoint.clone())
            .or_default()
            .insert(due.seq);
        let places = self.places.entry(due.endpoint.clone());
        let places = Arc::clone(places.or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE))));
        let treatment = self.faults.treat(&mut due);
        let client = self.client.clone();
        let clock = Arc::clone(&self.clock);
        self.attempts.spawn(async move {
            tokio::time::sleep(treatment.pause).await;
            let place = places.acquire().await;
            let time = UnixSeconds(clock.system().0 + treatment.skew);
            let outcome = attempt(&client, time, &due, treatment.fate).await;
            drop(place);
            tracing::debug!(event = %due.event, endpoint = %due.endpoint, ?outcome, "delivered");
            Attempt {
                endpoint: due.endpoint,
                seq: due.seq,
                outcome,
            }
        });
    }

    /// Keeps how attempts ended: this one, and all others that ended meanwhile, in one go.
    async fn record(
        &mut self,
        first: Result<Attempt, tokio::task::JoinError>,
    ) -> Result<(), StateError> {
        let mut ended: Vec<Attempt> = first.into_iter().collect();
        while let Some(next) = self.attempts.try_join_next() {
            ended.extend(next);
        }
        let outcomes: Vec<_> = ended.iter().map(|it| (it.seq, it.outcome)).collect();
        let kept = self
            .state
            .write(Cause::default(), move |work: &mut Work<'_>| {
                outcomes
                    .iter()
                    .try_for_each(|(seq, outcome)| work.attempted(*seq, *outcome))
            })
            .await;
        for attempt in ended {
            if let Some(under_way) = self.under_way.get_mut(&attempt.endpoint) {
                under_way.remove(&attempt.seq);
            }
        }
        kept
    }
}

/// One attempt, which comes to what its fate says.
async fn attempt(client: &reqwest::Client, time: UnixSeconds, due: &Due, fate: Fate) -> Outcome {
    if !is_here(&due.url) {
        return Outcome::Elsewhere;
    }
    match fate {
        Fate::Arrives => send(client, time, due).await,
        Fate::ArrivesTwice => {
            let (first, _) = tokio::join!(send(client, time, due), send(client, time, due));
            first
        }
        Fate::Dropped => Outcome::Unanswered,
        Fate::Lost => Outcome::Lost,
    }
}

async fn send(client: &reqwest::Client, time: UnixSeconds, due: &Due) -> Outcome {
    let signature = signing::header(&due.secrets, time, &due.body);
    let answer = client
        .post(&due.url)
        .timeout(TIMEOUT)
        .header("Accept", "*/*")
        .header("Cache-Control", "no-cache")
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Stripe-Signature", signature)
        .body(due.body.clone())
        .send()
        .await;
    match answer {
        Ok(answer) if answer.status().is_success() => Outcome::Taken(answer.status().as_u16()),
        Ok(answer) => Outcome::Refused(answer.status().as_u16()),
        Err(_) => Outcome::Unanswered,
    }
}

/// Whether an address is on this computer. The practice store calls nobody else.
fn is_here(address: &str) -> bool {
    let Ok(url) = url::Url::parse(address) else {
        return false;
    };
    match url.host() {
        Some(url::Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(url::Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(url::Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_called() {
        for (address, here) in [
            ("http://127.0.0.1:4000/webhook", true),
            ("http://localhost:4000/webhook", true),
            ("http://[::1]:4000/webhook", true),
            ("http://127.1/webhook", true),
            ("https://example.com/webhook", false),
            ("http://localhost.example.com/webhook", false),
            ("http://127.0.0.1.example.com/webhook", false),
            ("http://10.0.0.1/webhook", false),
            ("http://0.0.0.0/webhook", false),
            ("webhook", false),
        ] {
            assert_eq!(is_here(address), here, "{address}");
        }
    }
}
