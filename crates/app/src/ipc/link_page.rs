//! One payment link: its terms in words, its plan, and what was done to it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LinkRow;

/// Which link.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct LinkPageQuery {
    /// The link's id.
    pub id: String,
    /// When the days begin that are shown; as for the list.
    pub days: Option<Vec<i64>>,
}

/// A link in detail. Its payments are those of `list_payments` with the link.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkDetail {
    /// The row.
    pub row: LinkRow,
    /// What it asks and offers beyond its items, in words; what is as Stripe has it anyway is left out.
    pub terms: Vec<LinkTerm>,
    /// What was done to it, newest first.
    pub history: Vec<LinkHappening>,
}

/// One of a link's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkTerm {
    /// What it is about, in a word or two.
    pub topic: String,
    /// What is so.
    pub text: String,
    /// The merchant's own words, where it is about some.
    pub quote: Option<String>,
}

/// Something that was done to a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkHappening {
    /// When, in Unix seconds.
    pub at: i64,
    /// What.
    pub what: LinkDeed,
    /// From where.
    pub origin: LinkOrigin,
    /// What was changed, in words.
    pub changes: Vec<String>,
    /// Of a plan: when it was to open.
    pub opens_at: Option<i64>,
    /// Of a plan: when it was to close.
    pub closes_at: Option<i64>,
    /// Of a plan: in which time zone it was thought of.
    pub zone: Option<String>,
}

/// What was done to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkDeed {
    /// It was made.
    Made,
    /// It was first seen here; when it was made is not known.
    Seen,
    /// Something of it was changed.
    Changed,
    /// It was activated.
    Opened,
    /// It was deactivated.
    Closed,
    /// It was planned to open or to close.
    Planned,
    /// The plan was taken back.
    Unplanned,
    /// It was opened as planned.
    OpenedAsPlanned,
    /// It was closed as planned.
    ClosedAsPlanned,
}

/// From where something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkOrigin {
    /// From this program.
    Here,
    /// From Stripe's Dashboard or another tool, as far as is known.
    Elsewhere,
}
