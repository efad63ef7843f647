//! Which notices are wanted on the desktop.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The notices of the open account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticesPage {
    /// Which are wanted; null in the practice store, which gives none.
    pub choice: Option<NoticeChoice>,
}

/// Which kinds of notices are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeChoice {
    /// A payment succeeded.
    pub payments: bool,
    /// A dispute was opened, or a payout failed.
    pub losses: bool,
    /// Stripe does not reach this computer, or does not take the key.
    pub trouble: bool,
}
