//! Where a link from outside leads in the window.

use serde::Serialize;
use ts_rs::TS;

/// The place that a link named last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenPlace {
    /// Where it leads; null where there was none since this was asked last.
    pub place: Option<LinkedPlace>,
}

/// One thing to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkedPlace {
    /// Where.
    pub screen: LinkedScreen,
    /// Its id: letters, digits and underscores.
    pub id: String,
}

/// Where something that a link names is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkedScreen {
    /// Among the payments.
    Payments,
    /// On its own page.
    Links,
    /// Among the payouts.
    Payouts,
}
