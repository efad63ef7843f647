//! The connections at the door: how many there are, and who has to go when something runs short.
//!
//! A connection is at work from the moment its request is verified until the answer has gone: it
//! is not sent away, so nothing is committed without being answered, unless the sender does not read
//! the answer and all others are at work, too. The rest is waiting, be it for a head, for a body, or
//! for a sender who reads. Of them those go first that never brought anything of Stripe's, and among
//! equals the oldest: a tunnel may keep its connection in a crowd.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// What a connection has brought so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Merit {
    /// Nothing that was verified.
    Unproven,
    /// A verified event.
    Proven,
}

/// A connection's rank among those that wait; the first has to go first.
type Rank = (Merit, u64);

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
        let Some(place) = places.stop_waiting(self.number) else {
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
            let rank = (Merit::Proven, self.number);
            places.waiting.insert(rank, place);
        }
    }

    /// Whether a verified request waits for its commit.
    pub(crate) fn waits_for_commit(&self) -> bool {
        let is_at_work = self.register.lock().at_work.contains_key(&self.number);
        is_at_work && !self.is_answered()
    }

    /// Whether an answer is there and could not be written yet: a sender who reads has it at once.
    fn is_answered(&self) -> bool {
        self.answered.load(Ordering::Acquire)
    }

    /// Counts bytes of a body until the guard is dropped.
    pub(crate) fn holds(&self) -> Held<'_> {
        Held { place: self }
    }

    /// Resolves when the connection has to end.
    pub(crate) async fn asked_to_leave(&self) {
        self.leave.notified().await;
    }

    /// Asks the first others with an unfinished body to leave, until so many bytes come free.
    pub(crate) fn make_room(&self, bytes: usize) {
        let mut places = self.register.lock();
        let mut free = 0;
        let mut leaving = Vec::new();
        for (rank, place) in &places.waiting {
            if free >= bytes {
                break;
            }
            let held = place.held.load(Ordering::Relaxed);
            if held > 0 && place.number != self.number {
                free += held;
                leaving.push(*rank);
            }
        }
        for rank in leaving {
            if let Some(place) = places.waiting.remove(&rank) {
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

#[derive(Debug, Default)]
struct Places {
    next: u64,
    waiting: BTreeMap<Rank, Arc<Place>>,
    at_work: BTreeMap<u64, Arc<Place>>,
}

impl Places {
    fn stop_waiting(&mut self, number: u64) -> Option<Arc<Place>> {
        let unproven = self.waiting.remove(&(Merit::Unproven, number));
        unproven.or_else(|| self.waiting.remove(&(Merit::Proven, number)))
    }

    /// Takes out who can be done without best.
    fn give_one_up(&mut self) -> Option<Arc<Place>> {
        if let Some((_, first)) = self.waiting.pop_first() {
            return Some(first);
        }
        let mut at_work = self.at_work.iter();
        let number = *at_work.find(|(_, place)| place.is_answered())?.0;
        self.at_work.remove(&number)
    }
}

impl Register {
    /// Takes up a connection. At the limit the first that waits is asked to leave: a signed event
    /// must get in whatever piles up. When none waits, it is one whose sender does not read the
    /// answer. When all wait for their commit, there is no place.
    pub(crate) fn enter(self: &Arc<Self>, limit: usize) -> Option<Entry> {
        let mut places = self.lock();
        if places.waiting.len() + places.at_work.len() >= limit {
            places.give_one_up()?.leave.notify_one();
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
        let rank = (Merit::Unproven, number);
        places.waiting.insert(rank, Arc::clone(&place));
        Some(Entry { place })
    }

    /// Asks the first connection that waits to leave, so that its handle comes free.
    pub(crate) fn give_one_up(&self) {
        if let Some(first) = self.lock().give_one_up() {
            first.leave.notify_one();
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
        places.stop_waiting(self.place.number);
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
        let waiting = places.waiting.keys().map(|(_, number)| *number);
        (waiting.collect(), places.at_work.keys().copied().collect())
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
            entry.place.waits_for_commit(),
            "what was written is no answer yet"
        );
        entry.place.answer();
        assert!(!entry.place.waits_for_commit());
        assert_eq!(numbers(&register), (vec![], vec![0]));
        entry.place.has_written();
        assert_eq!(numbers(&register), (vec![0], vec![]));
        drop(entry);
        assert_eq!(register.len(), 0);
    }

    #[test]
    fn who_has_brought_a_verified_event_goes_after_all_who_have_not() {
        let register = Arc::new(Register::default());
        let entries: Vec<Entry> = (0..3).map(|_| register.enter(3).unwrap()).collect();
        assert!(entries[0].place.begin_work());
        entries[0].place.answer();
        entries[0].place.has_written();
        assert_eq!(numbers(&register), (vec![1, 2, 0], vec![]));
        let _newest = register.enter(3).unwrap();
        assert_eq!(numbers(&register), (vec![2, 3, 0], vec![]));
    }

    #[test]
    fn when_none_waits_one_that_is_not_read_goes() {
        let register = Arc::new(Register::default());
        let entries: Vec<Entry> = (0..2).map(|_| register.enter(2).unwrap()).collect();
        assert!(entries.iter().all(|it| it.place.begin_work()));
        assert!(register.enter(2).is_none());
        entries[1].place.answer();
        let _newest = register.enter(2).unwrap();
        assert_eq!(numbers(&register), (vec![2], vec![0]));
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
