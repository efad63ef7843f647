//! The connections at the door: how many there are, and who has to go when there are too many.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// One connection, as the register knows it.
#[derive(Debug, Default)]
pub(crate) struct Place {
    /// Whether a request is under way.
    busy: AtomicBool,
    /// Told when the connection has to end.
    leave: Notify,
}

impl Place {
    /// Marks a request as under way until the guard is dropped.
    pub(crate) fn busy(self: &Arc<Self>) -> Busy {
        self.busy.store(true, Ordering::Relaxed);
        Busy(Arc::clone(self))
    }

    /// Resolves when the connection has to end.
    pub(crate) async fn asked_to_leave(&self) {
        self.leave.notified().await;
    }
}

/// A request under way.
pub(crate) struct Busy(Arc<Place>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::Relaxed);
    }
}

/// Every open connection, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Register {
    places: Mutex<VecDeque<Arc<Place>>>,
}

impl Register {
    /// Takes up a connection. At the limit the oldest one without a request under way is asked to
    /// leave: a signed event must get in whatever silent connections pile up. When all are busy,
    /// there is no place.
    pub(crate) fn enter(self: &Arc<Self>, limit: usize) -> Option<Entry> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= limit {
            let idle = places
                .iter()
                .position(|it| !it.busy.load(Ordering::Relaxed))?;
            if let Some(place) = places.remove(idle) {
                place.leave.notify_one();
            }
        }
        let place = Arc::new(Place::default());
        places.push_back(Arc::clone(&place));
        Some(Entry {
            register: Arc::clone(self),
            place,
        })
    }

    /// How many connections are open.
    pub(crate) fn len(&self) -> usize {
        self.places
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }
}

/// A connection's entry in the register; dropping it takes it out.
pub(crate) struct Entry {
    register: Arc<Register>,
    pub(crate) place: Arc<Place>,
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut places = self
            .register
            .places
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        places.retain(|place| !Arc::ptr_eq(place, &self.place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_limit_the_oldest_idle_connection_goes() {
        let register = Arc::new(Register::default());
        let first = register.enter(2).unwrap();
        let busy = first.place.busy();
        let second = register.enter(2).unwrap();
        let _third = register.enter(2).unwrap();
        assert_eq!(register.len(), 2, "the second gave its place");
        assert!(
            !register
                .places
                .lock()
                .unwrap()
                .iter()
                .any(|it| Arc::ptr_eq(it, &second.place))
        );
        let _busy_too = _third.place.busy();
        assert!(register.enter(2).is_none(), "nobody at work is sent away");
        drop(busy);
        assert!(register.enter(2).is_some());
    }
}
