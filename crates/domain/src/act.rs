//! What the merchant did to a payment: it enters a payment's facts beside Stripe's objects.

use serde::{Deserialize, Serialize};

/// One act of the merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Its id; no two acts share one.
    pub id: String,
    /// When it was done, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// What was done.
    #[serde(flatten)]
    pub kind: ActKind,
}

/// What the merchant did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActKind {
    /// Handed the order over.
    Fulfilled,
    /// Took that back.
    Unfulfilled,
    /// Wrote something down; it decides nothing.
    Note {
        /// The merchant's words.
        text: String,
    },
}

/// Whether the merchant's last word is that the order was handed over, in whatever order the acts
/// are given: the newest by time decides, and the greater id among equals.
pub(crate) fn is_fulfilled(acts: &[Act]) -> bool {
    acts.iter()
        .filter(|act| !matches!(act.kind, ActKind::Note { .. }))
        .max_by_key(|act| (act.at, &act.id))
        .is_some_and(|act| act.kind == ActKind::Fulfilled)
}
