//! Bodies that we sent ourselves, to see whether they come through to the door.
//!
//! Such a body is known by its digest alone, and gets what anybody's unsigned body gets: a refusal. All
//! that is different is that its coming is noted where it was expected, and nowhere else.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

type Waiting = Vec<([u8; 32], Arc<AtomicBool>)>;

/// What is expected at the moment.
#[derive(Debug, Default)]
pub(crate) struct Expectations {
    /// How many there are, so that a body costs nothing where there is none.
    many: AtomicUsize,
    waiting: Mutex<Waiting>,
}

impl Expectations {
    pub(crate) fn add(self: &Arc<Self>, digest: [u8; 32]) -> Expected {
        let has_come = Arc::new(AtomicBool::new(false));
        self.waiting().push((digest, Arc::clone(&has_come)));
        self.many.fetch_add(1, Ordering::Release);
        Expected {
            expectations: Arc::clone(self),
            digest,
            has_come,
        }
    }

    /// Whether this body was expected. The next one like it is not.
    pub(crate) fn meets(&self, body: &[u8]) -> bool {
        if self.many.load(Ordering::Acquire) == 0 {
            return false;
        }
        let digest: [u8; 32] = Sha256::digest(body).into();
        let waiting = self.waiting();
        let found = waiting
            .iter()
            .find(|(expected, has_come)| *expected == digest && !has_come.load(Ordering::Relaxed));
        if let Some((_, has_come)) = found {
            has_come.store(true, Ordering::Release);
        }
        found.is_some()
    }

    fn forget(&self, digest: [u8; 32]) {
        let mut waiting = self.waiting();
        if let Some(place) = waiting.iter().position(|(expected, _)| *expected == digest) {
            waiting.swap_remove(place);
            self.many.fetch_sub(1, Ordering::Release);
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body that is expected until this is dropped.
#[derive(Debug)]
pub struct Expected {
    expectations: Arc<Expectations>,
    digest: [u8; 32],
    has_come: Arc<AtomicBool>,
}

impl Expected {
    /// Whether it has come, whole and as it was.
    pub fn has_come(&self) -> bool {
        self.has_come.load(Ordering::Acquire)
    }
}

impl Drop for Expected {
    fn drop(&mut self) {
        self.expectations.forget(self.digest);
    }
}
