//! What the merchant did to a payment or a link: it enters the facts beside Stripe's objects.

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;

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
    /// Said when a link is to open and to close; it replaces whatever was planned before. Without
    /// both times the plan is taken back.
    LinkPlanned {
        /// When it is to open.
        open_at: Option<UnixSeconds>,
        /// When it is to close.
        close_at: Option<UnixSeconds>,
        /// The time zone in which the merchant thought of it, as the IANA database names it.
        time_zone: String,
    },
    /// A step of a link's plan was carried out.
    LinkPlanDone {
        /// Which.
        step: LinkStep,
        /// The time that it was planned for, not the one at which it was done.
        at: UnixSeconds,
    },
}

impl ActKind {
    /// Whether it is an act on a link, and not on a payment.
    pub fn is_on_a_link(&self) -> bool {
        match self {
            Self::LinkPlanned { .. } | Self::LinkPlanDone { .. } => true,
            Self::Fulfilled | Self::Unfulfilled | Self::Note { .. } => false,
        }
    }
}

/// A step of a link's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkStep {
    /// It is opened.
    Open,
    /// It is closed.
    Close,
}

/// Whether the merchant's last word is that the order was handed over, in whatever order the acts
/// are given: the newest by time decides, and the greater id among equals.
pub(crate) fn is_fulfilled(acts: &[Act]) -> bool {
    acts.iter()
        .filter(|act| matches!(act.kind, ActKind::Fulfilled | ActKind::Unfulfilled))
        .max_by_key(|act| (act.at, &act.id))
        .is_some_and(|act| act.kind == ActKind::Fulfilled)
}
