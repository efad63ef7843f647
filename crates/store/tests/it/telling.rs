//! Telling a history to a ledger: in any order, from any source, in batches, with restarts.

use std::path::Path;
use std::sync::Arc;

use countertop_domain::UnixSeconds;
use countertop_store::{Fetched, Ledger, Role};
use countertop_stripe_wire::signature::{Header, Verifier, sign};
use countertop_stripe_wire::{RecordedEvent, UnverifiedEvent, secret};
use serde_json::Value;
use tempfile::TempDir;
use tokio::task::JoinSet;

/// Something that Stripe tells.
#[derive(Clone, Debug)]
pub enum Input {
    /// An event.
    Event(Value),
    /// An answer of the API: when, and what.
    Answer(i64, Value),
}

/// Where an event is told from.
#[derive(Clone, Copy, Debug)]
pub enum From {
    Signed,
    Api,
    Import,
}

/// One step of a telling.
#[derive(Clone, Debug)]
pub enum Step {
    /// Tells some inputs, by their place in the history, at once.
    Tell(Vec<(usize, From)>),
    /// Closes the ledger and opens it again.
    Restart,
}

/// All of a history, one by one and in order.
pub fn in_order(inputs: &[Input]) -> Vec<Step> {
    let one = |at| Step::Tell(vec![(at, From::Api)]);
    (0..inputs.len()).map(one).collect()
}

/// All of a history in any order, some of it more than once, from any source, in any batches and
/// with a restart. What is chosen comes from a seed, so that a shorter history can still fail.
pub fn shuffled(inputs: &[Input], seed: u64) -> Vec<Step> {
    let mut chance = Chance(seed);
    let mut places: Vec<_> = (0..inputs.len()).collect();
    places.extend(
        (0..inputs.len())
            .filter(|_| chance.below(4) == 0)
            .collect::<Vec<_>>(),
    );
    for at in (1..places.len()).rev() {
        places.swap(at, chance.below(at + 1));
    }
    let froms = [From::Signed, From::Api, From::Import];
    let told: Vec<_> = places
        .into_iter()
        .map(|at| (at, froms[chance.below(3)]))
        .collect();
    let mut told = told.into_iter().peekable();
    let mut steps = Vec::new();
    while told.peek().is_some() {
        let size = 1 + chance.below(5);
        steps.push(Step::Tell(told.by_ref().take(size).collect()));
    }
    steps.insert(chance.below(steps.len() + 1), Step::Restart);
    steps
}

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

/// Tells a history to a ledger in a new folder, and waits until totals and search follow.
pub fn tell(inputs: &[Input], steps: &[Step]) -> TempDir {
    let folder = folder();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut ledger = open(folder.path());
        for step in steps {
            match step {
                Step::Tell(told) => tell_at_once(&ledger, inputs, told).await,
                Step::Restart => {
                    close(ledger);
                    ledger = open(folder.path());
                }
            }
        }
        let patience = std::time::Duration::from_secs(10);
        assert!(ledger.wait_for_followers(patience).unwrap());
        close(ledger);
    });
    folder
}

/// A folder in memory where there is one: hundreds of ledgers need not wait for a disk.
fn folder() -> TempDir {
    let in_memory = Path::new("/dev/shm");
    if in_memory.is_dir() {
        tempfile::tempdir_in(in_memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

fn open(folder: &Path) -> Arc<Ledger> {
    Arc::new(Ledger::open(folder, Role::Receiver).unwrap())
}

fn close(ledger: Arc<Ledger>) {
    let ledger = Arc::into_inner(ledger).expect("every task is done");
    ledger.close();
}

async fn tell_at_once(ledger: &Arc<Ledger>, inputs: &[Input], told: &[(usize, From)]) {
    let mut tasks = JoinSet::new();
    for (at, from) in told {
        let ledger = Arc::clone(ledger);
        match inputs[*at].clone() {
            Input::Event(event) => {
                let event = believed(&event, *from);
                tasks.spawn(async move { ledger.record(event).await.map(drop) });
            }
            Input::Answer(time, object) => {
                let answer = Fetched {
                    request_id: format!("req_{at}"),
                    at: UnixSeconds(time),
                    body: object.to_string().into_bytes(),
                };
                tasks.spawn(async move { ledger.record_fetched(answer).await });
            }
        }
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap().unwrap();
    }
}

fn believed(event: &Value, from: From) -> RecordedEvent {
    let body = event.to_string().into_bytes();
    match from {
        From::Api => UnverifiedEvent::new(body).from_api(),
        From::Import => UnverifiedEvent::new(body).imported(),
        From::Signed => {
            let secret = secret::parse("whsec_test").unwrap();
            let now = UnixSeconds(1_800_000_000);
            let header = Header::parse(sign(&secret, now, &body).as_bytes()).unwrap();
            let verified =
                UnverifiedEvent::new(body).verify(&Verifier::new([&secret]), &header, now);
            verified.unwrap().0
        }
    }
}
