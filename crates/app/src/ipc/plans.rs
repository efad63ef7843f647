//! When links open and close.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which link's plan.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkPlanQuery {
    /// The link's id.
    pub id: String,
}

/// When a link opens and closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkPlan {
    /// The link's id.
    pub id: String,
    /// When it opens, in Unix seconds.
    pub opens_at: Option<i64>,
    /// When it closes, in Unix seconds.
    pub closes_at: Option<i64>,
    /// By the clock of this zone, such as `Europe/Vienna`; null where nothing is planned.
    pub zone: Option<String>,
    /// Whether the time of a step has passed, and it is not done yet.
    pub is_overdue: bool,
    /// Why a step that is overdue could not be done yet, where it was tried.
    pub trouble: Option<String>,
}

/// A plan to be kept.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanLink {
    /// The link's id.
    pub id: String,
    /// When it is to open. A link that is to open later is closed until then.
    pub open: PlanSide,
    /// When it is to close.
    pub close: PlanSide,
    /// By the clock of this zone, such as `Europe/Vienna`.
    pub zone: String,
}

/// One side of a plan.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlanSide {
    /// What was planned stays.
    AsBefore,
    /// Nothing is planned any more.
    Never,
    /// At this time.
    At {
        /// By the clock of the zone, such as `2026-12-24T18:00`.
        time: String,
    },
}
