//! While the history is imported, what an older payment lacks comes by itself with the next list.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Says whether the history is being imported; clones say the same.
#[derive(Clone, Debug, Default)]
pub struct Hold(Arc<AtomicUsize>);

/// As long as one of these is kept, only recent payments are seen to.
#[derive(Debug)]
pub struct Held(Arc<AtomicUsize>);

impl Hold {
    /// Begins to hold.
    pub fn begin(&self) -> Held {
        self.0.fetch_add(1, Ordering::AcqRel);
        Held(Arc::clone(&self.0))
    }

    pub(super) fn is_on(&self) -> bool {
        self.0.load(Ordering::Acquire) > 0
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}
