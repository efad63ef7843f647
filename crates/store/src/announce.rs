//! What the writer tells after a commit.

use std::collections::BTreeSet;

/// The ids of what one commit changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Payments whose row changed.
    pub payments: BTreeSet<String>,
    /// Payments of which something was told that left their row as it was, or made none: what they lack may be
    /// another thing now.
    pub told_of: BTreeSet<String>,
    /// Links whose row changed.
    pub links: BTreeSet<String>,
    /// Payouts whose row changed.
    pub payouts: BTreeSet<String>,
    /// Disputes whose row changed.
    pub disputes: BTreeSet<String>,
    /// Payments that the search finds, and the totals count, as they are from now on.
    pub followed: BTreeSet<String>,
    /// When the oldest input of the commit was received, in milliseconds since 1970.
    pub received_at_ms: i64,
}

impl Changes {
    /// Whether no row changed.
    pub fn is_empty(&self) -> bool {
        let ids = [
            &self.payments,
            &self.told_of,
            &self.links,
            &self.payouts,
            &self.disputes,
            &self.followed,
        ];
        ids.into_iter().all(BTreeSet::is_empty)
    }

    /// Takes up what another commit changed.
    pub fn merge(&mut self, other: Self) {
        let newer = if self.is_empty() {
            other.received_at_ms
        } else {
            self.received_at_ms
        };
        self.received_at_ms = newer.min(other.received_at_ms);
        self.payments.extend(other.payments);
        self.told_of.extend(other.told_of);
        self.links.extend(other.links);
        self.payouts.extend(other.payouts);
        self.disputes.extend(other.disputes);
        self.followed.extend(other.followed);
    }
}
