//! Runs of Stripe's own reports.

use serde::{Deserialize, Serialize};

use super::Family;
use crate::{ReportRunId, ReportRunStatus, UnixSeconds};

/// A run of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRun {
    /// Its id.
    pub id: ReportRunId,
    /// Where it stands.
    pub status: ReportRunStatus,
    /// Which report, in Stripe's words.
    pub report_type: Option<String>,
    /// When it was asked for.
    pub created: Option<UnixSeconds>,
    /// Where its file is, once it is done.
    pub url: Option<String>,
    /// What went wrong, in Stripe's words.
    pub error: Option<String>,
}

impl Family for ReportRun {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn rank(&self) -> u64 {
        u64::from(self.status.rank())
    }
}
