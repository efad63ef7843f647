//! A recorder that keeps what it is handed, refuses everything, or lets it wait. The ledger itself
//! is tested with its own crate.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use countertop_receiver::{Delivery, Receipt, Recorder, Unavailable};
use countertop_stripe_wire::RecordedEvent;
use tokio::sync::watch;

#[derive(Clone)]
pub struct Shelf {
    events: Arc<Mutex<Vec<RecordedEvent>>>,
    seen: Arc<Mutex<HashSet<String>>>,
    waiting: Arc<Mutex<usize>>,
    notes: Arc<Mutex<Vec<Delivery>>>,
    state: watch::Sender<State>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A commit is there at once.
    Open,
    /// A commit takes until the shelf is opened.
    Held,
    /// There is no commit.
    Full,
    /// Whoever wants a commit meets a defect.
    Broken,
}

impl Default for Shelf {
    fn default() -> Self {
        Self::of(State::Open)
    }
}

impl Recorder for Shelf {
    async fn record(&self, event: RecordedEvent) -> Result<Receipt, Unavailable> {
        *self.waiting.lock().unwrap() += 1;
        let mut state = self.state.subscribe();
        let decided = *state.wait_for(|it| *it != State::Held).await.unwrap();
        *self.waiting.lock().unwrap() -= 1;
        match decided {
            State::Open | State::Held => {}
            State::Full => return Err(Unavailable),
            State::Broken => panic!("a defect that the test wants"),
        }
        let mut events = self.events.lock().unwrap();
        let first_seen = self.seen.lock().unwrap().insert(event.id().into_owned());
        let aside = event.aside();
        events.push(event);
        Ok(Receipt {
            first_seen,
            first_counted: first_seen && aside.is_none(),
            aside,
        })
    }

    fn note(&self, delivery: Delivery) {
        self.notes.lock().unwrap().push(delivery);
    }
}

impl Shelf {
    fn of(state: State) -> Self {
        Self {
            events: Arc::default(),
            seen: Arc::default(),
            waiting: Arc::default(),
            notes: Arc::default(),
            state: watch::Sender::new(state),
        }
    }

    /// One that has no room.
    pub fn full() -> Self {
        Self::of(State::Full)
    }

    /// One whose commits take until it is opened.
    pub fn held() -> Self {
        Self::of(State::Held)
    }

    /// One that has a defect until it is opened.
    pub fn broken() -> Self {
        Self::of(State::Broken)
    }

    /// Lets no commit through until it is opened.
    pub fn hold(&self) {
        self.state.send_replace(State::Held);
    }

    /// Lets every commit through.
    pub fn open(&self) {
        self.state.send_replace(State::Open);
    }

    /// How many events wait for their commit.
    pub fn waiting(&self) -> usize {
        *self.waiting.lock().unwrap()
    }

    /// What was noted, in order.
    pub fn notes(&self) -> Vec<Delivery> {
        self.notes.lock().unwrap().clone()
    }

    /// The ids of what was kept, in order.
    pub fn ids(&self) -> Vec<String> {
        let events = self.events.lock().unwrap();
        events.iter().map(|event| event.id().into_owned()).collect()
    }
}
