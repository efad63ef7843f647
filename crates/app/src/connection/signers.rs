//! Whose signatures the receiver takes: those of our endpoint, and those of the way itself.

use std::sync::{Mutex, PoisonError};

use secrecy::SecretString;

/// Takes the secrets that deliveries may be signed with from now on, as the receiver does.
pub type Take = Box<dyn Fn(&[SecretString]) + Send + Sync>;

/// Keeps together what several know. Whoever changes a part leaves the others as they are.
pub struct Signers {
    take: Take,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    endpoint: Vec<SecretString>,
    way: Option<SecretString>,
}

impl Signers {
    /// For a receiver. Until somebody is known, it takes what it took before.
    pub fn new(take: Take) -> Self {
        Self {
            take,
            known: Mutex::default(),
        }
    }

    /// The secrets of our endpoint are these now.
    pub fn of_endpoint(&self, secrets: &[SecretString]) {
        self.change(|known| known.endpoint = secrets.to_vec());
    }

    /// The way signs with this secret now, or with none.
    pub fn of_way(&self, secret: Option<SecretString>) {
        self.change(|known| known.way = secret);
    }

    fn change(&self, change: impl FnOnce(&mut Known)) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut known);
        let all: Vec<_> = known.endpoint.iter().chain(&known.way).cloned().collect();
        // Told under the lock, so that the receiver hears of changes in their order.
        (self.take)(&all);
    }
}
