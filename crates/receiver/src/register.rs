//! The connections at the door: how many there are, and who has to go when something runs short.
//!
//! A connection is at work from the moment its request is verified until the answer has gone: it
//! is never sent away, so nothing is committed without being answered. All others are waiting, be it
//! for a head, for a body, or for a sender who reads; of them the oldest goes first.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// One connection, as the register knows it.
#[derive(Debug)]
pub(crate) struct Place {
    /// Its number by arrival.
    number: u64,
    register: Arc<Register>,
    /// Told when the connection has to end.
    leave: Notify,
    /// How many bytes of an unfinished body it has sent.
    held: AtomicUsize,
    /// Whether an answer to a verified request is on its way to the system.
    answered: AtomicBool,
}

impl Place {
    /// Puts the connection to work. Not if it has been sent away: then nothing may be committed
    /// that it could not answer any more.
    pub(crate) fn begin_work(&self) -> bool {
        let mut places = self.register.lock();
        let Some(place) = places.waiting.remove(&self.number) else {
            return false;
        };
        places.at_work.insert(self.number, place);
        true
    }

    /// Says that what was at work has its answer, which only has to be written.
    pub(crate) fn answer(&self) {
        self.answered.store(true, Ordering::Release);
    }

    /// Says that all that was to be written has gone.
    pub(crate) fn has_written(&self) {
        if !self.answered.swap(false, Ordering::AcqRel) {
            return;
        }
        let mut places = self.register.lock();
        if let Some(place) = places.at_work.remove(&self.number) {
            places.waiting.insert(self.number, place);
        }
    }

    /// Whether a verified request waits for its commit, or an answer for its way out.
    pub(crate) fn is_at_work(&self) -> bool {
        self.register.lock().at_work.contains_key(&self.number)
    }

    /// Counts bytes of a body until the guard is dropped.
    pub(crate) fn holds(&self) -> Held<'_> {
        Held { place: self }
    }

    /// Resolves when the connection has to end.
    pub(crate) async fn asked_to_leave(&self) {
        self.leave.notified().await;
    }

    /// Asks the oldest others with an unfinished body to leave, until so many bytes come free.
    pub(crate) fn make_room(&self, bytes: usize) {
        let mut places = self.register.lock();
        let mut free = 0;
        let mut leaving = Vec::new();
        for (number, place) in &places.waiting {
            if free >= bytes {
                break;
            }
            let held = place.held.load(Ordering::Relaxed);
            if held > 0 && *number != self.number {
                free += held;
                leaving.push(*number);
            }
        }
        for number in leaving {
            if let Some(place) = places.waiting.remove(&number) {
                place.leave.notify_one();
            }
        }
    }
}

/// The bytes of one body, as long as it is not whole.
pub(crate) struct Held<'a> {
    place: &'a Place,
}

impl Held<'_> {
    pub(crate) fn more(&self, bytes: usize) {
        self.place.held.fetch_add(bytes, Ordering::Relaxed);
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.place.held.store(0, Ordering::Relaxed);
    }
}

/// Every open connection.
#[derive(Debug, Default)]
pub(crate) struct Register {
    places: Mutex<Places>,
    /// Told whenever a connection has gone.
    gone: Notify,
}

/// Both maps are by arrival, so the first is the oldest.
#[derive(Debug, Default)]
struct Places {
    next: u64,
    waiting: BTreeMap<u64, Arc<Place>>,
    at_work: BTreeMap<u64, Arc<Place>>,
}

impl Register {
    /// Takes up a connection. At the limit the oldest waiting one is asked to leave: a signed event
    /// must get in whatever piles up. When all are at work, there is no place.
    pub(crate) fn enter(self: &Arc<Self>, limit: usize) -> Option<Entry> {
        let mut places = self.lock();
        if places.waiting.len() + places.at_work.len() >= limit {
            let (_, oldest) = places.waiting.pop_first()?;
            oldest.leave.notify_one();
        }
        let number = places.next;
        places.next += 1;
        let place = Arc::new(Place {
            number,
            register: Arc::clone(self),
            leave: Notify::new(),
            held: AtomicUsize::new(0),
            answered: AtomicBool::new(false),
        });
        places.waiting.insert(number, Arc::clone(&place));
        Some(Entry { place })
    }

    /// Asks the oldest waiting connection to leave, so that its handle comes free.
    pub(crate) fn give_up_oldest(&self) {
        if let Some((_, oldest)) = self.lock().waiting.pop_first() {
            oldest.leave.notify_one();
        }
    }

    /// Resolves when a connection has gone.
    pub(crate) async fn one_has_gone(&self) {
        self.gone.notified().await;
    }

    /// How many connections are open.
    pub(crate) fn len(&self) -> usize {
        let places = self.lock();
        places.waiting.len() + places.at_work.len()
    }

    fn lock(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection's entry in the register; dropping it takes it out.
pub(crate) struct Entry {
    pub(crate) place: Arc<Place>,
}

impl Drop for Entry {
    fn drop(&mut self) {
        let register = &self.place.register;
        let mut places = register.lock();
        places.waiting.remove(&self.place.number);
        places.at_work.remove(&self.place.number);
        drop(places);
        register.gone.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(register: &Register) -> (Vec<u64>, Vec<u64>) {
        let places = register.lock();
        let of = |map: &BTreeMap<u64, Arc<Place>>| map.keys().copied().collect();
        (of(&places.waiting), of(&places.at_work))
    }

    #[test]
    fn at_the_limit_the_oldest_waiting_connection_goes() {
        let register = Arc::new(Register::default());
        let first = register.enter(2).unwrap();
        assert!(first.place.begin_work());
        let second = register.enter(2).unwrap();
        let third = register.enter(2).unwrap();
        assert_eq!(
            numbers(&register),
            (vec![2], vec![0]),
            "the second gave its place"
        );
        assert!(
            !second.place.begin_work(),
            "it may not begin what it cannot answer"
        );
        assert!(third.place.begin_work());
        assert!(register.enter(2).is_none(), "nobody at work is sent away");
        drop(first);
        assert!(register.enter(2).is_some());
    }

    #[test]
    fn a_connection_is_at_work_until_its_answer_has_gone() {
        let register = Arc::new(Register::default());
        let entry = register.enter(9).unwrap();
        entry.place.has_written();
        assert!(entry.place.begin_work());
        entry.place.has_written();
        assert!(
            entry.place.is_at_work(),
            "what was written is no answer yet"
        );
        entry.place.answer();
        assert!(entry.place.is_at_work());
        entry.place.has_written();
        assert_eq!(numbers(&register), (vec![0], vec![]));
        drop(entry);
        assert_eq!(register.len(), 0);
    }

    #[test]
    fn room_is_made_by_the_oldest_unfinished_bodies() {
        let register = Arc::new(Register::default());
        let entries: Vec<Entry> = (0..5).map(|_| register.enter(9).unwrap()).collect();
        let held: Vec<Held<'_>> = entries[1..].iter().map(|it| it.place.holds()).collect();
        held.iter().for_each(|held| held.more(100));
        assert!(entries[1].place.begin_work());
        entries[3].place.make_room(150);
        assert_eq!(
            numbers(&register),
            (vec![0, 3], vec![1]),
            "not the idle one, not the one at work, not the one that asks"
        );
    }
}
