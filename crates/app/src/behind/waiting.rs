//! The payments that are to be looked at, and when.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

/// How many may wait. Those beyond are found when commits were missed, or at the next start.
const MOST: usize = 10_000;
/// Where nothing waits, there is no hurry.
const IDLE: Duration = Duration::from_secs(3600);

/// The payments that are to be looked at.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    looks: BTreeMap<String, Look>,
    /// Nothing is asked for before.
    rest: Option<Instant>,
}

#[derive(Clone, Copy, Debug)]
struct Look {
    at: Instant,
    /// Since when something is known to be lacking.
    since: Instant,
}

impl Waiting {
    /// A payment changed: it is looked at now. Since when it waits stays.
    pub(super) fn changed(&mut self, payment: &str, now: Instant) {
        if let Some(look) = self.looks.get_mut(payment) {
            look.at = now;
        } else if self.looks.len() < MOST {
            let look = Look {
                at: now,
                since: now,
            };
            self.looks.insert(payment.to_owned(), look);
        }
    }

    /// A payment was seen to; it is looked at again, or not.
    pub(super) fn seen_to(&mut self, payment: String, since: Instant, next: Option<Instant>) {
        match next {
            Some(at) => drop(self.looks.insert(payment, Look { at, since })),
            None => drop(self.looks.remove(&payment)),
        }
    }

    /// Nothing can be asked for until then.
    pub(super) fn rest_until(&mut self, until: Instant) {
        self.rest = Some(until);
    }

    /// When to look next.
    pub(super) fn next(&self, now: Instant) -> Instant {
        let first = self.looks.values().map(|look| look.at).min();
        let first = first.unwrap_or(now + IDLE).min(now + IDLE);
        self.rest.map_or(first, |rest| rest.max(first))
    }

    /// One that is to be looked at now, and since when it waits.
    pub(super) fn due(&mut self, now: Instant) -> Option<(String, Instant)> {
        if self.rest.is_some_and(|rest| rest > now) {
            return None;
        }
        self.rest = None;
        let due = self.looks.iter().filter(|(_, look)| look.at <= now);
        due.min_by_key(|(_, look)| look.at)
            .map(|(payment, look)| (payment.clone(), look.since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_are_looked_at_in_the_order_of_their_times() {
        let start = Instant::now();
        let secs = |it| start + Duration::from_secs(it);
        let mut waiting = Waiting::default();
        assert_eq!(waiting.due(start), None);
        assert_eq!(waiting.next(start), start + IDLE);
        waiting.changed("pi_1", start);
        waiting.changed("pi_2", secs(1));
        assert_eq!(waiting.due(secs(1)), Some(("pi_1".into(), start)));
        waiting.seen_to("pi_1".into(), start, Some(secs(5)));
        assert_eq!(waiting.due(secs(1)), Some(("pi_2".into(), secs(1))));
        waiting.seen_to("pi_2".into(), secs(1), None);
        assert_eq!(waiting.due(secs(1)), None);
        assert_eq!(waiting.next(secs(1)), secs(5));
        waiting.changed("pi_1", secs(3));
        assert_eq!(
            waiting.due(secs(3)),
            Some(("pi_1".into(), start)),
            "it waits since then"
        );
    }

    #[test]
    fn nothing_is_due_while_stripe_cannot_be_asked() {
        let start = Instant::now();
        let later = start + Duration::from_secs(60);
        let mut waiting = Waiting::default();
        waiting.changed("pi_1", start);
        waiting.rest_until(later);
        assert_eq!(waiting.due(start), None);
        assert_eq!(waiting.next(start), later);
        assert!(waiting.due(later).is_some());
        assert_eq!(waiting.next(later), start);
    }

    #[test]
    fn not_more_wait_than_can_be_kept_in_mind() {
        let mut waiting = Waiting::default();
        for number in 0..=MOST {
            waiting.changed(&format!("pi_{number}"), Instant::now());
        }
        assert_eq!(waiting.looks.len(), MOST);
    }
}
